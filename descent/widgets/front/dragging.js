// Lines that are dragged from place to place, within a list and between lists.

import { make } from "./svg.js";

const SLACK = 4; // pixels by which a click may shake

/**
 * Let lines be dragged: with the mouse wherever they are taken, with a finger at their grips, since
 * elsewhere a finger scrolls the page. A mark shows where the line will land.
 *
 * @param {HTMLElement} root - holds the lists
 * @param {HTMLElement[]} lists - from top to bottom
 * @param {(line: HTMLElement, list: number, place: number) => void} drop - place counts the list's
 *   other lines
 * @returns {() => boolean} puts a line that is held back, and says whether there was one
 */
export function dragLines(root, lists, drop) {
  const mark = make("li", { class: "descent-landing", "aria-hidden": "true" });
  let held = null;

  const others = (list) => [...list.querySelectorAll(".descent-line")]
    .filter((line) => line !== held.line);
  const landing = (y) => {
    const [above, below] = lists.map((list) => list.getBoundingClientRect());
    const list = y < (above.bottom + below.top) / 2 ? 0 : 1;
    const lines = others(lists[list]);
    const place = lines.findIndex((line) => y < middle(line));
    return { list, lines, place: place < 0 ? lines.length : place };
  };
  const release = () => {
    held?.line.classList.remove("descent-held");
    mark.remove();
    held = null;
  };

  root.addEventListener("pointerdown", (event) => {
    const line = event.target.closest(".descent-line");
    const grip = event.target.closest(".descent-grip");
    if (event.button !== 0 || !line || (event.target.closest("button") && !grip)) return;
    if (event.pointerType !== "mouse" && !grip) return;
    held = { line, x: event.clientX, y: event.clientY, isMoving: false };
    line.querySelector(".descent-grip").focus({ preventScroll: true });
    root.setPointerCapture(event.pointerId);
    event.preventDefault(); // no text is marked
  });
  root.addEventListener("pointermove", (event) => {
    if (!held) return;
    const far = Math.hypot(event.clientX - held.x, event.clientY - held.y);
    if (!held.isMoving && far < SLACK) return;
    held.isMoving = true;
    held.line.classList.add("descent-held");
    const { list, lines, place } = landing(event.clientY);
    lists[list].insertBefore(mark, lines[place] ?? null);
  });
  root.addEventListener("pointerup", (event) => {
    if (!held) return;
    const { line, isMoving } = held;
    const { list, place } = landing(event.clientY);
    release();
    if (isMoving) drop(line, list, place);
  });
  root.addEventListener("pointercancel", release);
  return () => {
    const isHeld = held !== null;
    release();
    return isHeld;
  };
}

function middle(line) {
  const { top, height } = line.getBoundingClientRect();
  return top + height / 2;
}
