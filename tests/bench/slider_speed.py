"""How long a picture takes to follow the hand: `python tests/bench/slider_speed.py`.

JupyterLab shows one picture, drawn by `explore` and by others, and a mouse drags their sliders by
turns, a few positions at a time. Each move is timed in the page (stopwatch.js). It needs Chromium
and ipympl. Two busy processors take three minutes or more.
"""

import importlib.util
import os
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import jupytext
from lab import Course, Lab, lab_in_chromium, run
from playwright.sync_api import Locator, Page

HERE = Path(__file__).parent
NOTEBOOK = "same_picture.ipynb"
ROUNDS, MOVES = 12, 5
REACH = 300  # ms between a hand's arrival at a control and its first move
POSITIONS = 60  # the last one of each slider
RANGE = ".descent-slider:has-text('learning rate') input"
KNOB = ".noUi-handle"
HANDLE = ".descent-handle"


@dataclass(frozen=True)
class Way:
    """A way to move the picture: the cell that shows it, what is dragged, how it is drawn.

    With `is_hurried` a slider has just got the focus, and the kernel computes its table meanwhile.
    """

    said: str
    cell: str
    grip: str
    kind: str = "svg"
    is_hurried: bool = False


OURS = Way("explore(SGD), 30 steps: learning rate", "explore", RANGE)
WAYS = [
    OURS,
    Way("explore(Momentum, Adam), Rosenbrock, 200 steps", "two", RANGE),
    Way("explore(SGD): start point, no table", "start", HANDLE),
    Way("explore(Momentum, Adam): start point, no table", "start_two", HANDLE),
    Way("explore(Momentum, Adam): start point, table under way", "start_two", HANDLE,
        is_hurried=True),
    Way("ipympl, set_data: learning rate", "ipympl", KNOB, "canvas"),
    Way("interact + inline: learning rate", "inline", KNOB, "image"),
]


class Hand:
    """A mouse over one way's picture."""

    def __init__(self, lab: Lab, way: Way, dice: random.Random):
        self.page: Page = lab.page
        self.way = way
        self.dice = dice
        index = lab.page.evaluate(
            """id => jupyterapp.shell.currentWidget.content.widgets
                .findIndex(cell => cell.model.sharedModel.getId() === id)""", way.cell)
        self.output: Locator = lab.page.locator(".jp-Cell").nth(index).locator(
            ".jp-OutputArea").first
        self.grip: Locator = self.output.locator(way.grip).last
        self.grip.wait_for(state="attached")

    def drag(self) -> list[float]:
        """Take hold, move a few times, let go; give each move's milliseconds."""
        self.output.evaluate("output => output.scrollIntoView({block: 'center'})")
        x, y = self._reach()
        self.page.mouse.move(x, y)
        self.page.wait_for_timeout(REACH)
        if self.way.is_hurried:
            self.output.locator(RANGE).last.focus()
        self.page.mouse.down()
        times = []
        for _ in range(MOVES):
            x, y = self._next(x, y)
            self.output.evaluate("(root, [kind, said]) => { stopwatch.start(root, kind, said) }",
                                 [self.way.kind, self.way.said])
            self.page.mouse.move(x, y)
            times.append(self.page.evaluate("() => stopwatch.read()"))
        self.page.mouse.up()
        return times

    def _reach(self) -> tuple[float, float]:
        """Say where the grip is now, and learn how long its way is."""
        box = self.grip.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        if self.way.grip == HANDLE:
            self.map = self.output.locator(".descent-panel").first.bounding_box()
            return x, y
        rail, thumb = box, 0.0
        if self.way.grip == RANGE:
            thumb = 16.0  # Chromium's; its middle stays half of it away from the ends
            share = self.grip.evaluate("node => node.value / node.max")
            x = box["x"] + thumb / 2 + share * (box["width"] - thumb)
        else:
            rail = self.output.locator(".noUi-base").bounding_box()
        self.unit = (rail["width"] - thumb) / POSITIONS
        self.low = rail["x"] + thumb / 2
        return x, y

    def _next(self, x: float, y: float) -> tuple[float, float]:
        if self.way.grip == HANDLE:
            # Anywhere between the axes: a place that the kernel was asked for before is rare.
            return (self.map["x"] + self.dice.uniform(0.2, 0.9) * self.map["width"],
                    self.map["y"] + self.dice.uniform(0.15, 0.8) * self.map["height"])
        now = round((x - self.low) / self.unit)
        to = self.dice.choice([i for i in range(now - 3, now + 4)
                               if i != now and 0 <= i <= POSITIONS])
        return self.low + to * self.unit, y


def measure(lab: Lab) -> dict[Way, list[float]]:
    """Drag all ways by turns; the first round only warms up."""
    dice = random.Random(1)
    hands = [Hand(lab, way, dice) for way in WAYS]
    times: dict[Way, list[float]] = {way: [] for way in WAYS}
    for turn in range(ROUNDS + 1):
        for hand in hands:
            row = hand.drag()
            times[hand.way] += row if turn else []
            lab.wait()  # no way pays for what the one before left to do
    return times


def show(times: dict[Way, list[float]], load: float) -> None:
    """Print the table."""
    ours = median(times[OURS])
    print(f"load before: {load:.1f} on {os.cpu_count()} processors")
    print(f"{f'hand to pixels, {ROUNDS * MOVES} moves each, ms':56}"
          f"{'median':>7} {'p95':>6} {'ratio':>6}")
    for way, row in times.items():
        p95 = quantiles(row, n=20)[-1]
        print(f"{way.said:56}{median(row):7.1f} {p95:6.1f} {median(row) / ours:6.1f}")


def prepare(course: Course, page: Page) -> None:
    """Put the notebook into the course, and the stopwatch into the page."""
    notebook = jupytext.read(HERE / "same_picture.py")
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    for cell in notebook.cells:
        cell.id = cell.metadata.pop("id", cell.id)
    jupytext.write(notebook, course.root / NOTEBOOK)
    page.add_init_script(path=HERE / "stopwatch.js")


if __name__ == "__main__":
    if importlib.util.find_spec("ipympl") is None:
        sys.exit("ipympl is missing: pip install -e '.[bench]'")
    load = os.getloadavg()[0]
    with lab_in_chromium(prepare) as lab:
        run(lab, NOTEBOOK)
        show(measure(lab), load)
