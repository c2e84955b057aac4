// One pair of axes: where a number lies in pixels, and what stands along the edges.

import { short } from "./numbers.js";
import { keep, makeSvg } from "./svg.js";

const MARGIN = { left: 62, right: 16, top: 30, bottom: 48 };

/** Make the scales of a panel: from numbers to pixels and back. */
export function scales(axes, width, height) {
  let box = {
    x: MARGIN.left, y: MARGIN.top,
    width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom,
  };
  if (axes.equal) box = shrunk(box, axes);
  const x = scale(axes.xlim, axes.log_x, box.x, box.x + box.width);
  const y = scale(axes.ylim, axes.log_y, box.y + box.height, box.y);
  return { x, y, box };
}

/** Shrink a box so that a unit is as long on both axes. */
function shrunk(box, axes) {
  const unit = Math.min(box.width / (axes.xlim[1] - axes.xlim[0]),
                        box.height / (axes.ylim[1] - axes.ylim[0]));
  const width = unit * (axes.xlim[1] - axes.xlim[0]);
  const height = unit * (axes.ylim[1] - axes.ylim[0]);
  return { x: box.x + (box.width - width) / 2, y: box.y, width, height };
}

function scale([low, high], log, from, to) {
  const [a, b] = log ? [Math.log10(low), Math.log10(high)] : [low, high];
  const slope = (to - from) / (b - a);
  const at = (value) => {
    const place = from + ((log ? Math.log10(value) : value) - a) * slope;
    return Math.max(-9e3, Math.min(9e3, place)); // renderers overflow far outside
  };
  const back = (pixel) => {
    const value = a + (pixel - from) / slope;
    return log ? 10 ** value : value;
  };
  return { at, back, low, high, log, length: Math.abs(to - from) };
}

/** Draw frame, grid, ticks, axis labels and title. */
export function drawAxes(node, axes, { x, y, box }) {
  keep(node, 0);
  const bottom = box.y + box.height;
  const grid = makeSvg("g", { class: "descent-grid" });
  const text = makeSvg("g", { class: "descent-ticks" });
  const names = axes.x_names.map((name, i) => [i, name]);
  for (const [value, said] of names.length ? names : ticks(x)) {
    const at = x.at(value);
    grid.append(makeSvg("line", { x1: at, x2: at, y1: box.y, y2: bottom }));
    text.append(makeSvg("text", { x: at, y: bottom + 17, "text-anchor": "middle" }, said));
  }
  for (const [value, said] of ticks(y)) {
    const at = y.at(value);
    grid.append(makeSvg("line", { x1: box.x, x2: box.x + box.width, y1: at, y2: at }));
    text.append(makeSvg("text", { x: box.x - 7, y: at + 4, "text-anchor": "end" }, said));
  }
  const middle = box.y + box.height / 2;
  node.append(
    grid, text,
    makeSvg("path", { class: "descent-frame",
      d: `M${box.x} ${box.y}V${bottom}H${box.x + box.width}` }),
    makeSvg("text", { class: "descent-label", x: box.x + box.width / 2, y: bottom + 38,
      "text-anchor": "middle" }, axes.xlabel),
    makeSvg("text", { class: "descent-label", "text-anchor": "middle",
      transform: `translate(${Math.max(14, box.x - 46)} ${middle}) rotate(-90)` }, axes.ylabel),
    makeSvg("text", { class: "descent-title", x: box.x, y: box.y - 11 }, axes.title),
  );
}

/** List the ticks of a scale as [value, text]. */
function ticks(scale) {
  return scale.log ? logTicks(scale) : linearTicks(scale);
}

function linearTicks({ low, high, length }) {
  const rough = (high - low) / Math.max(2, length / 62);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough * 0.999);
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
    found.push([i * step, short(Number((i * step).toPrecision(12)))]);
  }
  return found;
}

function logTicks({ low, high, length }) {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  if (last - first < 1) return linearTicks({ low, high, length });
  const every = Math.max(1, Math.ceil((last - first) / Math.max(2, length / 55)));
  const found = [];
  for (let power = first; power <= last; power += every) {
    found.push([10 ** power, powerOfTen(power)]);
  }
  return found;
}

function powerOfTen(power) {
  if (Math.abs(power) <= 2) return short(10 ** power);
  return "10" + String(power).replace(/./g, (c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]);
}
