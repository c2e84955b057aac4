// One panel: an SVG with axes and marks, and the handles that lie over it.

import { drawAxes, scales } from "./axes.js";
import { drawMark } from "./marks.js";
import { keep, make, makeSvg, set } from "./svg.js";

const SIZES = [[680, 400], [470, 360], [400, 330], [400, 330]]; // by the number of panels

/** A panel of a figure; draws only what has changed since the last scene. */
export class Panel {
  constructor(count, id) {
    [this.width, this.height] = SIZES[Math.min(count, SIZES.length) - 1];
    this.clip = makeSvg("rect");
    this.axes = makeSvg("g");
    this.marks = makeSvg("g", { "clip-path": `url(#${id})` });
    this.svg = makeSvg("svg", { viewBox: `0 0 ${this.width} ${this.height}`, role: "img" },
      makeSvg("defs", {}, makeSvg("clipPath", { id }, this.clip)), this.marks, this.axes);
    this.node = make("div", { class: "descent-panel", style: `max-width: ${this.width}px` },
      this.svg);
    this.drawn = [];
  }

  /** Draw a panel of a scene at the player's step t. */
  draw({ axes, marks }, parts, t) {
    const frame = parts[axes];
    if (this.frame !== frame) {
      const key = JSON.stringify({ ...frame, alt: "" });
      if (key !== this.key) {
        this.scale = scales(frame, this.width, this.height);
        const { x, y, width, height } = this.scale.box;
        set(this.clip, { x, y, width, height });
        drawAxes(this.axes, frame, this.scale);
        this.drawn = []; // everything lies elsewhere now
        this.key = key;
      }
      set(this.svg, { "aria-label": frame.alt });
      this.frame = frame;
    }
    marks.forEach((id, i) => {
      const part = parts[id];
      const step = part.stepped ? t : -1;
      if (this.drawn[i]?.part === part && this.drawn[i].step === step) return;
      const group = this.marks.childNodes[i]
        ?? this.marks.appendChild(makeSvg("g"));
      if (this.drawn[i]?.part.type !== part.type) keep(group, 0);
      drawMark(group, part, this.scale, t);
      this.drawn[i] = { part, step };
    });
    keep(this.marks, marks.length);
    this.drawn.length = marks.length;
  }

  /** Give the place of a pointer event in the panel's own numbers. */
  place(event) {
    const box = this.svg.getBoundingClientRect();
    const [px, py] = [((event.clientX - box.left) / box.width) * this.width,
      ((event.clientY - box.top) / box.height) * this.height];
    return [this.scale.x.back(px), this.scale.y.back(py)];
  }

  /** Give where a point lies, in percent of the panel. */
  percent(x, y) {
    return [(100 * this.scale.x.at(x)) / this.width, (100 * this.scale.y.at(y)) / this.height];
  }
}
