"""Numbers in lesson 05's prose, computed from closed forms, eigenvalues and plain recursions."""

from math import sqrt

import numpy as np


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


def stored_height(lr, mu, steps=30):
    """Height on the ravine of the stored point y = x + μv."""
    height = 0.0
    for curvature, x in ((0.1, -7.0), (2.0, 2.0)):
        v = 0.0
        for _ in range(steps):
            v = mu * v - lr * curvature * (x + mu * v)
            x += v
        height += curvature * (x + mu * v) ** 2 / 2
    return height


def equal_gradients(coefficients, steps, mu=0.9):
    """Give the length of the last step, where each is a*v_old + b*v_new + c for gradients of 1."""
    (a, b, c), new = coefficients, 0.0
    for _ in range(steps):
        old, new = new, mu * new + 1
    return a * old + b * new + c


RIGHT = (0.9**2, 0, 1 + 0.9)  # (5.6), with velocities counted downhill in units of the rate

V1 = -0.1 * 4 * 1
X1 = 1 + V1
Y1 = X1 + 0.9 * V1
V2 = 0.9 * V1 - 0.1 * 4 * Y1
X2 = X1 + V2
OWN = (sqrt(20) - 1) / (sqrt(20) + 1)  # of Nesterov's method on the ravine, at the rate 1/2
POLYAK = OWN**2

CLAIMS = [
    ("last-rule-fails", "0.1", None),
    ("last-rule-fails", "0.9", None),
    ("last-rule-fails", "0.949", lambda: heavy_ball(0.1 * 2, 0.9)),
    ("last-rule-fails", "20", lambda: 2 / 0.1),
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
    ("nesterov_lookahead_notes", "1.47",
     lambda: (equal_gradients((0.9, 1, 0), 2) / equal_gradients((0, 1, 0), 2))),
    ("nesterov_order_notes", "1.66",
     lambda: equal_gradients((0.9, 1 + 0.9, 0), 2) / equal_gradients(RIGHT, 2)),
    ("nesterov_notes", "2.71", lambda: equal_gradients((0, 0.9**2, 1 + 0.9), 1)),
    ("nesterov_notes", "1.9", lambda: equal_gradients(RIGHT, 1)),
    ("nesterov_notes", "1.08",
     lambda: equal_gradients((0.9, 0, 1 + 0.9), 12) / equal_gradients(RIGHT, 12)),
    ("nesterov_repair_notes", "2.8", lambda: equal_gradients((0, 0.9, 1 + 0.9), 1)),
    ("nesterov_repair_notes", "1.81", lambda: equal_gradients((0, 0.9**2, 1), 1)),
    ("nesterov_repair_notes", "1.9", lambda: equal_gradients(RIGHT, 1)),
    ("nesterov_why_notes", "1.5", lambda: limit(nesterov, 0.5)),
    ("nesterov_why_notes", "3", lambda: limit(heavy_ball, 0.5)),
    ("nesterov_why_notes", "0.5", None),
    ("nesterov-task", "0.24", lambda: Y1),
    ("nesterov-task", "0.4", lambda: abs(V1)),
    ("nesterov-task", "−0.2664", lambda: X2 + 0.9 * V2),
    ("roots", "0.949", lambda: heavy_ball(0.2, 0.9)),
    ("roots", "0.9", None),
    ("roots", "0.2", None),
    ("roots", "0.849", lambda: nesterov(0.2, 0.9)),
    ("limit", "0.9", None),
    ("best", "0.9", None),
    ("best", "20", lambda: 2 / 0.1),
    ("best", "1.357", lambda: limit(nesterov, 0.9)),
    ("best", "2", lambda: limit(nesterov, 1e-9)),
    ("best", "4", lambda: 3 * limit(nesterov, 1 - 1e-9)),
    ("bent", "1.336", lambda: 4 / (sqrt(2) + sqrt(0.1)) ** 2),
    ("bent", "2.67", lambda: 1.336 * 2),
    ("bent", "1.55", lambda: limit(nesterov, POLYAK)),
    ("bent", r"2.5 \times 10^{-5}", lambda: stored_height(0.5, 0.635)),
    ("bent", "0.776", lambda: max(nesterov(0.05, OWN), nesterov(1.0, OWN))),
    ("bent", "0.905", lambda: (20 - 1) / (20 + 1)),
    ("bent", "0.635", lambda: heavy_ball(8 / (sqrt(2) + sqrt(0.1)) ** 2, POLYAK)),
    ("bent", "2", lambda: 3 * (sqrt(25) - 1) / (sqrt(25) + 1)),  # the numerator of 2/3
    ("nesterov-repair-task", "0.9", None),
    ("nesterov-repair-task", "2.71", lambda: 1 + 0.9 + 0.9**2),
    ("why-read", "0.860", lambda: limit(faulty, 0.9)),
    ("why-read", "1.336", lambda: 4 / (sqrt(2) + sqrt(0.1)) ** 2),
    ("why-read", "0.403", lambda: POLYAK),
    ("nesterov_why", "1.357", lambda: limit(nesterov, 0.9)),
    ("nesterov_why", "0.9", None),
    ("nesterov_why", "3.8", lambda: limit(heavy_ball, 0.9)),
]
