"""regret_race(Adam, AMSGrad): a convex problem on which Adam walks to the worst point."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from descent.contract import check_params
from descent.observe import in_time, set_lr
from descent.plots import DOTTED
from descent.widgets.feed import made
from descent.widgets.figure import MovingFigure
from descent.widgets.runners import Runner, runners_of
from descent.widgets.scene import GUIDE, Line, Panel, Scene, Slider, written
from descent.words import words

__all__ = ["regret_race"]

SLOPES = (2.1, 2.25, 2.5, 3.0, 4.0, 5.0, 7.0, 10.0)
RATES = (0.05, 0.1, 0.2, 0.3, 0.5, 0.9)
WORST = (GUIDE[0], DOTTED, "")
DRAWN = 100  # points of a line


def regret_race(*optimizers: type, c: float = 3.0, lr: float = 0.3, n_steps: int = 300,
                prediction: object = ...) -> MovingFigure:
    """Race on f_t(x) = Cx when t mod 3 = 1, −x otherwise, over −1 ≤ x ≤ 1, from x = 0.

    Each three functions add up to (C − 2)x: the best fixed point is −1. After each update x is
    moved back into the interval; before each the learning rate becomes η/√t, where an instance
    keeps it in `lr`. A class that takes them gets β₁ = 0 and β₂ = 1/(1 + C²).

    A scene costs n_steps updates of each class: about 8 ms for 300 steps of two.

    Source: Reddi, Kale and Kumar 2018, arXiv 1904.09237, Theorem 1.

    Args:
        optimizers: the classes, not instances; each with `update(params, grads)`.
        c: C at first, above 2.
        lr: η at first.
        n_steps: updates, 3 or more.
        prediction: when it is None, the figure stays hidden until the learner has predicted.

    Raises:
        TypeError: for an instance in the place of a class, or none at all.
        ValueError: for c of 2 or less, where −1 is not the best point.
    """
    runners = runners_of("regret_race", optimizers, {})
    if not c > 2:
        raise ValueError(words("widgets.regret_race.small_c", c=f"{c:g}"))
    sliders = [_slider("c", words("widgets.regret_race.c"), SLOPES, c),
               _slider("lr", words("widgets.hyper.lr"), RATES, lr)]

    def draw(c: float, lr: float) -> Scene:
        return _scene(runners, c, {runner: compete(runner.make, c, lr, n_steps)
                                   for runner in runners})

    names = " · ".join(runner.label for runner in runners)
    return MovingFigure(draw, sliders, title=words("widgets.regret_race.title", names=names),
                        locked=prediction is None)


def slopes(c: float, n_steps: int) -> np.ndarray:
    """Give the slope of f_1 to f_n."""
    return np.where(np.arange(1, n_steps + 1) % 3 == 1, c, -1.0)


def compete(make: type, c: float, lr: float, n_steps: int) -> tuple[np.ndarray, bool]:
    """Drive one optimizer, and move x back into the interval after each update.

    Returns:
        x before each step and after the last, array (steps + 1,); whether η could be lowered.

    Raises:
        Breach: `update` broke the contract of params.
    """
    optimizer = made(make, lr=lr, beta1=0.0, beta2=1 / (1 + c * c))
    lowered = getattr(optimizer, "lr", None) == lr
    path, params = np.zeros(n_steps + 1), {"x": np.zeros(1)}
    rate = lr
    for t, slope in enumerate(slopes(c, n_steps), start=1):
        set_lr(optimizer, rate, rate := lr / math.sqrt(t))
        returned = optimizer.update(params, {"x": np.array([slope])})
        in_time()
        x = params.get("x")
        if t <= 2 or not (isinstance(x, np.ndarray) and x.shape == (1,)):
            check_params({"x": path[t - 1:t]}, params, returned)  # slow: at first, and in doubt
        params["x"] = x = np.clip(x, -1.0, 1.0)
        path[t] = x[0]
    return path, lowered


def regret(path: np.ndarray, c: float) -> np.ndarray:
    """Give the average regret against the best fixed point of the interval, after each step."""
    slope = slopes(c, len(path) - 1)
    best = -np.abs(np.cumsum(slope))
    return (np.cumsum(slope * path[:-1]) - best) / np.arange(1, len(path))


def _slider(name: str, label: str, stops: Sequence[float], value: float) -> Slider:
    stops = tuple(sorted({*stops, float(value)}))
    return Slider(name, label, stops[0], stops[-1], value, stops=stops)


def _scene(runners: list[Runner], c: float, runs: dict) -> Scene:
    n_steps = len(runs[runners[0]][0]) - 1
    # Whole threes: within one, x goes to and fro.
    t = np.arange(0, n_steps + 1, 3 * math.ceil(n_steps / 3 / DRAWN))
    places = [_guide(n_steps, -1.0, words("widgets.regret_race.best"))]
    worst = 2 * (c - 2) / 3
    regrets = [_guide(n_steps, worst, words("widgets.regret_race.worst"), WORST)]
    said = [words("widgets.regret_race.problem", c=written(c), steps=n_steps)]
    for runner, (path, lowered) in runs.items():
        mean = regret(path, c)
        places.append(Line(t.astype(float), path[t], runner.look, runner.label))
        regrets.append(Line(t[1:].astype(float), mean[t[1:] - 1], runner.look))
        said.append(_said(runner.label, path, mean[-1], lowered))
    names = ", ".join(runner.label for runner in runners)
    step = words("plots.step")
    return Scene([
        Panel(places, words("widgets.regret_race.places_alt", names=names), step, "x",
              (0.0, n_steps), (-1.1, 1.1), words("widgets.regret_race.places")),
        Panel(regrets, words("widgets.regret_race.regrets_alt", names=names), step,
              words("widgets.regret_race.regret"), (0.0, n_steps), (-0.1 * worst, 1.6 * worst),
              words("widgets.regret_race.regrets"))], " ".join(said))


def _guide(n_steps: int, height: float, label: str, look: tuple = GUIDE) -> Line:
    return Line(np.array([0.0, n_steps]), np.full(2, height), look, label, "guide")


def _said(label: str, path: np.ndarray, mean: float, lowered: bool) -> str:
    broken = np.flatnonzero(np.isnan(path))
    if len(broken):
        return words("widgets.explore.nan", label=label, step=broken[0])
    said = words("widgets.regret_race.ends", label=label, x=written(path[-1]),
                 regret=written(mean))
    return said if lowered else f"{said} {words('widgets.regret_race.constant', label=label)}"
