"""step_through(SignStep): one arrow per update on a bowl with one parameter."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from descent.plots import BLACK, DOTTED, GREEN, MIXED, SOLID, looks
from descent.widgets.drive import drive, settings
from descent.widgets.figure import MovingFigure
from descent.widgets.scene import (
    Arrows,
    Handle,
    Line,
    Panel,
    Points,
    Scene,
    Slider,
    Steps,
    written,
)
from descent.words import words

__all__ = ["step_through"]

EDGE = 4.5  # x from -EDGE to EDGE is in sight
BOWL = ("#8a97a8", SOLID, "")
TANGENT = (GREEN, MIXED, "")
STEP = (BLACK, SOLID, "")
STAR = ("#B8860B", SOLID, "*")


def step_through(make: type, curvature: float = 1.0, start: float = -3.5, n_steps: int = 12,
                 lr: float = 0.75, lr_range: tuple[float, float] = (0.05, 2.2),
                 **hyper: float) -> MovingFigure:
    """Show an optimizer class walk on f(x) = λx²/2, one arrow and one tangent per update.

    Args:
        make: the class; `update` gets a params entry of shape (1,).
        curvature: λ, above 0.
        start: where the path begins, between -4 and 4.
        n_steps: updates, 1 or more.
        lr, lr_range: the learning rate to start with, and the ends of its slider; left out for a
            class that takes none.
        hyper: its other hyper-parameters; the class's own defaults otherwise.

    Raises:
        TypeError: for an instance in the place of a class.
        ValueError: for a hyper-parameter that the class does not take.

    Example:
        >>> from descent.widgets import step_through
        >>> class Halve:
        ...     def update(self, params, grads):
        ...         params["x"] *= 0.5
        >>> step_through(Halve, start=-4, n_steps=2).scene().status
        'Halve: after 2 steps x = −1 and f = 0.5. It travelled 3 and got 3 away from its start.'
    """
    fixed = settings("step_through", make, hyper)
    controls = [Slider("x0", words("widgets.step_through.start"), -4, 4, start, 33)]
    if "lr" in fixed:
        controls.insert(0, Slider("lr", words("widgets.hyper.lr"), *lr_range, lr, 44))

    def draw(x0: float, **own: float) -> Scene:
        points = drive(make(**fixed | own), np.array([x0]), lambda x, t: curvature * x, n_steps)
        return _scene(make.__name__, points[:, 0], curvature, own)

    title = words("widgets.step_through.title", label=make.__name__, bowl=_formula(curvature))
    return MovingFigure(draw, controls, [Handle(words("widgets.explore.start"), 0, "x0", 1)],
                        title)


def _formula(curvature: float) -> str:
    return "x²/2" if curvature == 1 else f"{written(curvature)} x²/2"


def _scene(label: str, x: np.ndarray, curvature: float, own: Mapping[str, float]) -> Scene:
    steps = len(x) - 1
    said = _status(label, x, curvature, own)
    look, = looks([label])
    seen = np.where(np.abs(x) < 1e3 * EDGE, x, np.nan)
    height = curvature * seen**2 / 2
    top = curvature * EDGE**2 / 2
    along = np.linspace(-EDGE, EDGE, 61)
    points, t = np.transpose([seen, height]), np.arange(steps + 1.0)
    ends = {"label": label, "a": written(x[0]), "b": written(x[-1])}
    bowl = Panel([
        Line(along, curvature * along**2 / 2, BOWL),
        Points(np.zeros(1), np.zeros(1), STAR, words("plots.minimum"), 15),
        _tangents(points[:-1], curvature, top),
        Line(seen, height, (look[0], DOTTED, look[2]), label, "path", stepped=True),
        Arrows(points[:-1], points[1:], STEP, words("widgets.explore.step"), True),
    ], words("widgets.step_through.bowl_alt", **ends), "x", f"f(x) = {_formula(curvature)}",
        (-EDGE, EDGE), (-0.06 * top, top))
    over_time = Panel([
        Line(np.array([-0.5, steps + 0.5]), np.zeros(2), BOWL, kind="guide"),
        Line(t, seen, look, "", "path", stepped=True),
    ], words("widgets.step_through.time_alt", **ends), words("plots.step"), "x",
        (-0.5, steps + 0.5), (-EDGE, EDGE))
    numbers = np.transpose([x[:-1], curvature * x[:-1], np.diff(x), x[1:]])
    return Scene([bowl, over_time], said,
                 Steps(words("widgets.step_through.at_step"),
                       np.vstack([np.full((1, 4), np.nan), numbers])), last=steps)


def _tangents(points: np.ndarray, curvature: float, top: float) -> Arrows:
    """Make a tangent at each point, pointing downhill, all of about the same length in sight."""
    slope = curvature * points[:, 0]
    ways = np.transpose([-np.sign(slope), -np.abs(slope)])
    ways = 0.22 * ways / np.hypot(ways[:, :1] / (2 * EDGE), ways[:, 1:] / top).clip(1e-12)
    return Arrows(points - 0.5 * ways, points + ways, TANGENT,
                  words("widgets.step_through.tangent"), True)


def _status(label: str, x: np.ndarray, curvature: float, own: Mapping[str, float]) -> str:
    steps = len(x) - 1
    name = f"{label}, η = {written(own['lr'])}" if own else label
    broken = np.flatnonzero(~np.isfinite(x))
    if len(broken):
        return words("widgets.explore.nan", label=name, step=broken[0])
    if np.abs(x).max() > 1e3 * EDGE:
        return words("widgets.explore.diverged", label=name, steps=steps)
    moves = np.diff(x)
    said = words("widgets.step_through.ends", label=name, steps=steps, x=written(x[-1]),
                 f=written(curvature * x[-1]**2 / 2), travelled=written(np.abs(moves).sum()),
                 away=written(abs(x[-1] - x[0])))
    tiny = 1e-9 * EDGE
    if steps > 1 and abs(x[-1] - x[-3]) < tiny < abs(moves[-1]):
        low, high = sorted(x[-2:])
        return f"{said} {words('widgets.step_through.jumps', a=written(low), b=written(high))}"
    if steps > 1 and np.abs(moves[-2:]).max() < tiny:
        return f"{said} {words('widgets.step_through.rests')}"
    return said
