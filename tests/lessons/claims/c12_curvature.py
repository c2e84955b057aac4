"""Numbers in lesson 12's prose, computed from closed forms, roots and plain recursions."""

from math import log, sqrt

import numpy as np

FACTOR = 1 - 0.1 * -2  # gradient descent's, along y on the saddle
ESCAPE = log(1 / 1e-8) / log(FACTOR)
HEAVY_BALL = np.roots([1, -(1 + 0.9 + 0.2), 0.9])

# One update by hand, from the secant equation: A' = P P^T + rho s s^T, entry by entry.
RHO = 1 / (2 * 1 + 1 * 0)
P = ((1 - RHO * 1 * 2, -RHO * 1 * 1), (-RHO * 0 * 2, 1 - RHO * 0 * 1))
UPDATED = [[sum(P[i][k] * P[j][k] for k in range(2)) for j in range(2)] for i in range(2)]
UPDATED[0][0] += RHO


def first_beyond_one():
    y, t = 1e-8, 0
    while y <= 1:
        y, t = y * FACTOR, t + 1
    return t


def leaves(step):
    """First step after which |y| > 1 on the saddle, from 0.01; step(t, gradient, last step)."""
    y, v, t = 0.01, 0.0, 0
    while abs(y) <= 1:
        t += 1
        v = step(t, -2 * y, v)
        y += v
    return t


def adam():
    """Adam's step from all gradients so far, each with its weight."""
    seen = []

    def step(t, g, v):
        seen.append(g)
        first = sum(0.9 ** (t - 1 - i) * one for i, one in enumerate(seen))
        second = sum(0.999 ** (t - 1 - i) * one**2 for i, one in enumerate(seen))
        weights = [sum(beta**i for i in range(t)) for beta in (0.9, 0.999)]
        return -0.1 * (first / weights[0]) / (sqrt(second / weights[1]) + 1e-8)

    return step


def himmelblau(x, y):
    return (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2


def hilltop():
    """Height of the maximum, climbed from (0, 0) by steps along the gradient."""
    x = y = 0.0
    for _ in range(2000):
        a, b = x * x + y - 11, x + y * y - 7
        x, y = x + 0.01 * (4 * x * a + 2 * b), y + 0.01 * (2 * a + 4 * y * b)
    return himmelblau(x, y)


def beale(p):
    x, y = p
    return sum((c - x + x * y**k) ** 2 for k, c in ((1, 1.5), (2, 2.25), (3, 2.625)))


def beale_grad(p):
    x, y = p
    rest = [(k, c - x + x * y**k) for k, c in ((1, 1.5), (2, 2.25), (3, 2.625))]
    return np.array([sum(2 * r * (y**k - 1) for k, r in rest),
                     sum(2 * r * x * k * y ** (k - 1) for k, r in rest)])


def on_beale(remembers, steps=30):
    """Height after halved steps along -A g; A is BFGS's update of a multiple of I by one pair."""
    p, A = np.array([1.0, 1.0]), np.eye(2)
    for _ in range(steps):
        g = beale_grad(p)
        s = -A @ g
        while beale(p + s) > beale(p) + 1e-4 * (g @ s):
            s = s / 2
        p, y = p + s, beale_grad(p + s) - g
        sy = s @ y
        if remembers and sy > 0:
            gamma = sy / (y @ y)
            cross = np.outer(y, s)
            A = (gamma * np.eye(2) + (sy + gamma * (y @ y)) / sy**2 * np.outer(s, s)
                 - gamma * (cross + cross.T) / sy)
    return beale(p)


CLAIMS = [
    ("last-rule-fails", "0.1", None),
    ("escape", "101.03", lambda: ESCAPE),
    ("escape", "102", first_beyond_one),
    ("race", "0.01", None),
    ("race", "0.1", None),
    ("numerical_hessian_text", "26", lambda: leaves(lambda t, g, v: -0.1 * g)),
    ("numerical_hessian_text", "13", lambda: leaves(lambda t, g, v: 0.9 * v - 0.1 * g)),
    ("numerical_hessian_text", "11", lambda: leaves(adam())),
    ("newton_text", "2.15", None),  # the book's equation
    ("newton_text", "0.01", None),
    ("newton_text", "0.02", lambda: 2 * 0.01),
    ("newton_text", "5", lambda: 10 / 2),
    ("bfgs_text", "170.0", lambda: himmelblau(0, 0)),
    ("bfgs_text", "181.6", hilltop),
    ("bfgs_text", "6.17", None),  # the book's equation
    ("bfgs_text", "3", lambda: 4 * UPDATED[0][0]),  # the numerator of 3/4
    ("bfgs_text", "-1", lambda: 2 * UPDATED[0][1]),  # of -1/2
    ("bfgs_text", "1", lambda: UPDATED[1][1]),
    ("bowl", "0.5", lambda: 1 / 2.0),
    ("bowl", "10", lambda: 1 / 0.1),
    ("lbfgs_text", "7.4", None),  # the book's algorithm
    ("bfgs_repair_text", "0.0028", lambda: on_beale(remembers=False)),
    ("bfgs_repair_text", r"9.6 \times 10^{-7}", lambda: on_beale(remembers=True)),
    ("curvature_why", "102", first_beyond_one),
    ("curvature_why", "0.1", None),
    ("recall", "−0.2", lambda: 0.1 * -2),
    ("recall", "0.9", None),
    ("recall", "2.1", lambda: sum(HEAVY_BALL)),
    ("recall", "1.5", lambda: max(HEAVY_BALL)),
    ("recall", "0.6", lambda: min(HEAVY_BALL)),
    ("recall", "1.2", lambda: FACTOR),
]
