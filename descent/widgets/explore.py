"""explore(Adam): a learner's own optimizers on a surface, with sliders, start point and steps."""

from __future__ import annotations

import inspect
import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from descent.paths import until_lost
from descent.plots import BLACK, DASHED, DOTTED, GREEN, ORANGE, PINK, SKY, SOLID
from descent.surfaces import RAVINE, SURFACES, Surface, Window, bowl
from descent.widgets.ends import decades
from descent.widgets.figure import MovingFigure
from descent.widgets.runners import Runner, runners_of
from descent.widgets.scene import (
    Arrows,
    Line,
    Mark,
    Panel,
    Points,
    Scene,
    Slider,
    Steps,
    places,
    written,
)
from descent.widgets.surface_marks import surface_marks
from descent.widgets.trace import Trace
from descent.words import words

__all__ = ["explore"]

STEP = (BLACK, SOLID, "")
DOWNHILL = (GREEN, DASHED, "")
MEMORY = (ORANGE, SOLID, "")
AVERAGE = (PINK, DOTTED, "")
ASKED = (SKY, SOLID, "P")

FIXED = tuple(SURFACES.values())


def explore(*optimizers: type, surface: Surface = RAVINE, n_steps: int = 30,
            start: tuple[float, float] | None = None, sliders: Sequence[str] | None = None,
            lr_range: tuple[float, float] | None = None, condition: bool = False,
            angle: bool = False, prediction: object = ..., window: Window | None = None,
            **hyper: float | Sequence[float]) -> MovingFigure:
    """Show one or several optimizer classes walk on a surface, driven by the classes themselves.

    The start point can be dragged on the map; every hyper-parameter of a single optimizer has a
    slider, of several the learning rate of each. The player goes through the steps: one arrow for
    the step, with the vectors that made it.

    Args:
        optimizers: the classes, not instances; each with `update(params, grads)`.
        surface: what to walk on; a bowl of its own with `condition` or `angle`.
        n_steps: updates, 1 or more.
        start: where the paths begin; the surface's own start when None.
        sliders: names of the hyper-parameters with a slider.
        lr_range: ends of the learning rate's slider, evenly spaced; else 0.001 to 3, or
            wider around where it starts, on a log scale.
        condition, angle: sliders for the condition number, and the angle, of a bowl with the
            ravine's steepest curvature.
        prediction: when it is None, the figure stays hidden until the learner has predicted.
        hyper: hyper-parameters to start with: a number for all, or one for each optimizer;
            the class's own default otherwise.

    Raises:
        TypeError: for an instance in the place of a class, or none at all.
        ValueError: for a hyper-parameter that no optimizer takes.

    Example:
        >>> from descent.widgets import explore
        >>> class SGD:
        ...     def __init__(self, lr=0.01):
        ...         self.lr = lr
        ...     def update(self, params, grads):
        ...         params["x"] -= self.lr * grads["x"]
        >>> explore(SGD, lr=0.95).scene().status
        'SGD: f = 0.01333 after 30 steps.'
    """
    runners = runners_of("explore", optimizers, hyper, sliders, lr_range)
    own = condition or angle
    if angle and window is None:
        window = ((-8.0, 8.0), (-8.0, 8.0))  # the bowl turns in it
    said = [words(f"widgets.explore.{key}") for key in ("start", "start_x", "start_y")]
    where, handle = places(said[0], *(window or surface.window), tuple(start or surface.start),
                           texts=said[1:])
    shape = [Slider("condition", words("widgets.explore.condition"), 1, 100, 20, log=True)] * (
        condition) + [Slider("angle", words("widgets.explore.angle"), 0, 90, 0, 46)] * angle
    controls = [control for runner in runners for control in runner.sliders] + shape + where

    def draw(x0: float, y0: float, condition: float = 20, angle: float = 0, **values) -> Scene:
        ground = _bowl(condition, angle) if own else surface
        return _scene(runners, ground, window or surface.window, (x0, y0), n_steps, values)

    names = " · ".join(runner.label for runner in runners)
    title = words("widgets.explore.title", names=names,
                  surface=words(f"widgets.surfaces.{'bowl' if own else surface.name}"))
    return MovingFigure(draw, controls, [handle], title, locked=prediction is None)


@lru_cache(maxsize=256)
def _bowl(condition: float, angle: float) -> Surface:
    return bowl((2.0 / condition, 2.0), math.radians(angle))


def _scene(runners: list[Runner], surface: Surface, window: Window, start: tuple, n_steps: int,
           values: dict) -> Scene:
    traces = {runner: runner.run(values, surface, start, n_steps) for runner in runners}
    over: list[Mark] = surface_marks(surface, window, 140 if surface in FIXED else 48)
    heights: list[Mark] = []
    for runner, seen in traces.items():
        over.append(path_mark(seen.path, window, runner.label, runner.look))
        f = _positive(surface, surface.value(seen.path))
        heights.append(Line(np.arange(n_steps + 1.0), f, runner.look, "", stepped=True))
    said = " ".join(outcome(runner.label, seen.path, surface) for runner, seen in traces.items())
    alone = traces[runners[0]] if len(runners) == 1 else None
    if alone:
        over += vectors(alone, runners[0], values)
    names = ", ".join(runner.label for runner in runners)
    map_ = Panel(over, words("widgets.explore.map_alt", names=names, said=said), "x", "y", *window)
    lowest, highest = decades(np.concatenate([line.y for line in heights]))
    curve = Panel(heights, words("widgets.explore.heights_alt", names=names),
                  words("plots.step"), words("widgets.explore.height"), (0, n_steps),
                  (lowest, highest), log_y=True)
    return Scene([map_, curve], said, numbers_of(alone, runners[0], values) if alone else None,
                 last=n_steps)


def path_mark(path: np.ndarray, window: Window, label: str, look: tuple) -> Line:
    """Make the mark of a path, cut where it is lost from sight."""
    low, high = np.transpose(window)
    kept = np.full(path.shape, np.nan)
    inside = until_lost(path, low, high)
    kept[:len(inside)] = inside
    return Line(*kept.T, look, label, "path", stepped=True)


def outcome(label: str, path: np.ndarray, surface: Surface) -> str:
    """Say in a sentence where a path has led."""
    steps = len(path) - 1
    broken = np.flatnonzero(~np.isfinite(path).all(axis=1))
    if len(broken):
        return words("widgets.explore.nan", label=label, step=broken[0])
    f = float(surface.value(path[-1]))
    if not np.isfinite(f) or (surface.minimum is not None and np.ptp(path, axis=0).max() > 1e3 *
                              np.ptp(surface.window, axis=1).max()):
        return words("widgets.explore.diverged", label=label, steps=steps)
    return words("widgets.explore.ends", label=label, f=written(f), steps=steps)


def _positive(surface: Surface, f: np.ndarray) -> np.ndarray:
    above = f - (surface.minimum_value if surface.minimum_value is not None else f.min() - 1e-3)
    return np.where(np.isfinite(above) & (above < 1e30), np.maximum(above, 1e-16), np.nan)


# -- the vectors that make a step --------------------------------------------------------------


def split(seen: Trace) -> tuple[float, np.ndarray] | None:
    """Split each step into a multiple of its gradient and the rest, where the rule is linear.

    The first step of a linear rule with empty memory is -c times the gradient; what a later
    step has beside that is what the optimizer remembered.

    Returns:
        c and the remembered parts, array (steps, 2); None for rules that scale each coordinate.
    """
    d, g = seen.steps[0], seen.grads[0]
    if not np.isfinite([*d, *g]).all() or not g.any():
        return None
    c = -float(d @ g) / float(g @ g)
    if not np.allclose(d, -c * g, rtol=1e-6, atol=1e-12 * np.abs(d).max()) or c <= 0:
        return None
    return c, seen.steps + c * seen.grads


def corrected(seen: Trace, runner: Runner, values: dict) -> tuple[np.ndarray, np.ndarray] | None:
    """Give Adam's corrected moments before each step, from the m and v that the class keeps."""
    betas = [values.get(name, runner.fixed.get(name)) for name in ("beta1", "beta2")]
    defaults = inspect.signature(runner.make).parameters
    betas = [defaults[name].default if beta is None and name in defaults else beta
             for name, beta in zip(("beta1", "beta2"), betas, strict=True)]
    if None in betas or not {"m", "v"} <= set(seen.states):
        return None
    t = np.arange(1, len(seen.path))[:, None]
    with np.errstate(all="ignore"):
        return tuple(seen.states[name][1:] / (1 - beta**t)
                     for name, beta in zip("mv", betas, strict=True))


def vectors(seen: Trace, runner: Runner, values: dict) -> list[Mark]:
    """Make the arrows of each step: the step itself, the gradient's part, the memory's part."""
    before = seen.path[:-1]
    marks: list[Mark] = []
    parts = split(seen)
    if parts is not None:
        c, kept = parts
        if np.abs(kept[1:]).max(initial=0) > 1e-12:
            marks.append(Arrows(before, before + kept, MEMORY, words("widgets.explore.memory"),
                                True))
        marks.append(Arrows(before + kept, seen.path[1:], DOWNHILL,
                            words("widgets.explore.gradient_part"), True))
    else:
        longest = np.abs(seen.grads[np.isfinite(seen.grads)]).max(initial=0)
        steps = seen.steps[np.isfinite(seen.steps)]
        scale = np.abs(steps).max(initial=0) / longest if longest else 1.0
        marks.append(Arrows(before, before - scale * seen.grads, DOWNHILL,
                            words("widgets.explore.downhill"), True))
        moments = corrected(seen, runner, values)
        if moments is not None:
            marks.append(Arrows(before, before - scale * moments[0], AVERAGE,
                                words("widgets.explore.average"), True))
    marks.append(Arrows(before, seen.path[1:], STEP, words("widgets.explore.step"), True))
    if not np.array_equal(seen.asked, before, equal_nan=True):
        asked = np.vstack([seen.asked[:1], seen.asked])
        marks.append(Points(*asked.T, ASKED, words("widgets.explore.asked"), 9, stepped=True))
    return marks


def numbers_of(seen: Trace, runner: Runner, values: dict) -> Steps:
    """Give what is said of each step: gradient, memory or corrected moments, step."""
    columns = {"gradient": seen.grads}
    parts, moments = split(seen), corrected(seen, runner, values)
    if moments is not None:
        columns |= {"m_hat": moments[0], "v_hat": moments[1]}
    elif parts is not None and np.abs(parts[1][1:]).max(initial=0) > 1e-12:
        columns["memory"] = parts[1]
    columns["step"] = seen.steps
    said, i = [], 0
    for name in columns:
        said.append(f"{words(f'widgets.explore.said_{name}')} ({{{i}}}, {{{i + 1}}})")
        i += 2
    numbers = np.hstack(list(columns.values()))
    # Before the first step there is nothing to say; its row stays empty.
    return Steps(f"{words('widgets.explore.at_step')} " + "; ".join(said) + ".",
                 np.vstack([np.full((1, i), np.nan), numbers]))
