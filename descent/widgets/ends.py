"""Where an axis ends, so that it stays put while a slider moves, and what it can hold."""

import math

import numpy as np

__all__ = ["ceiling", "drawable"]

MOST = 1e9  # what is farther outside is drawn no more; renderers overflow far away


def ceiling(value: float) -> float:
    """Give the least of …, 0.5, 1, 2, 5, 10, … that is not below a positive number.

    >>> [ceiling(0.03), ceiling(1.0), ceiling(6.57)]
    [0.05, 1.0, 10.0]
    """
    power = math.floor(math.log10(value))
    return next(float(f"{first}e{power}") for first in (1, 2, 5, 10, 20)
                if float(f"{first}e{power}") >= value)


def drawable(values: np.ndarray) -> np.ndarray:
    """Put nan, which leaves a gap, in the place of what no axis can hold.

    >>> drawable(np.array([1.0, np.inf, -1e300]))
    array([ 1., nan, nan])
    """
    return np.where(np.abs(values) < MOST, values, np.nan)
