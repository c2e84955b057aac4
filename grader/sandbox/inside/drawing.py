"""Pictures in children: what matplotlib works out again and again in one pass, it works out once.

A picture takes two passes over its figure: the first paints nothing and finds where everything
is, the second paints. In each matplotlib 3.11 asks an axis some seven times for its ticks, for the
extents of their labels as well: to draw it, to place its label, the title and the spines, to find
the edges. In a pass the answer changes only with the state that `memory_of` makes.

The descriptors below decide before matplotlib calls its own method, so that no frame of ours is in
the traceback of an error, or taken for the place of a warning.
"""

import functools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace

from matplotlib import backend_bases, markers, scale, ticker
from matplotlib.axis import Axis, Tick, XAxis, XTick, YAxis, YTick
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure

__all__ = ["end", "quicken"]

# Whose ticks depend on nothing but the state of their axis. Other modules' may do anything, and
# these call a student's functions.
MODULES = {"matplotlib.ticker", "matplotlib.scale", "matplotlib.category"}
CALLING = (ticker.FuncFormatter, scale.FuncScale, scale.FuncScaleLog)


def quicken() -> None:
    """Let matplotlib remember in each pass what it worked out."""
    Axis._update_ticks = Ticks(Axis._update_ticks)
    Axis._get_ticklabel_bboxes = Extents(Axis._get_ticklabel_bboxes)
    Tick.draw = Unpainted(Tick.draw)
    # An axis' ticks are copies of its first one. What a marker holds is replaced, never changed.
    markers.copy = SimpleNamespace(deepcopy=dict)
    backend_bases._get_renderer = beginning(backend_bases._get_renderer)
    FigureCanvasAgg.get_renderer = painting(FigureCanvasAgg.get_renderer)


@dataclass
class Memory:
    """What an axis worked out in one state.

    Attributes:
        state: what it depends on.
        ticks: gives the ticks; works them out the first time.
        extents: of labels, by their ticks and the renderer; None until somebody has asked.
    """

    state: tuple
    ticks: Callable | None = None
    extents: dict | None = None


class Pass:
    """One pass over a figure, and what its axes worked out in it.

    Args:
        figure: that is drawn.
        renderer: of a pass that paints nothing; None where it paints.
    """

    def __init__(self, figure: Figure, renderer: RendererAgg | None = None):
        """Know nothing yet."""
        self.figure, self.renderer = figure, renderer
        self.memories: dict[Axis, Memory] = {}

    @functools.cached_property
    def axes(self) -> set[Axis]:
        """Those that may remember; found out when one asks, for a pass may be broken off."""
        return set(plain_axes(self.figure))

    @property
    def is_blind(self) -> bool:
        """Whether it goes on and paints nothing: then the renderer has been given empty methods."""
        return self.renderer is not None and "open_group" in vars(self.renderer)

    def memory_of(self, axis: Axis) -> Memory | None:
        """Give what an axis remembers of its present state; None where it may not remember."""
        if axis not in self.axes or any(axis.axes._stale_viewlims.values()):
            return None
        state = (*axis.axes._viewLim.extents, *axis.get_data_interval(), axis.get_minpos(),
                 *axis.axes.bbox.extents, axis._scale, *tickers(axis))
        if axis not in self.memories or self.memories[axis].state != state:
            self.memories[axis] = Memory(state)
        return self.memories[axis]


current: Pass | None = None


def pass_over(artist) -> Pass | None:
    """Give the pass over the figure of an axis or a tick; None where it isn't drawn."""
    if artist is None or current is None or artist.get_figure(root=True) is not current.figure:
        return None
    # What an error ended leaves its pass behind.
    return current if current.figure.canvas.is_saving() else None


def end() -> None:
    """Forget the pass that has come to its end."""
    global current
    current = None


def beginning(stock):
    """Make the function that finds a picture's renderer begin the pass that paints nothing."""
    @functools.wraps(stock)
    def _get_renderer(figure, *asked):
        global current
        renderer = stock(figure, *asked)
        current = Pass(figure, renderer) if isinstance(renderer, RendererAgg) else None
        return renderer

    return _get_renderer


def painting(stock):
    """Make a canvas that gives its renderer to be drawn on begin a pass."""
    @functools.wraps(stock)
    def get_renderer(self):
        global current
        if self.is_saving() and not (pass_over(self.figure) and current.is_blind):
            current = Pass(self.figure)
        return stock(self)

    return get_renderer


# -- methods ---------------------------------------------------------------------------------------


class Method:
    """In the place of a method of matplotlib's."""

    def __init__(self, stock: Callable):
        """Keep the method."""
        self.stock = stock

    def __get__(self, artist, owner=None):
        """Give the method, or what does the same in less time."""
        bound = self.stock.__get__(artist, owner)
        going_on = pass_over(artist)
        return bound if going_on is None else self.within(going_on, artist, bound)


class Ticks(Method):
    """Works out an axis' ticks, their places and labels."""

    def within(self, going_on: Pass, axis: Axis, bound: Callable) -> Callable:
        """Give the method with a memory, which is as old as the state of the axis."""
        memory = going_on.memory_of(axis)
        if memory is None:
            return bound
        memory.ticks = memory.ticks or functools.cache(bound)
        return memory.ticks


class Extents(Method):
    """Gives the extents of the labels of some of an axis' ticks."""

    def within(self, going_on: Pass, axis: Axis, bound: Callable) -> Callable:
        """Give the method the first time, when errors and warnings come; what it gave later on."""
        memory = going_on.memory_of(axis)
        if memory is None:
            return bound
        if memory.extents is None:
            memory.extents = {}
            return bound

        def _get_ticklabel_bboxes(ticks, renderer):
            asked = (*ticks, renderer)
            if asked not in memory.extents:
                memory.extents[asked] = bound(ticks, renderer)
            return memory.extents[asked]

        return _get_ticklabel_bboxes


class Unpainted(Method):
    """Draws a tick."""

    def within(self, going_on: Pass, tick: Tick, bound: Callable) -> Callable:
        """Give what does nothing where nothing is painted: no place depends on it."""
        return nothing if going_on.is_blind and type(tick) in (XTick, YTick) else bound


def nothing(renderer: RendererAgg) -> None:
    """Draw nothing."""


# -- axes ------------------------------------------------------------------------------------------


def tickers(axis: Axis) -> tuple:
    """Give what places and labels the ticks of an axis."""
    return axis.major.locator, axis.minor.locator, axis.major.formatter, axis.minor.formatter


def plain_axes(figure: Figure) -> Iterator[Axis]:
    """Give the axes whose ticks depend on their own state only.

    Formatters note for which ticks they were asked last; where axes share one, the order counts.
    """
    every = [axis for axes in figure.axes for one in (axes, *axes.child_axes)
             for axis in one._axis_map.values()]
    users = Counter(id(one) for axis in every for one in tickers(axis))
    for axis in every:
        if type(axis) in (XAxis, YAxis) and all(
                type(one).__module__ in MODULES and not isinstance(one, CALLING)
                for one in (axis._scale, *tickers(axis))) and all(
                users[id(one)] == 1 and one.axis is axis for one in tickers(axis)):
            yield axis
