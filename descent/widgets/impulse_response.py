"""impulse_response(Momentum): how much each past gradient gives to the present step."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from descent.observe import lacking
from descent.plots import GREEN, ORANGE, SOLID, looks
from descent.widgets.ends import drawable, limits
from descent.widgets.feed import feed, made, need_class
from descent.widgets.figure import MovingFigure
from descent.widgets.scene import (
    GUIDE,
    Bars,
    Choice,
    Line,
    Mark,
    Panel,
    Points,
    Scene,
    Slider,
    Steps,
    written,
)
from descent.words import words

__all__ = ["PATTERNS", "impulse_response"]

LAST = 24
SPIKE = 5  # the step of the only gradient of that pattern
T = np.arange(1.0, LAST + 1)
PATTERNS = {
    "constant": -np.ones(LAST),
    "alternating": np.where(T % 2, -1.0, 1.0),
    "spike": np.where(T == SPIKE, -1.0, 0.0),
    "noise": np.random.default_rng(4).standard_normal(LAST),
}
# One column each: a gradient at one step only, the patterns, and numbers to test linearity with.
GRADS = np.column_stack([-np.eye(LAST), *PATTERNS.values(),
                         np.random.default_rng(5).standard_normal(LAST)])
MOMENTA = (*(i / 20 for i in range(20)), 0.98, 0.99)
PART = (ORANGE, SOLID, "")
AGAINST = (GREEN, SOLID, "D")


def impulse_response(make: type, momentum: float = 0.9,
                     pattern: str = "constant") -> MovingFigure:
    """Show what each past gradient gives to the present step of a momentum class, and the steps.

    The parts are measured: the class is driven with a gradient at one step only, once for each
    step, with a learning rate of 1. The figure says so where they do not add up to the class's
    steps, or where a part does not fall by the factor μ at each step.

    Args:
        make: the class; its constructor takes momentum.
        momentum: μ to start with.
        pattern: the gradients to start with, a key of PATTERNS.

    Raises:
        TypeError: `make` is no class.
        ValueError: its constructor takes no momentum.

    Example:
        >>> from descent.widgets import impulse_response
        >>> class MomentumTorch:
        ...     def __init__(self, lr=0.01, momentum=0.9):
        ...         self.lr, self.momentum, self.b = lr, momentum, 0.0
        ...     def update(self, params, grads):
        ...         self.b = self.momentum * self.b + grads["x"]
        ...         params["x"] -= self.lr * self.b
        >>> impulse_response(MomentumTorch).scene().status.split("; ")[1]
        'in the end 10 = 1/(1 − μ).'
    """
    need_class(make, "impulse_response")
    if lacking(make, ["momentum"]):
        raise ValueError(_said("no_momentum", label=make.__name__))

    @lru_cache(maxsize=64)
    def steps_of(momentum: float) -> np.ndarray:
        return feed(made(make, lr=1.0, momentum=momentum), GRADS).steps

    def draw(momentum: float, pattern: str) -> Scene:
        steps = steps_of(momentum)
        number = list(PATTERNS).index(pattern)
        return _scene(make.__name__, _weights(steps), steps[:, LAST + number], momentum, pattern)

    controls = [
        Slider("momentum", words("widgets.hyper.momentum"), 0, 1, momentum,
               stops=sorted({*MOMENTA, momentum})),
        Choice("pattern", _said("pattern"), {key: _said(key) for key in PATTERNS}, pattern)]
    return MovingFigure(draw, controls, title=_said("title", label=make.__name__))


def _weights(steps: np.ndarray) -> np.ndarray | None:
    """Give what a gradient of −1 at step s adds to step t, array (t, s); None if not linear."""
    alone, tested = steps[:, :LAST], steps[:, -1]
    if not np.isfinite(steps).all():
        return None
    return alone if np.allclose(-alone @ GRADS[:, -1], tested, rtol=1e-6, atol=1e-9) else None


def _scene(label: str, weights: np.ndarray | None, steps: np.ndarray, momentum: float,
           pattern: str) -> Scene:
    name = _said("named", label=label, momentum=written(momentum), pattern=_said(pattern))
    guide = None
    if not np.isfinite(steps).all():
        said = _said("broken", label=name, step=int(np.argmin(np.isfinite(steps))) + 1)
    elif weights is None:
        said = _said("not_linear", label=name)
    else:
        guide, said = _predicted(weights, steps, momentum, pattern)
        said = f"{name}: {said}"
    parts = None if weights is None else weights * -PATTERNS[pattern] + 0.0  # no −0
    return Scene([_parts_panel(parts, pattern), _steps_panel(label, steps, guide)], said,
                 None if parts is None else _spoken(parts, steps), last=LAST)


def _parts_panel(parts: np.ndarray | None, pattern: str) -> Panel:
    """Draw the gradients as marks and, at step t, a bar for the part of each so far in step t."""
    against = -PATTERNS[pattern] + 0.0
    marks: list[Mark] = [Points(T, against, AGAINST, _said("against"), 8)]
    alt, rows = _said("no_parts_alt", pattern=_said(pattern)), np.zeros((1, 1))
    if parts is not None:
        so_far = np.tril(np.ones((LAST + 1, LAST), bool), -1) & (against != 0)
        rows = np.where(so_far, drawable(np.vstack([np.zeros(LAST), parts])), np.nan)
        marks.insert(0, Bars(T, rows, PART, _said("part"), stepped=True))
        alt = _said("spike_alt" if pattern == "spike" else "parts_alt", pattern=_said(pattern),
                    last=LAST, newest=written(parts[-1, -1]), before=written(parts[-1, -2]),
                    first=written(parts[-1, 0]), spike=written(parts[-1, SPIKE - 1]))
    return Panel(marks, alt, _said("when"), _said("parts"), (0, LAST + 1),
                 limits(against, rows.ravel()))


def _spoken(parts: np.ndarray, steps: np.ndarray) -> Steps:
    newest = np.diag(parts)
    rows = np.transpose([newest, steps - newest, steps])
    return Steps(_said("at_step"), np.vstack([np.full(3, np.nan), rows]))


def _predicted(weights: np.ndarray, steps: np.ndarray, momentum: float,
               pattern: str) -> tuple[Line | None, str]:
    """Draw where the steps of weights a·μᵏ lead, and say it; nothing is drawn for others."""
    first = weights[0, 0]
    ages = np.subtract.outer(T, T)
    falling = np.where(ages < 0, 0.0, first * momentum ** np.abs(ages))
    if not np.allclose(weights, falling, rtol=1e-6, atol=1e-9):
        return None, _said("other_weights", a=written(first), end=written(steps[-1]), last=LAST)
    size = first / {"constant": 1 - momentum, "alternating": 1 + momentum, "spike": 1,
                    "noise": np.sqrt(1 - momentum**2)}[pattern]
    x, y = np.array([0.0, LAST + 1]), np.full(2, size)
    if pattern == "spike":
        x, y = T[SPIKE - 1:], falling[SPIKE - 1:, SPIKE - 1]
    elif pattern != "constant":
        x, y = np.array([*x, np.nan, *x]), np.array([*y, np.nan, *-y])
    return (Line(x, y, GUIDE, _said(f"guide_{pattern}"), "guide"),
            _said(f"ends_{pattern}", a=written(first), end=written(steps[-1]), size=written(size),
                  last=LAST, since=LAST - SPIKE))


def _steps_panel(label: str, steps: np.ndarray, guide: Line | None) -> Panel:
    look, = looks([label])
    shown = drawable(steps)
    marks: list[Mark] = [
        Line(np.array([0.0, LAST + 1]), np.zeros(2), (GUIDE[0], SOLID, ""), kind="guide"),
        Line(np.arange(LAST + 1.0), np.append(np.nan, shown), look, label, "path", stepped=True)]
    heights = [shown]
    if guide:
        marks.append(guide)
        heights.append(guide.y)
    alt = _said("steps_alt", label=label, first=written(steps[0]), end=written(steps[-1]))
    return Panel(marks, alt, words("plots.step"), _said("steps"), (0, LAST + 1),
                 limits(*heights, most=1000.0))


def _said(key: str, **values: object) -> str:
    return words(f"widgets.impulse_response.{key}", **values)
