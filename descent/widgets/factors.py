"""factors(SGD): gradient descent on a ravine, and the factor 1 − ηλ of each coordinate."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from descent.plots import BLACK, DASHED, DOTTED, GREEN, ORANGE, SKY, SOLID, looks
from descent.surfaces import Surface, bowl
from descent.widgets.drive import drive, settings
from descent.widgets.explore import outcome, path_mark
from descent.widgets.figure import MovingFigure
from descent.widgets.scene import (
    GUIDE,
    Band,
    Handle,
    Line,
    Mark,
    Panel,
    Points,
    Scene,
    Slider,
    places,
    written,
)
from descent.widgets.surface_marks import surface_marks
from descent.words import words

__all__ = ["factors"]

STEEP = 2.0  # the curvature across the ravine; along it 2/κ
WINDOW = ((-8.0, 8.0), (-4.0, 4.0))
HEIGHT = (-1.6, 1.25)  # of the factors' panel
X, Y = (GREEN, SOLID, "D"), (ORANGE, DASHED, "^")
SHRINKS = (SKY, SOLID, "")
PREDICTED = (BLACK, DOTTED, "")


def factors(make: type, start: tuple[float, float] = (-7.0, 2.0), n_steps: int = 30,
            lr: float = 0.95, lr_range: tuple[float, float] = (0.0, 1.1), condition: float = 20,
            prediction: object = ..., **hyper: float) -> MovingFigure:
    """Show a class's path on x²/κ + y², and both factors 1 − ηλ against η.

    Args:
        make: the class, gradient descent; of another rule the figure says from which step on it
            leaves the path that the factors predict.
        start: where the path begins.
        n_steps: updates, 1 or more.
        lr, lr_range: the learning rate η to start with, and the ends of its slider.
        condition: the condition number κ to start with.
        prediction: when it is None, the figure stays hidden until the learner has predicted.
        hyper: other hyper-parameters; the class's own defaults otherwise.

    Raises:
        TypeError: for an instance in the place of a class.
        ValueError: for a hyper-parameter that the class does not take.

    Example:
        >>> from descent.widgets import factors
        >>> class SGD:
        ...     def __init__(self, lr=0.01):
        ...         self.lr = lr
        ...     def update(self, params, grads):
        ...         params["x"] -= self.lr * grads["x"]
        >>> factors(SGD).scene().status.split(". ")[1]
        'The larger in size, 0.905, is the convergence rate'
    """
    fixed = settings("factors", make, {"lr": lr} | hyper)
    said = [words(f"widgets.explore.{key}") for key in ("start", "start_x", "start_y")]
    where, handle = places(said[0], *WINDOW, start, texts=said[1:])
    controls = [
        Slider("lr", words("widgets.hyper.lr"), *lr_range, lr, 45),
        Slider("condition", words("widgets.explore.condition"), 1, 100, condition,
               stops=(1, 2, 5, 10, 20, 50, 100)), *where]

    def draw(lr: float, condition: float, x0: float, y0: float) -> Scene:
        surface = _ravine(condition)
        path = drive(make(**fixed | {"lr": lr}), np.array([x0, y0]),
                     lambda x, t: surface.grad(x), n_steps)
        return _scene(make.__name__, surface, path, np.array([2 / condition, 2.0]), lr, lr_range)

    handles = [handle, Handle(words("widgets.factors.present"), "lr", HEIGHT[0] + 0.2, panel=1)]
    return MovingFigure(draw, controls, handles,
                        words("widgets.factors.title", label=make.__name__),
                        locked=prediction is None)


@lru_cache(maxsize=16)
def _ravine(condition: float) -> Surface:
    return bowl((STEEP / condition, STEEP))


def _scene(label: str, surface: Surface, path: np.ndarray, curvatures: np.ndarray, lr: float,
           lr_range: tuple[float, float]) -> Scene:
    steps = len(path) - 1
    both = 1 - lr * curvatures
    predicted = path[0] * both ** np.arange(steps + 1)[:, None]
    apart = ~np.isclose(path, predicted, rtol=1e-6, atol=1e-9).all(axis=1)
    look, = looks([label])
    above: list[Mark] = [*surface_marks(surface, WINDOW), path_mark(path, WINDOW, label, look)]
    said = [words(f"widgets.factors.{axis}", factor=written(factor), regime=_regime(factor))
            for axis, factor in zip("xy", both, strict=True)]
    rate = np.abs(both).max()
    said.append(words(f"widgets.factors.{'rate' if rate < 1 else 'no_rate'}", rate=written(rate)))
    said.append(outcome(label, path, surface))
    if apart.any():
        above.append(path_mark(predicted, WINDOW, words("widgets.factors.predicted"), PREDICTED))
        said.append(words("widgets.factors.apart", label=label, step=int(np.argmax(apart))))
    ends = {"label": label, "x": _regime(both[0]), "y": _regime(both[1])}
    return Scene([
        Panel(above, words("widgets.factors.above_alt", **ends), "x", "y", *WINDOW),
        Panel(_factor_marks(curvatures, both, lr, lr_range),
              words("widgets.factors.lines_alt", lr=written(lr), x=written(both[0]),
                    y=written(both[1])),
              words("widgets.hyper.lr"), words("widgets.factors.factor"), lr_range, HEIGHT),
    ], " ".join(said), last=steps)


def _factor_marks(curvatures: np.ndarray, both: np.ndarray, lr: float,
                  lr_range: tuple[float, float]) -> list[Mark]:
    """Draw both factors as lines over η, the band in which they shrink, and where η stands."""
    ends = np.array(lr_range)
    marks: list[Mark] = [
        Band(ends, np.full(2, -1.0), np.ones(2), SHRINKS, words("widgets.factors.band")),
        Line(ends, np.zeros(2), GUIDE, kind="guide"),
        Line(np.full(2, lr), np.array(HEIGHT), GUIDE, kind="guide"),
    ]
    for axis, look, curvature, factor in zip("xy", (X, Y), curvatures, both, strict=True):
        name = words(f"widgets.factors.line_{axis}", curvature=written(curvature))
        marks += [Line(ends, 1 - curvature * ends, (*look[:2], ""), name),
                  Points(np.array([lr]), np.array([factor]), look, size=12)]
    return marks


def _regime(factor: float) -> str:
    """Say in a few words what the powers of a factor do."""
    if abs(factor) < 1e-12:
        key = "at_once"
    elif np.isclose(factor, 1, rtol=0, atol=1e-12):
        key = "stands"
    elif np.isclose(factor, -1, rtol=0, atol=1e-12):
        key = "jumps"
    elif factor > 0:
        key = "one_side"
    else:
        key = "zigzag" if factor > -1 else "diverges"
    return words(f"widgets.factors.{key}")
