"""Run an optimizer over a surface and keep every point of its path."""

from __future__ import annotations

import inspect
import operator

import numpy as np

from descent.surfaces import Surface, Window


def follow(optimizer, surface: Surface, start=None, n_steps: int = 30) -> np.ndarray:
    """Take `n_steps` steps from `start` and return every point on the way.

    Before each step the gradient is taken at the current point; then
    `optimizer.update({"x": point}, {"x": gradient})` changes the point, in place or by
    rebinding `params["x"]`. Overflow gives no warning: a path that leaves the floats holds
    inf or nan from there on. An optimizer keeps its state between two calls: make a new one for
    each path.

    Args:
        optimizer: an instance with `update(params, grads)`; its state is changed.
        surface: what to walk on; it is not changed.
        start: two numbers; `surface.start` when None. Not changed.
        n_steps: how many updates, 0 or more.

    Returns:
        An array of shape (n_steps + 1, 2), its first row the start.

    Raises:
        TypeError: for a class in place of an instance, an object without `update`, an
            `n_steps` that is no whole number, or an update that leaves no array of numbers.
        ValueError: for a start that is not two numbers, a negative `n_steps`, or an update that
            removes `params["x"]` or changes its shape.

    >>> from descent.surfaces import RAVINE
    >>> class Half:
    ...     def update(self, params, grads):
    ...         params["x"] *= 0.5
    >>> follow(Half(), RAVINE, n_steps=2)
    array([[-7.  ,  2.  ],
           [-3.5 ,  1.  ],
           [-1.75,  0.5 ]])
    """
    _require_optimizer(optimizer)
    n_steps = _count(n_steps)
    path = np.empty((n_steps + 1, 2))
    path[0] = surface.start if start is None else _start(start)
    params = {"x": path[0].copy()}
    with np.errstate(all="ignore"):
        for step in range(1, n_steps + 1):
            optimizer.update(params, {"x": surface.grad(params["x"])})
            path[step] = _point(params, step)
    return path


def until_lost(points: np.ndarray, low, high) -> np.ndarray:
    """Cut a diverging path where only its lines to and fro would be left in a picture.

    Args:
        points: array (n, d); may hold inf and nan.
        low, high: two opposite corners of a box, numbers or arrays (d,).

    Returns:
        The points up to the first that is no number, or that is farther outside the box than
        the box is wide. That last one is kept, for the line to it shows the way out, unless it is
        so far away that a renderer would overflow.
    """
    size = high - low
    near = ((points > low - size) & (points < high + size)).all(axis=1)
    end = len(points) if near.all() else int(np.argmin(near))
    if (np.abs(points[end : end + 1]) < 1e9 * size).all():
        end += 1
    return points[:end]


def surroundings(points: np.ndarray, window: Window) -> Window:
    """Find the window that closes up on those points (n, 2) that lie in a larger one.

    It is never narrower than 6 percent of the larger one, and is the larger one when no point
    lies in it.
    """
    low, high = np.transpose(window)
    inside = points[((points >= low) & (points <= high)).all(axis=1)]
    if len(inside) == 0:
        return window
    middle = (inside.max(axis=0) + inside.min(axis=0)) / 2
    half = np.maximum(0.58 * np.ptp(inside, axis=0), 0.03 * (high - low))
    (xmin, ymin), (xmax, ymax) = (middle - half).tolist(), (middle + half).tolist()
    return (xmin, xmax), (ymin, ymax)


def _require_optimizer(optimizer) -> None:
    if inspect.isclass(optimizer):
        name = optimizer.__name__
        raise TypeError(
            f"follow got the class {name}: write {name}(lr=0.1), with the settings you want, "
            "to make an optimizer of it"
        )
    if not callable(getattr(optimizer, "update", None)):
        raise TypeError(
            f"follow got {_shown(optimizer)}, which has no method update: "
            "give an optimizer, like SGD(lr=0.1)"
        )


def _count(n_steps) -> int:
    try:
        count = operator.index(n_steps)
    except TypeError:
        raise TypeError(f"n_steps is {_shown(n_steps)}: give a whole number, like 30") from None
    if count < 0:
        raise ValueError(f"n_steps is {count}: give 0 or more")
    return count


def _start(start) -> np.ndarray:
    try:
        point = np.asarray(start, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"start is {_shown(start)}: give two numbers, like (-7, 2)") from None
    if point.shape != (2,):
        raise ValueError(
            f"start has shape {point.shape}, but a point has shape (2,): give two numbers, "
            "like (-7, 2)"
        )
    return point


def _point(params: dict, step: int) -> np.ndarray:
    if "x" not in params:
        raise ValueError(
            f'after step {step} params has no "x", only the keys {sorted(map(repr, params))}: '
            'update may change params["x"], not remove it'
        )
    x = params["x"]
    if not isinstance(x, np.ndarray) or x.dtype.kind not in "fiu":
        raise TypeError(
            f'after step {step} params["x"] is {_shown(x)}: update must leave an array of two '
            "real numbers there"
        )
    if x.shape != (2,):
        raise ValueError(
            f'after step {step} params["x"] has shape {x.shape}, but it had shape (2,): '
            "each coordinate needs its own step"
        )
    return x


def _shown(thing) -> str:
    """Say the type and the value, cut short: an array may be large."""
    text = repr(thing)
    return f"{type(thing).__name__} {text if len(text) <= 60 else text[:57] + '...'}"
