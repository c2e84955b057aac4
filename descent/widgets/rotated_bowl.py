"""rotated_bowl(AdaGrad, SGD): what turning the axes does to rules that treat each by itself."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from descent.exercises import EXERCISES
from descent.plots import SOLID
from descent.surfaces import Surface, bowl
from descent.widgets.drive import drive
from descent.widgets.ends import decades
from descent.widgets.explore import path_mark
from descent.widgets.figure import MovingFigure
from descent.widgets.runners import Runner, runners_of
from descent.widgets.scene import GUIDE, Line, Mark, Panel, Points, Scene, Slider, written
from descent.widgets.surface_marks import LINES, STAR
from descent.words import words

__all__ = ["rotated_bowl"]

DEGREES = tuple(float(i) for i in range(46))
WINDOW = ((-8.5, 8.5), (-8.5, 8.5))  # the start, 7.3 from the middle, stays inside at each angle
HALF_WIDTHS = 0.3 * 1.5 ** np.arange(7)  # of the contour lines, across the bowl
STEEP = 2.0
# What each takes down the ravine in the lessons' pictures.
USUAL = {exercise.name: exercise.ravine["lr"] for exercise in EXERCISES.values()
         if "lr" in exercise.ravine}


def rotated_bowl(*optimizers: type, angle: float = 45.0, condition: float = 20.0,
                 n_steps: int = 30, prediction: object = ..., **hyper: object) -> MovingFigure:
    """Turn a bowl, and its start with it: who takes the same path, turned, and who does not.

    Args:
        optimizers: the classes, not instances; each with `update(params, grads)`.
        angle: degrees at first, 0 to 45.
        condition: the bowl's condition number; its steepest curvature is 2.
        n_steps: updates, 1 or more.
        prediction: when it is None, the figure stays hidden until the learner has predicted.
        hyper: hyper-parameters: a number for all, or one for each optimizer. Without an lr each
            takes the rate of the lessons' ravine, or else 0.1.

    Raises:
        TypeError: for an instance in the place of a class, or none at all.
        ValueError: for a hyper-parameter that no optimizer takes.
    """
    rates = tuple(USUAL.get(getattr(make, "__name__", ""), 0.1) for make in optimizers)
    runners = runners_of("rotated_bowl", optimizers, {"lr": rates} | hyper, ["lr"])
    turns = Slider("angle", words("widgets.explore.angle"), DEGREES[0], DEGREES[-1], angle,
                   stops=tuple(sorted({*DEGREES, float(angle)})))
    bowls = [bowl((STEEP / condition, STEEP), math.radians(degrees)) for degrees in turns.values]

    @lru_cache(maxsize=128)
    def walked(runner: Runner, values: tuple) -> np.ndarray:
        return at_all(lambda: runner.made(dict(values)), bowls, n_steps)

    def draw(angle: float, **values: float) -> Scene:
        at = turns.values.index(angle)
        paths = {runner: walked(runner, tuple((slider.name, values[slider.name])
                                              for slider in runner.sliders))
                 for runner in runners}
        return _scene(paths, bowls, turns.values, at, condition)

    names = " · ".join(runner.label for runner in runners)
    return MovingFigure(draw, [turns, *(slider for runner in runners for slider in runner.sliders)],
                        title=words("widgets.rotated_bowl.title", names=names),
                        locked=prediction is None)


def at_all(make, bowls: list[Surface], n_steps: int) -> np.ndarray:
    """Walk on all bowls from their starts, each with a fresh optimizer.

    A rule that works on each entry by itself walks on all of them at once, as one array; whether
    it does is seen from one bowl.

    Returns:
        Array (steps + 1, bowls, 2).
    """
    starts = np.array([one.start for one in bowls])
    matrices = np.array([one.hessian(one.start) for one in bowls])

    def alone(i: int) -> np.ndarray:
        return drive(make(), starts[i], lambda x, t: matrices[i] @ x, n_steps)

    probe = len(bowls) // 4
    seen = alone(probe)  # what is raised here speaks of shape (2,), as the lesson does
    try:
        together = drive(make(), starts, lambda x, t: np.einsum("nij,nj->ni", matrices, x),
                         n_steps)
        if np.allclose(together[:, probe], seen, rtol=1e-9, atol=1e-9, equal_nan=True):
            return together
    except Exception:  # a learner's rule that wants one point may raise anything
        pass
    return np.stack([alone(i) for i in range(len(bowls))], axis=1)


def _scene(paths: Mapping[Runner, np.ndarray], bowls: list[Surface], angles: list[float], at: int,
           condition: float) -> Scene:
    over: list[Mark] = [_contours(condition, angles[at]),
                        Points(np.zeros(1), np.zeros(1), STAR, words("plots.minimum"), 15)]
    curves: list[Mark] = []
    said, heights = [], []
    for runner, path in reversed(paths.items()):  # the first to be named lies on top
        f = np.array([float(one.value(end)) for one, end in zip(bowls, path[-1], strict=True)])
        f = np.where(np.abs(f) < 1e30, f, np.nan)
        shown = np.where(f > 1e-16, f, np.where(f >= 0, 1e-16, np.nan))
        over.append(path_mark(path[:, at], WINDOW, runner.label, runner.look))
        curves += [Line(np.array(angles), shown, runner.look),
                   Points(np.array(angles[at:at + 1]), shown[at:at + 1], runner.look, size=13)]
        heights.append(shown)
        said.insert(0, _said(runner.label, f, angles, at))
    names = ", ".join(runner.label for runner in paths)
    low, high = decades(np.concatenate(heights))
    curves.insert(0, Line(np.full(2, angles[at]), np.array([low, high]), GUIDE, kind="guide"))
    steps = len(next(iter(paths.values()))) - 1
    return Scene([
        Panel(over, words("widgets.rotated_bowl.map_alt", names=names, angle=written(angles[at])),
              "x", "y", *WINDOW, equal=True),
        Panel(curves, words("widgets.rotated_bowl.curve_alt", names=names),
              words("widgets.explore.angle"), words("widgets.explore.height"), (-1.5, 46.5),
              (low, high), words("widgets.rotated_bowl.curve", steps=steps), log_y=True)],
        " ".join(said), last=steps)


@lru_cache(maxsize=128)
def _contours(condition: float, angle: float) -> Line:
    """Make ellipses on which f is the same; each lies 1.5 times as far out as the one before."""
    turn = np.linspace(0, 2 * np.pi, 41)
    circle = np.stack([math.sqrt(condition) * np.cos(turn), np.sin(turn)])
    rings = [np.hstack([width * circle, [[np.nan], [np.nan]]]) for width in HALF_WIDTHS]
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return Line(*(np.array([[cos, -sin], [sin, cos]]) @ np.hstack(rings)), (LINES[0], SOLID, ""),
                kind="contour")


def _said(label: str, f: np.ndarray, angles: list[float], at: int) -> str:
    if not np.isfinite(f[at]):
        return words("widgets.rotated_bowl.lost", label=label, angle=written(angles[at]))
    if np.isfinite(f).all() and np.ptp(f) <= 1e-6 * np.abs(f).max():
        return words("widgets.rotated_bowl.same", label=label, f=written(f[at]))
    return words("widgets.rotated_bowl.changes", label=label, f=written(f[at]),
                 angle=written(angles[at]), first=written(f[0]))
