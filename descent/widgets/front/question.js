// A question that is answered once; the answer is written into the notebook.

import { notebookOf, textOf } from "./notebook.js";
import { make, set } from "./svg.js";

// The line that keeps the answer; what stands behind it, a comment mostly, stays.
const LINE = /^(prediction[ \t]*=[ \t]*)(None\b|"[^"\n]*"|'[^'\n]*')/m;
const SILENCE = 1500; // milliseconds until the learner is told that the kernel is silent
let questions = 0;

/**
 * Write the answer into the nearest line above that asks for it; where the notebook's text can't be
 * reached, the learner is asked to write the line.
 *
 * @returns {boolean} whether the line holds the answer now
 */
function writeAnswer(model, letter) {
  try {
    const { cells, own } = notebookOf(model);
    const cell = cells.slice(0, Math.max(own, 0)).reverse()
      .find((one) => one.type === "code" && LINE.test(textOf(one)));
    const { index, 1: name, 2: value } = LINE.exec(textOf(cell));
    const start = index + name.length;
    cell.sharedModel.updateSource(start, start + value.length, JSON.stringify(letter));
    return true;
  } catch {
    return false;
  }
}

/** Show a question in an element; returns what takes it away again. */
export function render({ model, el }) {
  const { letters, note, words } = model.get("plan");
  const id = `descent-question-${Date.now().toString(36)}-${questions++}`;
  const inputs = letters.map((letter) => make("input", { type: "radio", name: id,
    id: `${id}-${letter}`, value: letter }));
  const button = make("button", { type: "button", disabled: "" }, words.commit);
  const told = make("div", { class: "descent-told", role: "status", tabindex: -1 });
  const root = make("div", { class: "descent-question" },
    make("fieldset", { class: "descent-choice" }, make("legend", {}, words.legend),
      make("p", {}, note), ...inputs.map((input) => make("label", { for: input.id }, input,
        input.value))),
    button, told);
  let silent = null;
  let cell = null; // what the question stands in, from the commit on

  const choose = () => set(button, { disabled: false });
  const commit = () => {
    const letter = inputs.find((input) => input.checked).value;
    close();
    cell = el.closest(".jp-Cell");
    silent = setTimeout(() => told.append(make("p", {}, words.loading)), SILENCE);
    model.send({ letter, kept: writeAnswer(model, letter) });
  };
  const close = () => {
    if (root.contains(document.activeElement)) told.focus();
    for (const input of [...inputs, button]) set(input, { disabled: "" });
  };
  const tell = () => {
    if (!model.get("answer")) return;
    clearTimeout(silent);
    close();
    for (const input of inputs) input.checked = input.value === model.get("answer");
    button.hidden = true;
    told.replaceChildren(...model.get("told").map(([head, rest]) => make("p", {},
      make("strong", {}, head), rest)));
  };

  for (const input of inputs) input.addEventListener("change", choose);
  button.addEventListener("click", commit);
  // JupyterLab would take arrow keys and letters for its own, but Ctrl+S is to save the notebook.
  root.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  });
  model.on("change:told", tell);
  el.append(root);
  tell();
  return () => {
    clearTimeout(silent);
    model.off("change:told", tell);
    if (cell) requestAnimationFrame(() => follow(cell));
  };
}

/** The output has become plain text, which is saved with the notebook: the focus goes there. */
function follow(cell) {
  const text = cell.querySelector(".descent-reveal");
  if (!text || ![document.body, null].includes(document.activeElement)) return;
  set(text, { tabindex: -1 });
  text.focus();
}

export default { render };
