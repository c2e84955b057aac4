"""saddle_race(SGD, Adam): who leaves a saddle, or a plain, and when."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from descent.plots import DOTTED
from descent.surfaces import PLATEAU, SADDLE, Surface
from descent.widgets.ends import decades
from descent.widgets.explore import path_mark, split
from descent.widgets.figure import MovingFigure
from descent.widgets.runners import Runner, runners_of
from descent.widgets.scene import (
    GUIDE,
    Choice,
    Handle,
    Line,
    Mark,
    Panel,
    Points,
    Scene,
    Slider,
    Steps,
    written,
)
from descent.widgets.surface_marks import surface_marks
from descent.widgets.trace import Trace
from descent.words import words

__all__ = ["saddle_race"]

WINDOW = PLATEAU.window
SURFACES = {"saddle": replace(SADDLE, window=WINDOW), "plateau": PLATEAU}
STEEPEST = 2.0  # |λ| of the saddle's escape direction, y
PREDICTED = (GUIDE[0], DOTTED, "")
UP = (1e-6, 1e-4, 1e-3, 0.01, 0.03, 0.1, 0.3, *(i / 2 for i in range(1, 8)))
ACROSS = tuple(i / 4 for i in range(-24, 25))


def saddle_race(*optimizers: type, surface: str = "saddle",
                start: tuple[float, float] = (-5.0, 0.01), n_steps: int = 60,
                lr: object = 0.1, prediction: object = ..., **hyper: object) -> MovingFigure:
    """Race away from the saddle x² − y², or across a plain into its well.

    For plain gradient descent, which is told by its steps, theory's escape time stands beside.

    Args:
        optimizers: the classes, not instances; each with `update(params, grads)`.
        surface: "saddle" or "plateau" at first.
        start: where all begin, at first.
        n_steps: updates, 1 or more.
        lr: the learning rate at first, or one for each.
        prediction: when it is None, the figure stays hidden until the learner has predicted.
        hyper: further hyper-parameters: a number for all, or one for each optimizer.

    Raises:
        TypeError: for an instance in the place of a class, or none at all.
        ValueError: for a hyper-parameter that no optimizer takes, or an unknown surface.
    """
    runners = runners_of("saddle_race", optimizers, {"lr": lr} | hyper, ["lr"])
    if surface not in SURFACES:
        raise ValueError(words("widgets.saddle_race.no_surface", seen=repr(surface),
                               surfaces=", ".join(map(repr, SURFACES))))
    which = Choice("surface", words("widgets.saddle_race.surface"),
                   {name: words(f"widgets.surfaces.{name}") for name in SURFACES}, surface)
    where = [_place(axis, stops, value) for axis, stops, value in zip(
        "xy", (ACROSS, (*(-one for one in UP), 0.0, *UP)), start, strict=True)]

    def draw(surface: str, x0: float, y0: float, **values: float) -> Scene:
        ground = SURFACES[surface]
        return _scene(surface, ground, {runner: runner.run(values, ground, (x0, y0), n_steps)
                                        for runner in runners})

    rates = [slider for runner in runners for slider in runner.sliders]
    names = " · ".join(runner.label for runner in runners)
    # How near the ridge it starts decides when a path leaves: the first slider.
    return MovingFigure(draw, [which, *reversed(where), *rates],
                        [Handle(words("widgets.explore.start"), "x0", "y0")],
                        words("widgets.saddle_race.title", names=names),
                        locked=prediction is None, table="y0")


def leaves(surface: str, path: np.ndarray) -> int | None:
    """Give the first step after which |y| > 1 on the saddle, or f < 1/2 on the plain."""
    out = np.abs(path[:, 1]) > 1 if surface == "saddle" else PLATEAU.value(path) < 0.5
    return int(np.argmax(out)) if out.any() else None


def escape_time(lr: float, y0: float) -> float:
    """Give the steps that gradient descent takes from |y| = |y0| to 1, y0 being less than 1."""
    if y0 == 0 or lr <= 0:
        return math.inf
    return max(0.0, math.log(1 / abs(y0)) / math.log1p(lr * STEEPEST))


def plain_rate(seen: Trace) -> float | None:
    """Give the learning rate of plain gradient descent; None for a rule that is another."""
    parts = split(seen)
    if parts is None:
        return None
    rate, kept = parts
    size = np.abs(seen.steps).max(axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):
        return rate if (np.abs(kept) <= 1e-9 * size).all() else None


def _place(axis: str, stops: tuple, value: float) -> Slider:
    stops = tuple(sorted({*stops, float(value)}))
    return Slider(f"{axis}0", words(f"widgets.explore.start_{axis}"), stops[0], stops[-1], value,
                  stops=stops)


def _scene(name: str, surface: Surface, traces: Mapping[Runner, Trace]) -> Scene:
    over: list[Mark] = surface_marks(surface)
    curves: list[Mark] = []
    slopes, left, predicted = [], [], set()
    for runner, seen in traces.items():
        slope = _slope(surface, seen)
        slopes.append(slope)
        step = leaves(name, seen.path)
        over.append(path_mark(seen.path, WINDOW, runner.label, runner.look))
        curves.append(Line(np.arange(len(slope), dtype=float), slope, runner.look, stepped=True))
        if step is not None:
            curves.append(Points(np.array([float(step)]), slope[step:step + 1], runner.look,
                                 size=13))
        time = None
        if name == "saddle" and (rate := plain_rate(seen)) is not None:
            time = escape_time(rate, float(seen.path[0, 1]))
            predicted.add(time)
        left.append(_left(runner.label, step, time, len(slope) - 1))
    names = ", ".join(runner.label for runner in traces)
    low, high = decades(np.concatenate(slopes), most=1e3)
    curves[:0] = [Line(np.full(2, time), np.array([low, high]), PREDICTED,
                       words("widgets.saddle_race.predicted"), "guide")
                  for time in sorted(predicted) if time < len(slopes[0])]
    said = [words(f"widgets.saddle_race.{name}", left=", ".join(left)),
            *_said_of_ends(surface, traces)]
    step = words("plots.step")
    return Scene([
        Panel(over, words(f"widgets.saddle_race.map_alt_{name}", names=names), "x", "y", *WINDOW),
        Panel(curves, words(f"widgets.saddle_race.slopes_alt_{name}", names=names), step, "|∇f|",
              (0.0, len(slopes[0]) - 1.0), (low, high), words("widgets.saddle_race.slopes"),
              log_y=True)], " ".join(said), _numbers(traces, slopes), last=len(slopes[0]) - 1)


def _slope(surface: Surface, seen: Trace) -> np.ndarray:
    """Give |∇f| at each point of a path; nan where a log axis has no place for it."""
    if np.array_equal(seen.asked, seen.path[:-1]):
        grads = [*seen.grads, surface.grad(seen.path[-1])]  # a surface's gradient is slow
    else:
        grads = [surface.grad(point) for point in seen.path]
    slope = np.linalg.norm(grads, axis=1)
    return np.where((slope > 1e-16) & (slope < 1e30), slope, np.nan)


def _left(label: str, step: int | None, predicted: float | None, n_steps: int) -> str:
    key = "not_in" if step is None else "at"
    said = words(f"widgets.saddle_race.{key}", label=label, step=step, steps=n_steps)
    if predicted is None:
        return said
    never = predicted == math.inf
    return said + " " + words(f"widgets.saddle_race.{'never' if never else 'theory'}",
                              step=f"{predicted:.1f}")


def _said_of_ends(surface: Surface, traces: Mapping[Runner, Trace]) -> list[str]:
    """Say the smallest eigenvalue of the Hessian at each end, once where they are equal."""
    smallest, said = {}, []
    for runner, seen in traces.items():
        broken = np.flatnonzero(~np.isfinite(seen.path).all(axis=1))
        if len(broken):
            said.append(words("widgets.explore.nan", label=runner.label, step=broken[0]))
        else:
            eigenvalue = np.linalg.eigvalsh(surface.hessian(seen.path[-1]))[0]
            smallest[runner.label] = written(float(f"{eigenvalue:.3g}") + 0.0)
    if len(set(smallest.values())) == 1:
        return [words("widgets.saddle_race.all_ends", value=next(iter(smallest.values()))), *said]
    if smallest:
        ends = ", ".join(f"{label} {value}" for label, value in smallest.items())
        return [words("widgets.saddle_race.ends", ends=ends), *said]
    return said


def _numbers(traces: Mapping[Runner, Trace], slopes: list[np.ndarray]) -> Steps:
    each = ", ".join(f"{runner.label} {{{i}}}" for i, runner in enumerate(traces))
    return Steps(f"{words('widgets.explore.at_step')} |∇f|: {each}.", np.transpose(slopes))
