// A figure on a page without a kernel: the state lies in the page, and nothing is asked of anyone.

import { render } from "./widget.js";

/** Put the figure with this state into an element, in the place of its picture. */
export function revive(el, state) {
  const model = {
    get: (name) => state[name],
    set: (name, value) => {
      state[name] = value;
    },
    save_changes() {},
    on() {},
    off() {},
  };
  el.replaceChildren();
  render({ model, el });
}
