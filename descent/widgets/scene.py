"""What a moving figure shows: panels with marks, and the controls that change them.

A scene is data. `descent.widgets.figure` sends it to the front end, which draws it as SVG, and
`descent.widgets.picture` draws the same scene with matplotlib where nothing can move. Neither
knows what an optimizer is.
"""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from descent.plots import BLACK, SOLID

__all__ = ["Arrows", "Band", "Bars", "Choice", "Handle", "Image", "Label", "Line", "Panel",
           "Points", "Scene", "Slider", "Steps", "Store", "places", "written"]

Look = tuple  # (colour, dashes, marker), as in descent.plots.LOOKS; marker "" for none

GUIDE: Look = ("#666666", (0, (4, 1.5)), "")  # a line that is no data
PLAIN: Look = (BLACK, SOLID, "")


@dataclass(frozen=True)
class Line:
    """A polyline with markers; nan leaves a gap.

    Attributes:
        x, y: arrays (n,).
        look: colour, dashes, marker; a marker "" draws none.
        label: its entry in the legend; "" for none.
        kind: "path" (what an optimizer walked: the figure's subject), "curve", "contour" (thin,
            behind everything) or "guide".
        stepped: only the first t + 1 points are shown while the player stands at step t.
    """

    x: np.ndarray
    y: np.ndarray
    look: Look = PLAIN
    label: str = ""
    kind: str = "curve"
    stepped: bool = False


@dataclass(frozen=True)
class Points:
    """Single markers at x, y, arrays (n,); `size` is their width in pixels."""

    x: np.ndarray
    y: np.ndarray
    look: Look = PLAIN
    label: str = ""
    size: float = 8.0
    stepped: bool = False


@dataclass(frozen=True)
class Bars:
    """Upright bars from 0 to y at x, arrays (n,); `width` is in units of x.

    With `stepped`, y is an array (steps + 1, n), and row t is shown at step t.
    """

    x: np.ndarray
    y: np.ndarray
    look: Look = PLAIN
    label: str = ""
    width: float = 0.7
    stepped: bool = False


@dataclass(frozen=True)
class Arrows:
    """Arrows from `tails` to `tips`, arrays (n, 2).

    With `stepped`, arrow number t - 1 is the one of step t, and only that one is shown.
    """

    tails: np.ndarray
    tips: np.ndarray
    look: Look = PLAIN
    label: str = ""
    stepped: bool = False


@dataclass(frozen=True)
class Band:
    """The area between two lines over x, arrays (n,)."""

    x: np.ndarray
    low: np.ndarray
    high: np.ndarray
    look: Look = PLAIN
    label: str = ""


@dataclass(frozen=True)
class Image:
    """A map in colours behind everything.

    Attributes:
        values: array (rows, columns) of numbers in [0, 1], the first row at the bottom.
        colours: two or more colours that 0 to 1 runs through, evenly spaced.
    """

    values: np.ndarray
    colours: tuple[str, ...] = ("#d3dfec", "#ffffff")


@dataclass(frozen=True)
class Label:
    """A short text at a place; `anchor` says which part of it lies there."""

    x: float
    y: float
    text: str
    anchor: str = "start"  # "start", "middle" or "end"


Mark = Line | Points | Bars | Arrows | Band | Image | Label


@dataclass(frozen=True)
class Panel:
    """One pair of axes.

    Attributes:
        alt: one or two sentences that say what is seen.
        xlim, ylim: the ends of the axes.
        equal: a unit has the same length on both axes.
        x_names: what stands at x = 0, 1, 2, … in the place of numbers.
    """

    marks: Sequence[Mark]
    alt: str
    xlabel: str
    ylabel: str
    xlim: tuple[float, float]
    ylim: tuple[float, float]
    title: str = ""
    log_x: bool = False
    log_y: bool = False
    equal: bool = False
    x_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Steps:
    """What is said of each step: a template such as "g = ({0}, {1})" and its numbers.

    Attributes:
        template: {t} stands for the step, {0}, {1}, … for the columns.
        numbers: array (steps + 1, columns).
    """

    template: str
    numbers: np.ndarray


@dataclass(frozen=True)
class Scene:
    """What is shown for one setting of the controls.

    Attributes:
        status: the result in a sentence, for every reader.
        error: what a learner's code did instead; then the panels stay empty.
        last: the last step of the player; 0 where there is nothing to play.
    """

    panels: Sequence[Panel]
    status: str
    steps: Steps | None = None
    error: str = ""
    last: int = 0


@dataclass(frozen=True)
class Slider:
    """A number between low and high, in `count` positions; on a log scale with `log`.

    `stops` lists the values themselves, in the place of even ones.

    Positions, not numbers, pass between front end and kernel: both mean exactly the same value.

    >>> Slider("lr", "learning rate", 0.1, 10, 1, log=True, count=3).values
    [0.1, 1.0, 10.0]

    Attributes:
        name: the keyword under which the drawing function gets the value.
        label: what it is called, with its symbol.
        value: where it starts; the nearest position is taken.
        shown: as a row under the figure; else only its handle is there.
    """

    name: str
    label: str
    low: float
    high: float
    value: float
    count: int = 61
    log: bool = False
    integer: bool = False
    shown: bool = True
    stops: Sequence[float] = ()

    def __post_init__(self) -> None:
        """Refuse what has no positions."""
        if not self.low < self.high or self.count < 2 or (self.log and self.low <= 0):
            raise ValueError(f"slider {self.name!r} from {self.low:g} to {self.high:g} in "
                             f"{self.count} positions{' on a log scale' * self.log}: give "
                             "low < high, two positions or more, and low > 0 on a log scale")

    @cached_property
    def values(self) -> list[float]:
        """The value of each position, rounded to the digits that are shown."""
        space = np.geomspace if self.log else np.linspace
        values = list(self.stops) or [
            float(f"{value:.4g}") for value in space(self.low, self.high, self.count)]
        if self.integer:
            values = sorted({round(value) for value in values})
        start = min(range(len(values)), key=lambda i: abs(values[i] - self.value))
        if self.low <= self.value <= self.high:  # the start is exact, its neighbours are even
            values[start] = round(self.value) if self.integer else float(self.value)
        return values

    @property
    def start(self) -> int:
        """The position at which it starts."""
        values = self.values
        return min(range(len(values)), key=lambda i: abs(values[i] - self.value))

    def data(self) -> dict:
        """Give what the front end needs of it."""
        return {"type": "slider", "name": self.name, "label": self.label, "shown": self.shown,
                "values": self.values, "texts": [written(v) for v in self.values]}


@dataclass(frozen=True)
class Choice:
    """One of a few options: `options` maps the value to its text."""

    name: str
    label: str
    options: Mapping[object, str]
    value: object
    shown: bool = True

    @property
    def values(self) -> list:
        """The value of each position."""
        return list(self.options)

    @property
    def start(self) -> int:
        """The position at which it starts."""
        return self.values.index(self.value)

    def data(self) -> dict:
        """Give what the front end needs of it."""
        return {"type": "choice", "name": self.name, "label": self.label, "shown": self.shown,
                "texts": list(self.options.values())}


Control = Slider | Choice


@dataclass(frozen=True)
class Handle:
    """A point on a panel that can be dragged, or moved with the arrow keys.

    Attributes:
        label: what it is.
        x, y: the name of the slider that a coordinate sets, or the number at which it stays.
        panel: number of the panel.
    """

    label: str
    x: str | float
    y: str | float
    panel: int = 0


def places(label: str, xlim: tuple[float, float], ylim: tuple[float, float],
           start: tuple[float, float], names: tuple[str, str] = ("x0", "y0"),
           texts: tuple[str, str] = ("x", "y"), panel: int = 0,
           count: int = 65) -> tuple[list[Slider], Handle]:
    """Make a draggable point: a slider for each coordinate, and the handle that moves both.

    A start outside the limits widens them.
    """
    sliders = [Slider(name, text, min(low, value), max(high, value), value, count)
               for name, text, (low, high), value in zip(names, texts, (xlim, ylim), start,
                                                         strict=True)]
    return sliders, Handle(label, *names, panel)


def written(value: float) -> str:
    """Write a number as a learner reads it: four digits, a real minus, powers of ten as such."""
    text = f"{value:.4g}"
    mantissa, e, exponent = text.partition("e")
    if e:
        digits = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        text = f"10{digits}" if mantissa == "1" else f"{mantissa} · 10{digits}"
    return text.replace("-", "−")


def mark_data(mark: Mark) -> dict:
    """Give a mark as JSON data; arrays are float32 (colours: bytes) in base64."""
    data: dict = {"type": type(mark).__name__.lower()}
    for name, value in vars(mark).items():
        if name == "look":
            data["look"] = look_data(value)
        elif isinstance(mark, Image) and name == "values":
            data["shape"] = list(np.shape(value))
            levels = np.clip(np.nan_to_num(np.asarray(value, float)), 0, 1)
            data["values"] = base64.b64encode(np.uint8(255 * levels).tobytes()).decode()
        elif isinstance(value, np.ndarray | list):
            data[name] = packed(value)
        else:
            data[name] = value
    return data


def look_data(look: Look) -> list:
    """Give colour, dashes in line widths, and marker."""
    colour, dashes, marker = look
    return [colour, [] if dashes == SOLID else list(dashes[1]), marker]


def packed(values: object) -> str:
    """Write numbers as base64 of little-endian float32; beyond its range they become nan."""
    with np.errstate(over="ignore", invalid="ignore"):
        array = np.array(values, dtype="<f4").ravel()
    array[~np.isfinite(array)] = math.nan
    return base64.b64encode(array.tobytes()).decode()


class Store:
    """Scenes as the front end gets them: each mark once, however many scenes show it.

    Marks and axes are told apart by what they hold, so what a slider does not change (contours,
    guides, axes) travels once for the whole table.
    """

    def __init__(self, prefix: str = "p", ids: Mapping[str, str] | None = None) -> None:
        """Start with what the front end has already.

        Args:
            prefix: what new ids begin with; no other store of the figure may share it.
            ids: the ids of an earlier store; not changed.
        """
        self.ids: dict[str, str] = dict(ids or {})
        self.prefix = prefix

    def add(self, scene: Scene) -> tuple[dict, dict[str, dict]]:
        """Give a scene's data, and those of its parts that are new, by id."""
        new: dict[str, dict] = {}
        panels = []
        for panel in scene.panels:
            axes = {name: value for name, value in vars(panel).items() if name != "marks"}
            panels.append({"axes": self._id(axes, new),
                           "marks": [self._id(mark_data(mark), new) for mark in panel.marks]})
        data = {"panels": panels, "status": scene.status, "error": scene.error,
                "last": scene.last}
        if scene.steps is not None:
            numbers = np.asarray(scene.steps.numbers, float)
            data["steps"] = {"template": scene.steps.template, "width": numbers.shape[1],
                             "numbers": packed(numbers)}
        return data, new

    def _id(self, part: dict, new: dict[str, dict]) -> str:
        text = json.dumps(part, sort_keys=True)
        if text not in self.ids:
            self.ids[text] = f"{self.prefix}{len(self.ids)}"
            new[self.ids[text]] = part
        return self.ids[text]
