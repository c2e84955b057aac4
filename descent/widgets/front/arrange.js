// Lines of code that are put in order by hand; the order is written into the cell that shows them.

import { dragLines } from "./dragging.js";
import { notebookOf, textOf } from "./notebook.js";
import { make, set } from "./svg.js";

const PAUSE = 400; // milliseconds without another move until a screen reader is told
const [YOURS, OUT] = [0, 1];
// What a function gives back as it is handed out, and as it is answered; a comment behind it stays.
const ANSWER = new RegExp(
  String.raw`^([ \t]+)(return[ \t]+(?:"[^"\n]*"|'[^'\n]*')`
  + String.raw`|raise NotImplementedError(?:\((?:"[^"\n]*"|'[^'\n]*'|[^()"'\n])*\))?)`
  + String.raw`(?=[ \t]*(?:#.*)?$)`, "m");
const STEP = { ArrowUp: -1, ArrowDown: 1 };
let arrangements = 0;

/** Write the answer as it stands in the cell. */
function answerOf(letters) {
  return `return "${letters}"`;
}

/**
 * Find the line of a function that is to hold the order.
 *
 * Raises where the cell's text can't be reached, and where there is no such line.
 */
function findAnswer(model) {
  const { cells, own } = notebookOf(model);
  const text = textOf(cells[own]);
  // The function's lines are those that stand deeper than its head.
  const written = new RegExp(
    String.raw`^([ \t]*)def ${model.get("plan").function}\(.*\n((?:\1[ \t]+.*(?:\n|$)|[ \t]*\n)*)`,
    "m").exec(text);
  const body = written.index + written[0].length - written[2].length;
  const { index, 1: indent, 2: line } = ANSWER.exec(written[2]);
  return { cell: cells[own], line, start: body + index + indent.length };
}

/** Say whether the cell holds this answer; write it there first, if asked to. */
function isKept(model, letters, { write }) {
  try {
    const { cell, line, start } = findAnswer(model);
    const answer = answerOf(letters);
    if (write && line !== answer) {
      cell.sharedModel.updateSource(start, start + line.length, answer);
    }
    return write || line === answer;
  } catch {
    return false;
  }
}

/** Fill the {names} of a text. */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** One view of a model. */
class Arrangement {
  constructor(model, el) {
    this.model = model;
    this.plan = model.get("plan");
    this.words = this.plan.words;
    this.id = `descent-arrange-${Date.now().toString(36)}-${arrangements++}`;
    this.lines = new Map(Object.entries(this.plan.lines).map(
      ([letter, code]) => [letter, this.makeLine(letter, code)]));
    this.lists = ["ol", "ul"].map((tag, i) => make(tag, { class: "descent-lines",
      role: "list", "aria-labelledby": `${this.id}-${i}` }));
    this.none = [this.words.none_yours, this.words.none_out].map(
      (text) => make("li", { class: "descent-none" }, text));
    this.wrote = make("p", { class: "descent-wrote" });
    this.live = make("p", { class: "descent-live", "aria-live": "polite" });
    this.made = make("div", { class: "descent-made" },
      make("p", { class: "descent-heading" }, this.words.made),
      make("pre", { tabindex: 0 }, this.plan.made));
    this.root = make("div", { class: "descent-arrange", role: "group",
      "aria-label": this.words.title },
      make("p", { id: `${this.id}-how` }, this.words.how),
      make("p", { class: "descent-heading" }, this.words.given),
      make("pre", { tabindex: 0 }, this.plan.given),
      make("p", { class: "descent-heading", id: `${this.id}-${YOURS}` }, this.words.yours),
      this.lists[YOURS],
      make("p", { class: "descent-heading", id: `${this.id}-${OUT}` }, this.words.out,
        make("span", {}, ` ${this.words.spare}`)),
      this.lists[OUT], this.wrote, this.made, this.live);
    this.putBack = dragLines(this.root, this.lists,
      (line, list, place) => this.move(line.dataset.letter, list, place));
    this.root.addEventListener("keydown", (event) => this.press(event));
    el.append(this.root);
    this.draw();
    if (this.isNew()) this.tell(isKept(model, this.letters(YOURS), { write: false }));
  }

  makeLine(letter, code) {
    const grip = make("button", { type: "button", class: "descent-grip",
      "aria-label": filled(this.words.line, { letter, code: code.trim() }),
      "aria-describedby": `${this.id}-how` }, letter);
    // A mouse that takes the grip and lets it go moves nothing; a key's click counts as none.
    grip.addEventListener("click", (event) => event.detail === 0 && this.change(letter));
    const buttons = [["up", "↑", () => this.shift(letter, -1)],
      ["down", "↓", () => this.shift(letter, 1)], ["change", "", () => this.change(letter)]].map(
      ([name, sign, act]) => {
        // No stops for the Tab key: thirty of them would hide what the grip does with its keys.
        const button = make("button", { type: "button", tabindex: -1, "data-does": name,
          "aria-label": filled(this.words[name] ?? "", { letter }) }, sign);
        button.addEventListener("click", act);
        return button;
      });
    return make("li", { class: "descent-line", "data-letter": letter },
      make("span", { class: "descent-take" }, grip), make("code", {}, code),
      make("span", { class: "descent-moves" }, ...buttons));
  }

  letters(list) {
    return this.model.get("lists")[list];
  }

  /** Say whether the order is another than the one that was last run. */
  isNew() {
    return this.letters(YOURS) !== this.plan.ran;
  }

  /** Say which list a line is in, and where. */
  find(letter) {
    const list = this.letters(YOURS).includes(letter) ? YOURS : OUT;
    return { list, place: this.letters(list).indexOf(letter), count: this.letters(list).length };
  }

  shift(letter, by) {
    const { list, place, count } = this.find(letter);
    this.move(letter, list, Math.max(0, Math.min(count - 1, place + by)));
  }

  /** Put a line to the end of your lines, or back to where the alphabet has it. */
  change(letter) {
    const isOut = this.find(letter).list === OUT;
    const later = [...this.letters(OUT)].findIndex((other) => other > letter);
    const back = later < 0 ? this.letters(OUT).length : later;
    this.move(letter, isOut ? YOURS : OUT, isOut ? this.letters(YOURS).length : back);
  }

  /** Put a line into a list, before what is number `place` of its other lines. */
  move(letter, list, place) {
    const before = this.letters(YOURS);
    const lists = this.model.get("lists").map((letters) => letters.replace(letter, ""));
    lists[list] = lists[list].slice(0, place) + letter + lists[list].slice(place);
    this.model.set("lists", lists);
    this.model.save_changes();
    this.draw();
    this.lines.get(letter).scrollIntoView({ block: "nearest", inline: "nearest" });
    if (lists[YOURS] !== before) this.tell(isKept(this.model, lists[YOURS], { write: true }));
    this.say(letter);
  }

  draw() {
    const focused = this.root.contains(document.activeElement) ? document.activeElement : null;
    this.lists.forEach((list, i) => {
      const letters = [...this.letters(i)];
      list.replaceChildren(...letters.map((letter) => this.lines.get(letter)),
        ...(letters.length ? [] : [this.none[i]]));
      letters.forEach((letter, place) => {
        const [up, down, change] = this.lines.get(letter).querySelectorAll("[data-does]");
        set(up, { "aria-disabled": place === 0 });
        set(down, { "aria-disabled": place === letters.length - 1 });
        set(change, { "aria-label": filled(i ? this.words.use : this.words.leave, { letter }) });
        change.textContent = i ? this.words.use_short : this.words.leave_short;
      });
    });
    this.made.hidden = !this.plan.made || this.isNew();
    focused?.focus({ preventScroll: true }); // what is put elsewhere loses it
  }

  /** Say below the lists what the cell says now, or is to say. */
  tell(kept) {
    const letters = this.letters(YOURS);
    const [before, after] = this.words[kept ? "kept" : "write"].split("{code}");
    this.wrote.replaceChildren(letters ? "" : `${this.words.no_line} `, before,
      make("code", {}, answerOf(letters)), after);
  }

  /** Have a screen reader say where a line is now. */
  say(letter) {
    const { list, place, count } = this.find(letter);
    const moved = filled(list === OUT ? this.words.moved_out : this.words.moved,
      { letter, place: place + 1, count });
    clearTimeout(this.pausing);
    this.pausing = setTimeout(() => {
      this.live.textContent = [moved, this.words.spare, this.wrote.textContent].join(" ").trim();
    }, PAUSE);
  }

  press(event) {
    // JupyterLab would take arrow keys and letters for its own, but Ctrl+S is to save the notebook,
    // and Ctrl+Enter and Shift+Enter are to run the cell.
    if (event.ctrlKey || event.metaKey || (event.shiftKey && event.key === "Enter")) return;
    event.stopPropagation();
    if (event.key === "Escape" && this.putBack()) return;
    const letter = event.target.closest(".descent-line")?.dataset.letter;
    if (!letter || event.altKey || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    if (event.key in STEP) this.shift(letter, STEP[event.key]);
    else this.change(letter);
  }
}

/** Show a model in an element; returns what takes it away again. */
export function render({ model, el }) {
  const view = new Arrangement(model, el);
  const draw = () => view.draw();
  model.on("change:lists", draw);
  return () => {
    clearTimeout(view.pausing);
    model.off("change:lists", draw);
  };
}

export default { render };
