// Marks: how each kind of a scene's parts is drawn. A part is unpacked once, when first drawn.

import { bytes, floats } from "./numbers.js";
import { child, keep, set } from "./svg.js";

const WIDTH = { path: 2, curve: 2, contour: 0.7, guide: 1.3 };
const APART = { path: 14, curve: 64 }; // pixels between two markers of a line

/**
 * Draw a part into its group.
 * @param {SVGGElement} group - changed in place
 * @param {object} part - as Python's mark_data gives it
 * @param {object} scale - {x, y, box} of the panel
 * @param {number} t - the player's step; what is stepped is shown up to it
 */
export function drawMark(group, part, scale, t) {
  set(group, { "data-mark": part.type === "line" ? part.kind : part.type });
  DRAW[part.type](group, part, scale, t);
}

const DRAW = {
  line(group, part, { x, y }, t) {
    const [xs, ys] = [unpacked(part, "x"), unpacked(part, "y")];
    const n = part.stepped ? Math.min(t + 1, xs.length) : xs.length;
    const [colour, dashes, marker] = part.look;
    const width = WIDTH[part.kind];
    let [d, shapes, pen] = ["", "", "M"];
    let [lastX, lastY] = [-1e9, -1e9];
    const apart = APART[part.kind];
    for (let i = 0; i < n; i++) {
      if (Number.isNaN(xs[i]) || Number.isNaN(ys[i])) {
        pen = "M";
        continue;
      }
      const [px, py] = [x.at(xs[i]), y.at(ys[i])];
      d += `${pen}${px.toFixed(1)} ${py.toFixed(1)}`;
      pen = "L";
      if (marker && Math.hypot(px - lastX, py - lastY) > apart) {
        shapes += shape(marker, px, py, 3.6);
        [lastX, lastY] = [px, py];
      }
    }
    set(child(group, 0, "path"), {
      d, fill: "none", stroke: colour, "stroke-width": width, "data-mark": part.kind,
      "stroke-dasharray": dashes.map((part) => part * width).join(" ") || null,
      "stroke-linejoin": "round",
    });
    set(child(group, 1, "path"), { d: shapes, fill: colour, stroke: "white", "stroke-width": 0.6 });
    keep(group, 2);
  },

  points(group, part, { x, y }, t) {
    const [xs, ys] = [unpacked(part, "x"), unpacked(part, "y")];
    const [colour, , marker] = part.look;
    const [first, end] = part.stepped ? [Math.min(t, xs.length - 1), t + 1] : [0, xs.length];
    let d = "";
    for (let i = first; i < Math.min(end, xs.length); i++) {
      if (Number.isNaN(xs[i]) || Number.isNaN(ys[i])) continue;
      d += shape(marker || "o", x.at(xs[i]), y.at(ys[i]), part.size / 2);
    }
    set(child(group, 0, "path"), { d, fill: colour, stroke: "white", "stroke-width": 0.8 });
    keep(group, 1);
  },

  bars(group, part, { x, y }, t) {
    const xs = unpacked(part, "x");
    const row = part.stepped ? t * xs.length : 0;
    const ys = unpacked(part, "y").subarray(row, row + xs.length);
    let d = "";
    for (let i = 0; i < xs.length; i++) {
      if (Number.isNaN(ys[i])) continue;
      const [left, right] = [x.at(xs[i] - part.width / 2), x.at(xs[i] + part.width / 2)];
      d += `M${left.toFixed(1)} ${y.at(0).toFixed(1)}H${right.toFixed(1)}`
        + `V${y.at(ys[i]).toFixed(1)}H${left.toFixed(1)}Z`;
    }
    set(child(group, 0, "path"), { d, fill: part.look[0], "fill-opacity": 0.85,
      stroke: part.look[0] });
    keep(group, 1);
  },

  arrows(group, part, { x, y }, t) {
    const [tails, tips] = [unpacked(part, "tails"), unpacked(part, "tips")];
    const [first, end] = part.stepped ? [t - 1, t] : [0, tails.length / 2];
    let [d, heads] = ["", ""];
    for (let i = Math.max(first, 0); i < Math.min(end, tails.length / 2); i++) {
      const [x0, y0] = [x.at(tails[2 * i]), y.at(tails[2 * i + 1])];
      const [x1, y1] = [x.at(tips[2 * i]), y.at(tips[2 * i + 1])];
      if (![x0, y0, x1, y1].every(Number.isFinite)) continue;
      const length = Math.hypot(x1 - x0, y1 - y0);
      if (length < 1) continue;
      const size = Math.min(9, 0.6 * length);
      const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
      const [bx, by] = [x1 - size * ux, y1 - size * uy];
      d += `M${x0.toFixed(1)} ${y0.toFixed(1)}L${bx.toFixed(1)} ${by.toFixed(1)}`;
      heads += `M${x1.toFixed(1)} ${y1.toFixed(1)}`
        + `L${(bx - 0.5 * size * uy).toFixed(1)} ${(by + 0.5 * size * ux).toFixed(1)}`
        + `L${(bx + 0.5 * size * uy).toFixed(1)} ${(by - 0.5 * size * ux).toFixed(1)}Z`;
    }
    const [colour, dashes] = part.look;
    set(child(group, 0, "path"), { d, fill: "none", stroke: colour, "stroke-width": 2.4,
      "stroke-dasharray": dashes.map((part) => part * 2).join(" ") || null });
    set(child(group, 1, "path"), { d: heads, fill: colour });
    keep(group, 2);
  },

  band(group, part, { x, y }) {
    const [xs, low, high] = ["x", "low", "high"].map((name) => unpacked(part, name));
    const there = [...xs.keys()].filter((i) => !Number.isNaN(low[i] + high[i]));
    const at = (i, edge) => `${x.at(xs[i]).toFixed(1)} ${y.at(edge[i]).toFixed(1)}`;
    const round = [...there.map((i) => at(i, high)), ...there.reverse().map((i) => at(i, low))];
    set(child(group, 0, "path"), { d: round.length ? `M${round.join("L")}Z` : "",
      fill: part.look[0], "fill-opacity": 0.18 });
    keep(group, 1);
  },

  image(group, part, { box }) {
    part.url ??= painted(part);
    set(child(group, 0, "image"), { href: part.url, x: box.x, y: box.y, width: box.width,
      height: box.height, preserveAspectRatio: "none" });
    keep(group, 1);
  },

  label(group, part, { x, y }) {
    const text = child(group, 0, "text");
    set(text, { x: x.at(part.x), y: y.at(part.y), "text-anchor": part.anchor,
      class: "descent-note" });
    text.textContent = part.text;
    keep(group, 1);
  },
};

/** A line with its marker as it stands in the legend. */
export function drawSample(group, part) {
  const [colour, dashes, marker] = part.look;
  const filled = { bars: 0.85, band: 0.25 }[part.type];
  if (filled) {
    set(child(group, 0, "path"), { d: "M4 3H30V13H4Z", fill: colour, "fill-opacity": filled });
    return;
  }
  const isLine = part.type !== "points";
  set(child(group, 0, "path"), { d: isLine ? "M1 8H33" : "", stroke: colour, "stroke-width": 2,
    "stroke-dasharray": dashes.map((dash) => dash * 2).join(" ") || null, fill: "none" });
  const head = part.type === "arrows" ? "M34 8L26 4V12Z" : "";
  const there = marker || !isLine;
  set(child(group, 1, "path"), { d: head || (there ? shape(marker || "o", 17, 8, 4) : ""),
    fill: colour, stroke: head ? "none" : "white", "stroke-width": 0.6 });
}

/** Unpack an array of a part once. */
function unpacked(part, name) {
  part.arrays ??= {};
  return (part.arrays[name] ??= floats(part[name]));
}

/** The outline of a marker, of about the same ink for all. */
function shape(marker, x, y, r) {
  const p = (dx, dy) => `${(x + dx * r).toFixed(1)} ${(y + dy * r).toFixed(1)}`;
  const poly = (...points) => `M${points.map(([dx, dy]) => p(dx, dy)).join("L")}Z`;
  switch (marker) {
    case "s": return poly([-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]);
    case "D": return poly([0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]);
    case "^": return poly([0, -1.3], [1.2, 1], [-1.2, 1]);
    case "v": return poly([0, 1.3], [1.2, -1], [-1.2, -1]);
    case "<": return poly([-1.3, 0], [1, 1.2], [1, -1.2]);
    case ">": return poly([1.3, 0], [-1, 1.2], [-1, -1.2]);
    case "P": return poly([-0.45, -1.3], [0.45, -1.3], [0.45, -0.45], [1.3, -0.45], [1.3, 0.45],
      [0.45, 0.45], [0.45, 1.3], [-0.45, 1.3], [-0.45, 0.45], [-1.3, 0.45], [-1.3, -0.45],
      [-0.45, -0.45]);
    case "X": return poly([-1.2, -0.6], [-0.6, -1.2], [0, -0.6], [0.6, -1.2], [1.2, -0.6], [0.6, 0],
      [1.2, 0.6], [0.6, 1.2], [0, 0.6], [-0.6, 1.2], [-1.2, 0.6], [-0.6, 0]);
    case "*": return poly(...Array.from({ length: 10 }, (_, i) => {
      const [size, angle] = [i % 2 ? 0.6 : 1.5, (i * Math.PI) / 5];
      return [size * Math.sin(angle), -size * Math.cos(angle)];
    }));
    default: return `M${p(-1, 0)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }
}

/** Paint an image part on a canvas, once, and give it as a URL. */
function painted(part) {
  const [rows, columns] = part.shape;
  const values = bytes(part.values);
  const stops = part.colours.map((colour) => [1, 3, 5].map(
    (i) => parseInt(colour.slice(i, i + 2), 16)));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [columns, rows];
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = (values[row * columns + column] / 255) * (stops.length - 1);
      const low = Math.min(Math.floor(at), stops.length - 2);
      const pixel = 4 * ((rows - 1 - row) * columns + column);
      for (let c = 0; c < 3; c++) {
        pixels.data[pixel + c] = stops[low][c] + (at - low) * (stops[low + 1][c] - stops[low][c]);
      }
      pixels.data[pixel + 3] = 255;
    }
  }
  context.putImageData(pixels, 0, 0);
  return canvas.toDataURL();
}
