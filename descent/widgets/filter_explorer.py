"""filter_explorer(ema): a learner's moving average, its window, its weights and its zero start."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache

import numpy as np

from descent.function_probes.common import shaped
from descent.observe import in_time, numbers
from descent.plots import BLUE, GREEN, ORANGE, RED, SOLID
from descent.widgets.ends import ceiling, drawable
from descent.widgets.figure import MovingFigure
from descent.widgets.scene import (
    GUIDE,
    Band,
    Bars,
    Choice,
    Handle,
    Line,
    Panel,
    Points,
    Scene,
    Slider,
    written,
)
from descent.words import words

__all__ = ["SEQUENCES", "filter_explorer"]

LAST = 120  # steps
AGES = 80  # bars
BOTTOM, TOP = -1.5, 5.0
# The window is what one looks at, so it, and not ρ, grows by about the same factor.
DECAYS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, *np.linspace(0.7, 0.9, 11).round(2),
          *np.linspace(0.91, 0.98, 15).round(3), 0.983, 0.986, 0.988, 0.99)
TIMES = (*range(1, 21), *range(22, LAST, 3), LAST)
GRADIENT = ("#777777", SOLID, "o")
AVERAGE = (BLUE, SOLID, "")
CORRECTED = (RED, (0, (4, 1.5)), "")
PRESENT = (BLUE, SOLID, "D")
WINDOW = (ORANGE, SOLID, "")
IN_USE = (GREEN, SOLID, "")
ON_ZERO = ("#bbbbbb", SOLID, "")


@lru_cache
def recorded() -> np.ndarray:
    """Make a sequence as training gives it: a slow drift, noise, and one gradient far out."""
    t = np.arange(1, LAST + 1)
    g = 1 + 0.6 * np.sin(2 * np.pi * t / LAST) + np.random.default_rng(7).normal(0, 0.5, LAST)
    g[89] = 4.5
    return g


SEQUENCES = {
    "recorded": recorded,
    "constant": lambda: np.ones(LAST),
    "alternating": lambda: np.where(np.arange(LAST) % 2, -1.0, 1.0),
    "spike": lambda: np.where(np.arange(LAST) == 29, 4.0, 0.0),
}


def filter_explorer(ema: Callable, rho: float = 0.95, sequence: str = "recorded",
                    t: int = 40, prediction: object = ...) -> MovingFigure:
    """Show what a learner's `ema(prev, x, rho)` makes of gradients, started at 0.

    The bars are that function's own answer to a single gradient of 1, step after step.

    Args:
        ema: one step of the average; it is called with plain numbers.
        rho: where the slider starts.
        sequence: a key of SEQUENCES.
        t: the step from which the window reaches back.
        prediction: when it is None, the figure stays hidden until the learner has predicted.

    Raises:
        TypeError: `ema` is no function.
    """
    if not callable(ema) or inspect.isclass(ema):
        raise TypeError(words("widgets.filter_explorer.no_function", seen=repr(ema)[:80]))

    def draw(rho: float, t: float, sequence: str) -> Scene:
        return _scene(ema, rho, int(t), SEQUENCES[sequence]())

    controls = [
        Slider("rho", words("widgets.hyper.rho"), 0, 0.99, rho, stops=sorted({*DECAYS, rho})),
        Slider("t", _said("t"), 1, LAST, t, stops=sorted({*TIMES, t})),
        Choice("sequence", _said("sequence"), {key: _said(key) for key in SEQUENCES}, sequence)]
    return MovingFigure(draw, controls, [Handle(_said("handle"), "t", BOTTOM + 0.4)],
                        _said("title"), locked=prediction is None)


def averages(ema: Callable, xs: np.ndarray, rho: float) -> np.ndarray:
    """Run a learner's average over numbers from 0 on; array (n,).

    Raises:
        Breach: it gave something else than a number.
    """
    found, prev = np.empty(len(xs)), 0.0
    for i, x in enumerate(xs.tolist()):
        value = ema(prev, x, rho)
        in_time()
        if not isinstance(value, float):
            call = f"ema({prev:g}, {x:g}, {rho:g})"
            value = float(numbers(shaped(value, call), call)[0])
        found[i] = prev = value
    return found


def _scene(ema: Callable, rho: float, t: int, g: np.ndarray) -> Scene:
    average = averages(ema, g, rho)
    steps = np.arange(1.0, LAST + 1)
    corrected = average / (1 - rho**steps)
    window = 1 / (1 - rho)
    shaded = np.array([max(t - window, 0.0), t]) + 0.5
    said = {"rho": written(rho), "window": written(window), "t": t}
    curve = Panel([
        Band(shaded, np.full(2, BOTTOM), np.full(2, TOP), WINDOW, _said("window")),
        Points(steps, g, GRADIENT, _said("g"), 5),
        Line(steps, drawable(average), AVERAGE, _said("average")),
        Line(steps, drawable(corrected), CORRECTED, _said("corrected"), "guide"),
        Points(steps[t - 1:t], drawable(average[t - 1:t]), PRESENT, size=11),
    ], _said("curve_alt", **said), words("plots.step"), _said("ylabel"), (0, LAST + 1),
        (BOTTOM, TOP))
    broken = np.flatnonzero(~np.isfinite(average))
    if len(broken):
        status = _said("broken", rho=said["rho"], step=broken[0] + 1)
    else:
        status = _said("status", **said, average=written(average[t - 1]),
                       share=written(1 - rho**t), rest=written(rho**t),
                       corrected=written(corrected[t - 1]))
    return Scene([curve, _weights(ema, rho, t, said)], status)


def _weights(ema: Callable, rho: float, t: int, said: dict) -> Panel:
    ages = np.arange(float(AGES))
    weights = drawable(averages(ema, np.where(ages, 0.0, 1.0), rho))
    window = np.array([-0.5, min(1 / (1 - rho), AGES) - 0.5])
    high = ceiling(1 - rho)
    return Panel([
        Band(window, np.zeros(2), np.full(2, high), WINDOW, _said("window")),
        Bars(ages, np.where(ages < t, weights, np.nan), IN_USE, _said("in_use"), 0.8),
        Bars(ages, np.where(ages < t, np.nan, weights), ON_ZERO, _said("on_zero"), 0.8),
        Line(ages, (1 - rho) * rho**ages, GUIDE, _said("formula"), "guide"),
    ], _said("weights_alt", newest=written(weights[0]), rho=said["rho"], window=said["window"]),
        _said("age"), _said("weight"), (-1, AGES), (0, high))


def _said(key: str, **values: object) -> str:
    return words(f"widgets.filter_explorer.{key}", **values)
