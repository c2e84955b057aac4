// The scenes that the front end holds, by the positions of the controls; the kernel gives more.

const MOST = 4000; // scenes; past that the store starts afresh
const PATIENCE = 1500; // milliseconds until the learner is told that the kernel is silent

/** Scenes of one model, shared by all its views. */
export class Store {
  constructor(model) {
    this.model = model;
    this.isLive = Boolean(model.send);
    this.views = new Set();
    this.reset();
    model.on("msg:custom", (message) => this.receive(message));
    model.on("change:scenes", () => this.reset());
    if (this.isLive) this.send({ hello: true });
  }

  reset() {
    this.parts = { ...this.model.get("parts") };
    this.scenes = new Map(Object.entries(this.model.get("scenes")));
    this.asked = null;
    this.tell();
  }

  /** Give the scene at these positions, or null. */
  get(at) {
    return this.scenes.get(at.join(",")) ?? null;
  }

  /** Ask the kernel for a scene; one request at a time, the last one wins. */
  ask(at) {
    this.wanted = at;
    if (!this.isLive || this.asked) return;
    this.asked = at.join(",");
    this.silence = setTimeout(() => {
      for (const view of this.views) view.wait();
    }, PATIENCE);
    this.send({ at });
  }

  /** Ask for the table along one control, which the learner is about to move. */
  ahead(control, at) {
    const along = this.model.get("plan").controls[control].texts.map((_, i) => at.with(control, i));
    if (this.isLive && !along.every((place) => this.get(place))) this.send({ at, ahead: control });
  }

  receive({ scenes, parts }) {
    if (this.scenes.size > MOST) {
      this.reset();
      this.send({ hello: true });
    }
    Object.assign(this.parts, parts);
    for (const [key, scene] of Object.entries(scenes)) {
      // What was under way while the store started afresh may lean on parts that are gone.
      if (this.isWhole(scene)) this.scenes.set(key, scene);
    }
    if (this.asked && this.scenes.has(this.asked)) {
      clearTimeout(this.silence);
      this.asked = null;
      if (this.wanted && !this.get(this.wanted)) this.ask(this.wanted);
    }
    for (const view of this.views) if (view.lacks) view.draw();
  }

  isWhole({ panels }) {
    return panels.every(({ axes, marks }) => [axes, ...marks].every((id) => id in this.parts));
  }

  send(message) {
    try {
      this.model.send(message);
    } catch {
      this.isLive = false; // the kernel is gone; what is there stays usable
    }
  }

  tell() {
    for (const view of this.views) view.draw();
  }
}
