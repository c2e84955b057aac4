// The view of a moving figure: panels, legend, player, controls and a line of text.

import { dragOn, makeControl, makeHandle } from "./controls.js";
import { drawSample } from "./marks.js";
import { Panel } from "./panel.js";
import { Player } from "./player.js";
import { floats, short } from "./numbers.js";
import { Store } from "./store.js";
import { make, makeSvg } from "./svg.js";

const STORES = new WeakMap();
const REST = 500; // milliseconds without a change until a screen reader is told
let made = 0;

/** One view of a model. */
class View {
  constructor(model, el) {
    this.model = model;
    this.plan = model.get("plan");
    this.words = this.plan.words;
    this.id = `descent-${Date.now().toString(36)}-${made++}`;
    if (!STORES.has(model)) STORES.set(model, new Store(model));
    this.store = STORES.get(model);
    this.root = make("div", { class: "descent-widget", role: "group",
      "aria-label": this.plan.title, "data-lm-suppress-shortcuts": "true" });
    // JupyterLab would take arrow keys and letters for its own.
    this.root.addEventListener("keydown", (event) => event.stopPropagation());
    el.append(this.root);
    this.build();
  }

  /** Make what stays; scenes fill it. */
  build() {
    this.root.replaceChildren();
    if (this.model.get("locked")) {
      this.root.append(make("p", { class: "descent-lock" }, this.words.locked));
      return;
    }
    this.at = [...this.model.get("at")];
    this.panels = [];
    this.handles = [];
    this.area = make("div", { class: "descent-panels" });
    this.legend = make("ul", { class: "descent-legend" });
    this.error = make("p", { class: "descent-error" });
    this.status = make("p", { class: "descent-status" });
    this.says = make("p", { class: "descent-says" });
    this.live = make("p", { class: "descent-live", "aria-live": "polite" });
    this.player = new Player(this.words, `${this.id}-step`, () => this.draw());
    this.controls = this.plan.controls.map((control, i) => makeControl(
      control, `${this.id}-${i}`,
      { move: (position) => this.move({ [i]: position }), settle: () => this.settle(),
        prepare: () => this.store.ahead(i, this.at) }));
    // A page without a kernel holds the table of one control; the others could do nothing.
    const rows = this.controls.filter((_, i) => this.plan.controls[i].shown
      && (this.store.isLive || i === this.plan.table));
    this.root.append(
      make("p", { class: "descent-heading" }, this.plan.title), this.legend, this.area, this.error,
      this.player.node, make("div", { class: "descent-controls" }, ...rows.map((row) => row.node)),
      this.status, this.says, this.live);
    this.draw();
  }

  /** Take new positions of some controls, and draw. */
  move(changed) {
    for (const [i, position] of Object.entries(changed)) this.at[i] = position;
    this.draw();
  }

  /** Tell the model where the controls have come to rest. */
  settle() {
    this.model.set("at", [...this.at]);
    this.model.save_changes();
  }

  /** Draw the scene at the present positions, or ask for it. */
  draw() {
    if (!this.area) return;
    const scene = this.store.get(this.at);
    this.lacks = !scene;
    this.controls.forEach((control, i) => control.show(this.at[i]));
    if (!scene) {
      this.store.ask([...this.at]);
      if (!this.store.isLive) this.say(this.words.lost_kernel);
      for (const handle of this.handles) handle.show();
      return;
    }
    this.player.fit(scene.last);
    this.drawPanels(scene);
    this.drawLegend(scene);
    this.error.textContent = scene.error;
    this.error.hidden = !scene.error;
    this.says.textContent = scene.last ? told(scene, this.player.t) : "";
    this.say(scene.error ? "" : scene.status);
    for (const handle of this.handles) handle.show();
  }

  drawPanels(scene) {
    if (this.panels.length !== scene.panels.length) {
      this.panels = scene.panels.map((_, i) => new Panel(scene.panels.length, `${this.id}-clip-${i}`));
      this.area.replaceChildren(...this.panels.map((panel) => panel.node));
      this.handles = [];
    }
    this.area.hidden = !this.panels.length;
    scene.panels.forEach((panel, i) => this.panels[i].draw(panel, this.store.parts, this.player.t));
    if (!this.handles.length && this.panels.length) this.makeHandles();
  }

  makeHandles() {
    this.handles = (this.store.isLive ? this.plan.handles : []).map((handle) => makeHandle(
      handle, this.plan.controls, this.panels[handle.panel],
      { at: () => this.at, move: (changed) => this.move(changed), settle: () => this.settle(),
        said: this.words.arrow_keys }));
    this.panels.forEach((panel, i) => {
      const own = this.handles.filter((handle) => handle.panel === i);
      panel.draws = own.length > 2; // a row of handles is drawn over, not taken one by one
      panel.node.append(...own.map((handle) => handle.node));
      if (own.length) dragOn(panel, own, () => this.settle());
    });
  }

  drawLegend({ panels }) {
    const parts = panels.flatMap(({ marks }) => marks.map((id) => this.store.parts[id]))
      .filter((part) => part.label);
    const shown = [...new Map(parts.map((part) => [part.label, part])).values()];
    const key = JSON.stringify(shown.map(({ label, look }) => [label, look]));
    if (key === this.legendKey) return;
    this.legendKey = key;
    this.legend.hidden = !shown.length;
    this.legend.replaceChildren(...shown.map((part) => {
      const sample = makeSvg("svg", { viewBox: "0 0 34 16", width: 34, height: 16,
        "aria-hidden": "true" });
      drawSample(sample, part);
      return make("li", {}, sample, part.label);
    }));
  }

  /** Show a line of text, and have a screen reader say it once the learner pauses. */
  say(text) {
    this.status.textContent = text;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.live.textContent = [this.error.textContent, text, this.says.textContent]
        .filter(Boolean).join(" ");
    }, REST);
  }

  /** The kernel is silent: it is busy, or gone. */
  wait() {
    this.say(this.words.loading);
  }
}

/** Fill the template of what is said of a step with its numbers. */
function told({ steps }, t) {
  if (!steps) return "";
  steps.array ??= floats(steps.numbers);
  return steps.template.replace(/\{(\w+)\}/g, (_, name) => (
    name === "t" ? t : short(steps.array[t * steps.width + Number(name)])));
}

/** Show a model in an element; returns what takes it away again. */
export function render({ model, el }) {
  const view = new View(model, el);
  view.store.views.add(view);
  const rebuild = () => view.build();
  const follow = () => {
    view.at = [...model.get("at")];
    view.draw();
  };
  model.on("change:locked", rebuild);
  model.on("change:at", follow);
  return () => {
    view.store.views.delete(view);
    view.player?.stop();
    model.off("change:locked", rebuild);
    model.off("change:at", follow);
  };
}

export default { render };
