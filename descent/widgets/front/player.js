// The player: walk through the steps of a path by hand, or let it run.

import { make, set } from "./svg.js";

const WHOLE = 8000; // milliseconds that a long path takes

/** Make the player; `show(t)` is called when the step changes. */
export class Player {
  constructor(words, id, show) {
    this.words = words;
    this.show = show;
    this.last = this.t = 0;
    this.timer = null;
    const button = (name, text, act) => {
      const node = make("button", { type: "button", "aria-label": words[name], title: words[name] },
        text);
      node.addEventListener("click", act);
      return node;
    };
    this.play = button("play", "▶", () => this.toggle());
    this.range = make("input", { type: "range", id, min: 0, step: 1 });
    this.range.addEventListener("input", () => {
      this.stop();
      this.go(Number(this.range.value));
    });
    this.output = make("output", { for: id });
    this.node = make("div", { class: "descent-player" }, this.play,
      button("back", "‹", () => this.by(-1)), button("forward", "›", () => this.by(1)),
      make("label", { for: id }, words.step), this.range, this.output);
  }

  /** Take over a scene's last step; whoever stood at the end stays at the end. */
  fit(last) {
    const atEnd = this.t >= this.last;
    this.last = last;
    this.t = atEnd ? last : Math.min(this.t, last);
    set(this.range, { max: last });
    this.node.hidden = last === 0;
    this.write();
  }

  toggle() {
    if (this.timer) {
      this.stop();
      return;
    }
    if (this.t >= this.last) this.go(0);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const pause = calm ? 1000 : Math.max(40, Math.min(350, WHOLE / this.last));
    this.timer = setInterval(() => {
      if (!this.node.isConnected || this.t >= this.last) this.stop();
      else this.go(this.t + 1);
    }, pause);
    this.write();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.write();
  }

  by(steps) {
    this.stop();
    this.go(Math.max(0, Math.min(this.last, this.t + steps)));
  }

  go(t) {
    this.t = t;
    this.write();
    this.show(t);
  }

  write() {
    const said = this.timer ? this.words.pause : this.words.play;
    set(this.play, { "aria-label": said, title: said });
    this.play.textContent = this.timer ? "⏸" : "▶";
    this.range.value = this.t;
    const of = this.words.of_steps.replace("{t}", this.t).replace("{last}", this.last);
    set(this.range, { "aria-valuetext": of });
    this.output.textContent = of;
  }
}
