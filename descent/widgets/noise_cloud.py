"""noise_cloud(SGD): where 200 runs with noisy gradients end, and how widely theory says."""

from __future__ import annotations

import numbers
from collections.abc import Callable
from functools import lru_cache

import numpy as np

from descent.plots import BLACK, DASHED, SOLID, looks
from descent.surfaces import bowl
from descent.widgets.drive import drive, settings
from descent.widgets.figure import MovingFigure
from descent.widgets.scene import Line, Panel, Points, Scene, Slider, written
from descent.widgets.surface_marks import surface_marks
from descent.words import words

__all__ = ["noise_cloud"]

CURVATURES = np.array([0.5, 2.0])
BOWL = bowl((0.5, 2.0))
WINDOW = ((-4.0, 4.0), (-3.0, 3.0))
START = np.array([-3.0, 2.0])
HEIGHTS = (1e-3, 30.0)
RUNS = 200
SHOWN = 60  # points of the curve
PREDICTED = (BLACK, DASHED, "")


def noise_cloud(make: type, noise_floor: Callable[..., float] | None = None, sigma: float = 2.0,
                n_steps: int = 120, lr: float = 0.5, batch_size: int = 4) -> MovingFigure:
    """Show the ends of 200 runs on x²/4 + y² whose gradient's noise has variance σ²/B.

    All runs lie in one array: a scene costs `n_steps` updates. The noise is drawn once, so only
    what a slider changes changes the cloud.

    Args:
        make: the class, gradient descent; the prediction holds for no other rule.
        noise_floor: the learner's function `noise_floor(lr, lam, sigma2, B)`, the variance
            predicted in a coordinate of curvature lam; ησ²/(λB(2 − ηλ)) when None.
        sigma: σ, the standard deviation of the noise of one sample, above 0.
        n_steps: updates, 1 or more.
        lr, batch_size: η and B to start with.

    Raises:
        TypeError: for an instance in the place of a class.
        ValueError: the class has no learning rate.

    Example:
        >>> from descent.widgets import noise_cloud
        >>> class SGD:
        ...     def __init__(self, lr=0.01):
        ...         self.lr = lr
        ...     def update(self, params, grads):
        ...         params["x"] -= self.lr * grads["x"]
        >>> len(noise_cloud(SGD).scene().panels[0].marks[-2].x)
        200
    """
    fixed = settings("noise_cloud", make, {"lr": lr})
    controls = [
        Slider("lr", words("widgets.hyper.lr"), 0.1, 1.1, lr, 41),
        Slider("batch_size", words("widgets.noise_cloud.batch_size"), 1, 64, batch_size,
               stops=tuple(2**i for i in range(7)), integer=True)]

    def draw(lr: float, batch_size: int) -> Scene:
        noise = sigma / np.sqrt(batch_size) * _noise(n_steps)
        points = drive(make(**fixed | {"lr": lr}), np.tile(START, (RUNS, 1)),
                       lambda x, t: CURVATURES * x + noise[t - 1], n_steps)
        settles = lr * CURVATURES.max() < 2
        variance = np.array([
            _predicted(noise_floor, lr, float(lam), sigma**2, batch_size) for lam in CURVATURES
        ]) if settles else None
        return _scene(make.__name__, points, variance, lr, batch_size, noise_floor is not None)

    return MovingFigure(draw, controls,
                        title=words("widgets.noise_cloud.title", label=make.__name__, runs=RUNS))


@lru_cache(maxsize=4)
def _noise(n_steps: int) -> np.ndarray:
    """Draw noise of mean 0 and variance 1, array (n_steps, RUNS, 2)."""
    return np.random.default_rng(10).standard_normal((n_steps, RUNS, 2))


def _predicted(noise_floor: Callable[..., float] | None, lr: float, lam: float, sigma2: float,
               batch_size: int) -> float:
    if noise_floor is None:
        return lr * sigma2 / (lam * batch_size * (2 - lr * lam))
    value = noise_floor(lr, lam, sigma2, batch_size)
    if not isinstance(value, numbers.Real | np.ndarray) or np.size(value) != 1 or not (
            np.isfinite(value) and value > 0):
        raise ValueError(words("widgets.noise_cloud.no_variance", lr=f"{lr:g}", lam=f"{lam:g}",
                               sigma2=f"{sigma2:g}", B=batch_size, seen=repr(value)[:60]))
    return float(value)


def _scene(label: str, points: np.ndarray, variance: np.ndarray | None, lr: float,
           batch_size: int, is_own: bool) -> Scene:
    colour = looks([label])[0][0]
    name = words(f"widgets.noise_cloud.{'own' if is_own else 'predicted'}")
    height = (0.5 * points**2 @ CURVATURES).mean(axis=1)
    floor = None if variance is None else variance @ CURVATURES / 2
    cloud = _cloud(Points(*points[-1].T, (colour, SOLID, "o"),
                          words("widgets.noise_cloud.ends", label=label), 6), variance, name)
    said = _status(points[-1].var(axis=0), height[-1], variance, floor, lr, batch_size, is_own)
    return Scene([cloud, _heights(height, floor, colour)], said)


def _cloud(ends: Points, variance: np.ndarray | None, name: str) -> Panel:
    marks, alt = [*surface_marks(BOWL, WINDOW), ends], words("widgets.noise_cloud.alone_alt")
    if variance is not None:
        angle = np.linspace(0, 2 * np.pi, 49)
        marks.append(Line(*(2 * np.sqrt(variance)[:, None] * [np.cos(angle), np.sin(angle)]),
                          PREDICTED, name))
        inside = np.count_nonzero(ends.x**2 / variance[0] + ends.y**2 / variance[1] < 4)
        alt = words("widgets.noise_cloud.cloud_alt", inside=inside, runs=RUNS)
    return Panel(marks, alt, "x", "y", *WINDOW)


def _heights(height: np.ndarray, floor: float | None, colour: str) -> Panel:
    steps = len(height) - 1
    t = np.unique(np.linspace(0, steps, SHOWN).round())
    in_sight = np.where(height < 10 * HEIGHTS[1], height, np.nan)[t.astype(int)]
    marks, alt = [Line(t, in_sight, (colour, SOLID, ""))], words("widgets.noise_cloud.curve_alt")
    if floor is not None:
        marks.append(Line(np.array([0.0, steps]), np.full(2, floor), PREDICTED, kind="guide"))
        alt = words("widgets.noise_cloud.floor_alt", floor=written(floor))
    return Panel(marks, alt, words("plots.step"), words("widgets.noise_cloud.height"),
                 (0, steps), HEIGHTS, log_y=True)


def _status(seen: np.ndarray, mean: float, variance: np.ndarray | None, floor: float | None,
            lr: float, batch_size: int, is_own: bool) -> str:
    """Say how widely the runs are spread, and what was predicted."""
    at = {"B": batch_size, "lr": written(lr), "x": written(seen[0]), "y": written(seen[1])}
    if not (np.isfinite(seen).all() and np.isfinite(mean)):
        return words("widgets.noise_cloud.lost", **at)
    if variance is None:
        return words("widgets.noise_cloud.unstable", **at)
    return words(f"widgets.noise_cloud.seen_{'own' if is_own else 'predicted'}", **at,
                 px=written(variance[0]), py=written(variance[1]), mean=written(mean),
                 floor=written(floor))
