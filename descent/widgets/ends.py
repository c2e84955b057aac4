"""Where an axis ends, so that it stays put while a slider moves, and what it can hold."""

import math

import numpy as np

__all__ = ["ceiling", "decades", "drawable", "limits"]

STEPS = 1, 1.2, 1.5, 2, 3, 5, 7, 10, 12
MOST = 1e9  # what is farther outside is drawn no more; renderers overflow far away


def ceiling(value: float) -> float:
    """Give the least of a few round numbers in each decade that is not below a positive one.

    >>> [ceiling(0.03), ceiling(1.0), ceiling(6.57)]
    [0.03, 1.0, 7.0]
    """
    power = math.floor(math.log10(value))
    return next(end for end in (float(f"{step}e{power}") for step in STEPS) if end >= value)


def limits(*ys: np.ndarray, most: float = 100.0) -> tuple[float, float]:
    """Choose the ends of an axis that holds 0 and these numbers, none beyond ±most.

    >>> limits(np.array([0.2, 6.5, np.nan]), np.array([-0.1, -4e7]), most=10)
    (-12.0, 7.0)
    """
    values = np.concatenate([np.clip(y[np.isfinite(y)], -most, most) for y in ys] + [np.zeros(1)])
    low, high = 1.05 * values.min(), 1.05 * values.max()
    least = max(high, -low, 1e-9) / 20  # of a side that is used at all
    return (-ceiling(max(-low, least)) if low < 0 else 0.0,
            ceiling(max(high, least)) if high > 0 or low == 0 else 0.0)


def decades(values: np.ndarray, most: float = 1e6) -> tuple[float, float]:
    """Choose the ends of a log axis: whole decades that hold the numbers, not more than twelve.

    >>> decades(np.array([0.02, 300.0, np.nan]))
    (0.01, 1000.0)
    """
    values = values[np.isfinite(values)]
    if not len(values):
        return 1e-3, 10.0
    high = math.ceil(math.log10(min(values.max(), most)) + 1e-9)
    low = math.floor(math.log10(max(values.min(), 10.0 ** (high - 12))))
    return 10.0 ** min(low, high - 1), 10.0**high


def drawable(values: np.ndarray) -> np.ndarray:
    """Put nan, which leaves a gap, in the place of what no axis can hold.

    >>> drawable(np.array([1.0, np.inf, -1e300]))
    array([ 1., nan, nan])
    """
    return np.where(np.abs(values) < MOST, values, np.nan)
