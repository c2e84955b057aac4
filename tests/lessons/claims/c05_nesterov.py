"""Numbers in lesson 05's prose, computed from closed forms, eigenvalues and plain recursions."""

from math import sqrt

import numpy as np


def bent_slope(x):
    """Slope 25 per unit, but 1 per unit between 1 and 2."""
    return 25 * x if x < 1 else x + 24 if x < 2 else 25 * x - 24


def cycle():
    """Polyak's own form on the bent slope, long after the start: its three points, sorted."""
    before = x = 3.3
    points = []
    for _ in range(300):
        before, x = x, x - bent_slope(x) / 9 + 4 / 9 * (x - before)
        points.append(x)
    assert abs(points[-1] - points[-4]) < 1e-9
    return sorted(points[-3:])


def modulus(matrix):
    return max(abs(np.linalg.eigvals(np.array(matrix))))


def heavy_ball(q, mu):
    """Largest factor per step of (x, v) under v ← μv − qx, x ← x + v."""
    return modulus([[1 - q, mu], [-q, mu]])


def nesterov(q, mu):
    """Largest factor per step of (x, v) under v ← μv − q(x + μv), x ← x + v."""
    return modulus([[1 - q, mu * (1 - q)], [-q, mu * (1 - q)]])


def faulty(q, mu):
    """Largest factor per step of (y, v) when v is changed before y uses it."""
    return modulus([[1 - (1 + mu + mu**2) * q, mu**3], [-q, mu]])


def limit(factor, mu, low=0.1, high=4.0):
    """Find by bisection the q at which the factor passes 1."""
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if factor(middle, mu) < 1 else (low, middle)
    return low


def ravine_height(lr, mu, ahead, steps=30):
    """Height of the stored point y = x + μv, or of x for the heavy ball, after 30 steps."""
    height = 0.0
    for curvature, x in ((0.1, -7.0), (2.0, 2.0)):
        v = 0.0
        for _ in range(steps):
            v = mu * v - lr * curvature * (x + ahead * mu * v)
            x += v
        height += curvature * (x + ahead * mu * v) ** 2 / 2
    return height


def gradient_descent_height():
    return (7 * 0.905**30) ** 2 / 20 + (2 * 0.9**30) ** 2


V1 = -0.1 * 4 * 1
X1 = 1 + V1
Y1 = X1 + 0.9 * V1
V2 = 0.9 * V1 - 0.1 * 4 * Y1
X2 = X1 + V2
OWN = (sqrt(20) - 1) / (sqrt(20) + 1)  # of Nesterov's method on the ravine, at the rate 1/2
POLYAK = OWN**2

CLAIMS = [
    ("last-rule-fails", "1/9", None),
    ("last-rule-fails", "4/9", None),
    ("last-rule-fails", "9", lambda: (sqrt(25) + sqrt(1)) ** 2 / 4),
    ("predict", "2", lambda: limit(lambda q, mu: abs(1 - q), 0)),
    ("predict", "0.9", None),
    ("predict", "3.8", lambda: limit(heavy_ball, 0.9)),
    ("lookahead-task", "0.1", None),
    ("lookahead-task", "0.9", None),
    ("lookahead-task", "0.4", lambda: abs(V1)),
    ("lookahead-task", "0.6", lambda: X1),
    ("lookahead-task", "0.24", lambda: Y1),
    ("lookahead-task", "0.96", lambda: 4 * Y1),
    ("lookahead-task", "0.456", lambda: abs(V2)),
    ("lookahead-task", "0.144", lambda: X2),
    ("no-cycle", "2/3", None),
    ("nesterov-task", "0.24", lambda: Y1),
    ("nesterov-task", "0.4", lambda: abs(V1)),
    ("nesterov-task", "−0.2664", lambda: X2 + 0.9 * V2),
    ("roots", "0.949", lambda: heavy_ball(0.2, 0.9)),
    ("roots", "0.9", None),
    ("roots", "0.2", None),
    ("roots", "0.849", lambda: nesterov(0.2, 0.9)),
    ("limit", "0.9", None),
    ("best", "0.9", None),
    ("best", "1.357", lambda: limit(nesterov, 0.9)),
    ("best", "2", lambda: limit(nesterov, 1e-9)),
    ("best", "4", lambda: 3 * limit(nesterov, 1 - 1e-9)),
    ("nesterov-repair-task", "1.336", lambda: 4 / (sqrt(2) + sqrt(0.1)) ** 2),
    ("nesterov-repair-task", "2.67", lambda: 1.336 * 2),
    ("nesterov-repair-task", "1.55", lambda: limit(nesterov, POLYAK)),
    ("nesterov-repair-task", r"2.5 \times 10^{-5}", lambda: ravine_height(0.5, 0.635, ahead=1)),
    ("nesterov-repair-task", "0.776", lambda: max(nesterov(0.05, OWN), nesterov(1.0, OWN))),
    ("nesterov-repair-task", "0.0133", gradient_descent_height),
    ("nesterov-repair-task", r"1.1 \times 10^{-8}", lambda: ravine_height(1.336, 0.403, ahead=0)),
    ("nesterov-repair-task", "0.635", lambda: heavy_ball(8 / (sqrt(2) + sqrt(0.1)) ** 2, POLYAK)),
    ("nesterov-repair-task", "2.71", lambda: 1 + 0.9 + 0.9**2),
    ("nesterov_why", "0.860", lambda: limit(faulty, 0.9)),
    ("nesterov_why", "1.357", lambda: limit(nesterov, 0.9)),
    ("nesterov_why", "0.9", None),
    ("nesterov_why", "3.8", lambda: limit(heavy_ball, 0.9)),
]
