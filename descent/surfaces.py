"""Test surfaces in two dimensions: value, gradient, Hessian, minimum, window, start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

Window = tuple[tuple[float, float], tuple[float, float]]

# A diverging path is something to look at, not a fault: it reaches inf without a warning.
_quiet = np.errstate(over="ignore", invalid="ignore")


@dataclass(frozen=True, eq=False)
class Surface:
    """A function of two variables with its derivatives and where to look at it.

    Args:
        name: one word, the key in `SURFACES`.
        value: array (..., 2) -> array (...), one value for each point.
        grad: array (2,) -> new array (2,), the partial derivatives.
        hessian: array (2,) -> new array (2, 2), the second derivatives.
        minimum: array (2,), the point of the lowest value; None when there is no lowest value.
        minimum_value: the value there; None when there is none.
        window: ((xmin, xmax), (ymin, ymax)), the part to draw.
        start: array (2,), where paths begin unless told otherwise.

    `minimum` and `start` are read-only arrays: copy them to change them.
    """

    name: str
    value: Callable[[np.ndarray], np.ndarray]
    grad: Callable[[np.ndarray], np.ndarray]
    hessian: Callable[[np.ndarray], np.ndarray]
    minimum: np.ndarray | None
    minimum_value: float | None
    window: Window
    start: np.ndarray

    def __post_init__(self) -> None:
        """Keep read-only copies of the points, so that no update in place can move them."""
        for field in ("minimum", "start"):
            point = getattr(self, field)
            if point is not None:
                point = np.array(point, dtype=float)
                point.setflags(write=False)
                object.__setattr__(self, field, point)


def bowl(eigenvalues: tuple[float, float] = (0.5, 2.0), angle: float = 0.0) -> Surface:
    """Make the quadratic f(x) = x·Hx/2 whose Hessian H has these eigenvalues.

    The start (-7, 2) and the window turn with the bowl, so gradient descent takes the same
    path on it at every angle, turned.

    Args:
        eigenvalues: two positive numbers; the first belongs to the x axis when angle is 0.
        angle: radians by which the bowl is turned, counter-clockwise.

    Raises:
        ValueError: when there are not two eigenvalues, or one is not positive and finite.

    >>> bowl((1.0, 4.0)).grad([1.0, 1.0])
    array([1., 4.])
    """
    lam = np.array(eigenvalues, dtype=float)
    if lam.shape != (2,) or not np.all(np.isfinite(lam) & (lam > 0)):
        raise ValueError(
            f"bowl got eigenvalues {eigenvalues!r}: give two positive numbers, like (0.5, 2.0)"
        )
    cos, sin = np.cos(angle), np.sin(angle)
    axes = np.array([[cos, -sin], [sin, cos]])  # its columns are the eigenvectors
    matrix = axes @ np.diag(lam) @ axes.T

    @_quiet
    def value(x):
        along = _points(x) @ axes  # coordinates along the eigenvectors
        return 0.5 * (along**2 @ lam)

    @_quiet
    def grad(x):
        return matrix @ _point(x)

    def hessian(x):
        _point(x)
        return matrix.copy()

    half_x, half_y = np.abs(axes) @ (8.0, 3.0)
    return Surface(
        name="bowl",
        value=value,
        grad=grad,
        hessian=hessian,
        minimum=np.zeros(2),
        minimum_value=0.0,
        window=((-half_x, half_x), (-half_y, half_y)),
        start=axes @ (-7.0, 2.0),
    )


def noisy(surface: Surface, sigma: float, rng: np.random.Generator) -> Surface:
    """Make the same surface with a gradient that is measured with noise.

    Only `grad` changes: each call adds new Gaussian noise; value and Hessian stay exact.

    Args:
        surface: the exact one; it is not changed.
        sigma: standard deviation of the noise in each coordinate, 0 or more.
        rng: `numpy.random.default_rng(seed)`; every gradient advances it.

    Raises:
        ValueError: when sigma is negative or not finite.
        TypeError: when rng is not a NumPy generator.
    """
    if not 0 <= sigma < np.inf:
        raise ValueError(f"noisy got sigma = {sigma!r}: give a standard deviation of 0 or more")
    if not isinstance(rng, np.random.Generator):
        raise TypeError(
            f"noisy got rng = {rng!r}: give numpy.random.default_rng(seed), a generator"
        )
    return replace(
        surface,
        name=f"noisy {surface.name}",
        grad=lambda x: surface.grad(x) + rng.normal(0.0, sigma, 2),
    )


def _points(x) -> np.ndarray:
    points = np.asarray(x, dtype=float)
    if points.ndim == 0 or points.shape[-1] != 2:
        raise ValueError(
            f"value got x of shape {points.shape}: give two coordinates for each point, "
            "shape (2,) or (..., 2)"
        )
    return points


def _point(x) -> np.ndarray:
    point = np.asarray(x, dtype=float)
    if point.shape != (2,):
        raise ValueError(
            f"grad and hessian got x of shape {point.shape}: give one point, shape (2,)"
        )
    return point


def _surface(value, grad, hessian, **rest) -> Surface:
    """Make a surface from three functions of two coordinates, x and y."""

    @_quiet
    def value_at(x):
        points = _points(x)
        return value(points[..., 0], points[..., 1])

    @_quiet
    def grad_at(x):
        return np.array(grad(*_point(x)))

    @_quiet
    def hessian_at(x):
        return np.array(hessian(*_point(x)))

    return Surface(value=value_at, grad=grad_at, hessian=hessian_at, **rest)


# The long valley of Saito's Deep Learning from Scratch, section 6.1: condition number 20.
RAVINE = _surface(
    lambda x, y: x**2 / 20 + y**2,
    lambda x, y: (x / 10, 2 * y),
    lambda x, y: ((0.1, 0.0), (0.0, 2.0)),
    name="ravine",
    minimum=(0.0, 0.0),
    minimum_value=0.0,
    window=((-8.0, 8.0), (-3.0, 3.0)),
    start=(-7.0, 2.0),
)

# Rosenbrock 1960: a curved valley with a nearly flat floor.
ROSENBROCK = _surface(
    lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    lambda x, y: (-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)),
    lambda x, y: ((2 - 400 * (y - 3 * x**2), -400 * x), (-400 * x, 200.0)),
    name="rosenbrock",
    minimum=(1.0, 1.0),
    minimum_value=0.0,
    window=((-2.0, 2.0), (-1.0, 3.0)),
    start=(-1.2, 1.0),
)


# Beale 1958: the sum of the squares of these three, flat in the middle, steep in the corners.
def _beale_residuals(x, y):
    return 1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3


def _beale_grad(x, y):
    r1, r2, r3 = _beale_residuals(x, y)
    return (
        2 * (r1 * (y - 1) + r2 * (y**2 - 1) + r3 * (y**3 - 1)),
        2 * x * (r1 + 2 * r2 * y + 3 * r3 * y**2),
    )


def _beale_hessian(x, y):
    r1, r2, r3 = _beale_residuals(x, y)
    xx = 2 * ((y - 1) ** 2 + (y**2 - 1) ** 2 + (y**3 - 1) ** 2)
    slopes = (y - 1) + 2 * y * (y**2 - 1) + 3 * y**2 * (y**3 - 1)
    xy = 2 * (x * slopes + r1 + 2 * r2 * y + 3 * r3 * y**2)
    yy = 2 * x * (x * (1 + 4 * y**2 + 9 * y**4) + 2 * r2 + 6 * r3 * y)
    return (xx, xy), (xy, yy)


BEALE = _surface(
    lambda x, y: sum(r**2 for r in _beale_residuals(x, y)),
    _beale_grad,
    _beale_hessian,
    name="beale",
    minimum=(3.0, 0.5),
    minimum_value=0.0,
    window=((-1.0, 4.5), (-1.5, 2.0)),
    start=(1.0, 1.0),
)

# The start is a little off the ridge y = 0, from which gradient descent never falls.
SADDLE = _surface(
    lambda x, y: x**2 - y**2,
    lambda x, y: (2 * x, -2 * y),
    lambda x, y: ((2.0, 0.0), (0.0, -2.0)),
    name="saddle",
    minimum=None,
    minimum_value=None,
    window=((-2.0, 2.0), (-2.0, 2.0)),
    start=(-1.5, 0.01),
)

# Himmelblau 1972: four minima, all of value 0. `minimum` is (3, 2), the only one in whole
# numbers; the others lie near (-2.805, 3.131), (-3.779, -3.283) and (3.584, -1.848).
HIMMELBLAU = _surface(
    lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
    lambda x, y: (
        4 * x * (x**2 + y - 11) + 2 * (x + y**2 - 7),
        2 * (x**2 + y - 11) + 4 * y * (x + y**2 - 7),
    ),
    lambda x, y: (
        (12 * x**2 + 4 * y - 42, 4 * (x + y)),
        (4 * (x + y), 4 * x + 12 * y**2 - 26),
    ),
    name="himmelblau",
    minimum=(3.0, 2.0),
    minimum_value=0.0,
    window=((-5.5, 5.5), (-5.5, 5.5)),
    start=(0.0, 0.0),
)


def _well(x, y):
    return np.exp(-(x**2 / 8 + y**2 / 2))


# A well in a plain: at the start the gradient is so small that a fixed rate hardly moves.
PLATEAU = _surface(
    lambda x, y: 1 - _well(x, y),
    lambda x, y: (x / 4 * _well(x, y), y * _well(x, y)),
    lambda x, y: (
        ((1 / 4 - x**2 / 16) * _well(x, y), -x * y / 4 * _well(x, y)),
        (-x * y / 4 * _well(x, y), (1 - y**2) * _well(x, y)),
    ),
    name="plateau",
    minimum=(0.0, 0.0),
    minimum_value=0.0,
    window=((-6.0, 6.0), (-3.5, 3.5)),
    start=(-5.0, 1.5),
)

SURFACES: dict[str, Surface] = {
    surface.name: surface
    for surface in (RAVINE, ROSENBROCK, BEALE, SADDLE, HIMMELBLAU, PLATEAU)
}
