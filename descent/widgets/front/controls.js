// Controls under a figure, and the handles on it. Both change positions, never numbers.

import { make, set } from "./svg.js";

const PASSING = 60; // milliseconds after which a pointer is no longer only passing over

/** Make the row of a slider or a choice; `move(position)` is called when the learner moves it. */
export function makeControl(control, id, { move, settle, prepare }) {
  return control.type === "slider"
    ? makeSlider(control, id, { move, settle, prepare })
    : makeChoice(control, id, { move, settle });
}

function makeSlider(control, id, { move, settle, prepare }) {
  const input = make("input", { type: "range", id, min: 0, max: control.values.length - 1,
    step: 1 });
  const output = make("output", { for: id });
  input.addEventListener("input", () => move(Number(input.value)));
  input.addEventListener("change", settle);
  // The whole table is asked for as soon as the slider is about to be moved.
  for (const sign of ["pointerdown", "focus"]) input.addEventListener(sign, prepare);
  let resting;
  input.addEventListener("pointerenter", () => {
    resting = setTimeout(prepare, PASSING);
  });
  input.addEventListener("pointerleave", () => clearTimeout(resting));
  const node = make("div", { class: "descent-slider" },
    make("label", { for: id }, control.label), input, output);
  const show = (position) => {
    if (Number(input.value) !== position) input.value = position;
    set(input, { "aria-valuetext": control.texts[position] });
    output.textContent = control.texts[position];
  };
  return { node, show };
}

function makeChoice(control, id, { move, settle }) {
  const inputs = control.texts.map((text, i) => {
    const input = make("input", { type: "radio", name: id, id: `${id}-${i}` });
    input.addEventListener("change", () => {
      move(i);
      settle();
    });
    return input;
  });
  const node = make("fieldset", { class: "descent-choice" }, make("legend", {}, control.label),
    ...control.texts.map((text, i) => make("label", { for: `${id}-${i}` }, inputs[i], text)));
  const show = (position) => {
    inputs[position].checked = true;
  };
  return { node, show };
}

/**
 * Make a handle: a button over a panel that is dragged, or moved with the arrow keys.
 * `move({control: position, …})` is called with what it changes; `at()` gives all positions.
 */
export function makeHandle(handle, controls, panel, { at, move, settle, said }) {
  const node = make("button", { type: "button", class: "descent-handle" });
  const axes = ["x", "y"].map((axis) => (typeof handle[axis] === "string"
    ? { index: controls.findIndex((control) => control.name === handle[axis]) }
    : { value: handle[axis] }));
  const values = axes.map(({ index }) => (index === undefined ? [] : controls[index].values));
  const moveTo = (place) => {
    const changed = {};
    axes.forEach(({ index }, i) => {
      if (index !== undefined) changed[index] = nearest(values[i], place[i]);
    });
    move(changed);
  };
  const moveBy = (i, by) => {
    // A handle that moves along one axis follows all four arrows, as a slider does.
    const index = axes[i].index ?? axes[1 - i].index;
    const to = Math.max(0, Math.min(controls[index].values.length - 1, at()[index] + by));
    move({ [index]: to });
    settle();
  };
  node.addEventListener("keydown", (event) => {
    const step = event.shiftKey ? 5 : 1;
    const by = { ArrowLeft: [0, -step], ArrowRight: [0, step], ArrowDown: [1, -step],
      ArrowUp: [1, step] }[event.key];
    if (!by) return;
    event.preventDefault();
    moveBy(...by);
  });
  const show = () => {
    const place = axes.map(({ index, value }, i) => (
      index === undefined ? value : values[i][at()[index]]));
    const [left, top] = panel.percent(...place);
    node.style.left = `${left}%`;
    node.style.top = `${top}%`;
    const texts = axes.filter(({ index }) => index !== undefined).map(
      ({ index }) => `${controls[index].label} ${controls[index].texts[at()[index]]}`);
    set(node, { "aria-label": `${handle.label}: ${texts.join(", ")}. ${said}` });
    node.hidden = left < -1 || left > 101 || top < -1 || top > 101;
    return place;
  };
  return { node, show, moveTo, panel: handle.panel };
}

/** Give the position whose value is nearest. */
function nearest(values, value) {
  let best = 0;
  values.forEach((other, i) => {
    if (Math.abs(other - value) < Math.abs(values[best] - value)) best = i;
  });
  return best;
}

/** Let a press on a panel take the handle nearest to it, and the drag that follows move it. */
export function dragOn(panel, handles, settle) {
  let held = null;
  const drag = (event) => {
    if (panel.draws) held = closest(panel, handles, event);
    held.moveTo(panel.place(event));
  };
  panel.node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !panel.scale) return;
    held = handles.find(({ node }) => node === event.target) ?? closest(panel, handles, event);
    held.node.focus();
    panel.node.setPointerCapture(event.pointerId);
    event.preventDefault();
    drag(event);
  });
  panel.node.addEventListener("pointermove", (event) => held && drag(event));
  const release = () => {
    if (held) settle();
    held = null;
  };
  panel.node.addEventListener("pointerup", release);
  panel.node.addEventListener("pointercancel", release);
}

function closest(panel, handles, event) {
  const distance = ({ node }) => {
    const box = node.getBoundingClientRect();
    const dx = box.left + box.width / 2 - event.clientX;
    const dy = box.top + box.height / 2 - event.clientY;
    return panel.draws ? Math.abs(dx) : Math.hypot(dx, dy);
  };
  return handles.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}
