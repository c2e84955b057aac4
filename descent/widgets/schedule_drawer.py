"""schedule_drawer(SGD): learning rates drawn by hand, and the loss on a noisy bowl under them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from descent.function_probes.common import shaped
from descent.observe import numbers, quietly
from descent.plots import BLACK, SOLID, looks
from descent.widgets.drive import drive
from descent.widgets.ends import drawable
from descent.widgets.feed import made, need_class
from descent.widgets.figure import MovingFigure
from descent.widgets.scene import GUIDE, Handle, Line, Panel, Scene, Slider, written
from descent.words import words

__all__ = ["schedule_drawer"]

KNOTS = 11
RUNS = 200
START = 5.0  # where all runs begin, on x²/2
HEIGHTS = (1e-3, 100.0)
DRAWN = (BLACK, SOLID, "D")


def schedule_drawer(make: type, schedule: Callable[[int], float] | None = None,
                    n_steps: int = 200, sigma: float = 1.0,
                    prediction: object = ...) -> MovingFigure:
    """Let a schedule be drawn by hand, and show the mean loss of 200 noisy runs under it.

    The bowl is x²/2, each gradient x plus noise of standard deviation σ. The noise is drawn
    once, so only what the learner changes changes the loss. Between the points the rate is
    linear; update t, from 0 on, is taken at the rate of t. A scene costs `n_steps` updates.

    Args:
        make: the class; an instance keeps its rate in `lr`.
        schedule: function of t whose values the points start at; when None, 0.5 and then 0.05.
        n_steps: updates, 10 or more; the points lie a tenth of them apart.
        sigma: where the slider of σ starts.
        prediction: when it is None, the figure stays hidden until the learner has predicted.

    Raises:
        TypeError: `make` is no class.
    """
    need_class(make, "schedule_drawer")
    times = np.linspace(0, n_steps, KNOTS).astype(int).tolist()
    rates, fault = _starts(schedule or (lambda t: 0.5 if t < 0.55 * n_steps else 0.05), times)

    def draw(sigma: float, **knots: float) -> Scene:
        if fault:
            raise fault
        drawn = np.array(list(knots.values()))
        rate = np.interp(np.arange(n_steps), times, drawn)
        return _scene(made(make, lr=rate[0]), times, drawn, rate, sigma, top)

    top = max([1.0, *rates])
    sliders = [Slider(f"rate{i}", _said("knot"), 0, top, rate, 41, shown=False)
               for i, rate in enumerate(rates)]
    handles = [Handle(_said("handle", t=t), t, slider.name)
               for t, slider in zip(times, sliders, strict=True)]
    return MovingFigure(draw, [Slider("sigma", _said("sigma"), 0.5, 2, sigma, 16), *sliders],
                        handles, _said("title"), locked=prediction is None)


def _starts(schedule: Callable[[int], float],
            times: list[int]) -> tuple[list[float], BaseException | None]:
    """Ask a learner's schedule for its rates; what it raises is kept, to be shown."""
    rates = []
    try:
        with quietly(1.0):
            for t in times:
                rate = float(numbers(shaped(schedule(t), f"schedule({t})"), f"schedule({t})")[0])
                if not 0 <= rate < np.inf:
                    raise ValueError(_said("bad_rate", t=t, seen=written(rate)))
                rates.append(rate)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a learner's code may raise anything
        return [0.0] * len(times), error
    return rates, None


@lru_cache
def _noise(n_steps: int) -> np.ndarray:
    return np.random.default_rng(11).normal(size=(n_steps, RUNS))


def _losses(optimizer, rate: np.ndarray, sigma: float) -> np.ndarray:
    """Run all runs at once; array (steps + 1,) of their mean loss."""
    if not hasattr(optimizer, "lr"):
        raise ValueError(_said("no_lr", label=type(optimizer).__name__))
    noise = sigma * _noise(len(rate))

    def grad(x: np.ndarray, t: int) -> np.ndarray:
        optimizer.lr = float(rate[t - 1])
        return x + noise[t - 1]

    x = drive(optimizer, np.full(RUNS, START), grad, len(rate))
    return (x**2 / 2).mean(axis=1)


def _scene(optimizer, times: list[int], drawn: np.ndarray, rate: np.ndarray, sigma: float,
           top: float) -> Scene:
    loss = _losses(optimizer, rate, sigma)
    steps = np.arange(len(loss), dtype=float)
    present = np.append(rate, rate[-1])
    floor = np.full(len(present), np.nan)  # at 2/λ = 2 and above there is none
    some = present[present < 2]
    floor[present < 2] = some * sigma**2 / (2 * (2 - some))
    said = {"steps": len(rate), "low": written(drawn.min()), "high": written(drawn.max()),
            "end": written(loss[-1]), "last": written(rate[-1]),
            "floor": written(floor[-1]) if present[-1] < 2 else _said("none")}
    upper = Panel(
        [Line(np.array(times, float), drawn, DRAWN, _said("drawn"))],
        _said("rate_alt", count=len(drawn), rates=", ".join(map(written, drawn))),
        words("plots.step"), _said("rate"), (-0.03 * times[-1], 1.03 * times[-1]),
        (-0.05 * top, 1.05 * top))
    lower = Panel(
        [Line(steps, _shown(loss), looks(["SGD"])[0], _said("loss", runs=RUNS)),
         Line(steps, _shown(floor), GUIDE, _said("floor"), "guide")],
        _said("loss_alt", start=written(loss[0]), first_floor=written(floor[0]), **said),
        words("plots.step"), _said("ylabel"), (0, times[-1]), HEIGHTS, log_y=True)
    broken = np.flatnonzero(~(loss < 1e9))
    if len(broken):
        return Scene([upper, lower], _said("broken", step=broken[0]))
    return Scene([upper, lower], _said("constant" if np.ptp(drawn) == 0 else "status", **said))


def _shown(values: np.ndarray) -> np.ndarray:
    values = drawable(values)
    return np.where(values > 0, values, np.nan)


def _said(key: str, **values: object) -> str:
    return words(f"widgets.schedule_drawer.{key}", **values)
