"""Numbers in lesson 14's prose: closed forms, singular values, plain recursions."""

from math import hypot, sqrt

import numpy as np

QUINTIC = 3.4445, -4.7750, 2.0315
PROBLEM = np.random.default_rng(14).normal(size=(2, 8, 8)) / 3
RATES = np.logspace(-3, 0, 7)


def p(s):
    a, b, c = QUINTIC
    return s * (a + s**2 * (b + s**2 * c))


def five_rounds(s):
    for _ in range(5):
        s = p(s)
    return s


def ends():
    return five_rounds(np.linspace(0.005, 1, 100_001))


def orthogonalised(B):
    """Five rounds by the decomposition that the iteration avoids."""
    U, s, Vt = np.linalg.svd(B)
    return U * five_rounds(s / sqrt((s**2).sum())) @ Vt


def lion_direction():
    m = 0.0

    def direction(g):
        nonlocal m
        c, m = m + 0.1 * (g - m), m + 0.01 * (g - m)
        return np.sign(c)
    return direction


def muon_direction():
    B = 0.0

    def direction(g):
        nonlocal B
        B = 0.95 * B + g
        return orthogonalised(B)
    return direction


def adam_direction():
    """Adam's step by rate, with the corrections in one factor and ε̂ (lesson 09)."""
    m = v = 0.0
    t = 0

    def direction(g):
        nonlocal m, v, t
        t += 1
        m, v = m + 0.1 * (g - m), v + 0.001 * (g * g - v)
        root = sqrt(1 - 0.999**t)
        return root / (1 - 0.9**t) * m / (np.sqrt(v) + 1e-8 * root)
    return direction


def height(make, lr):
    """Value after 50 steps of the lesson's matrix problem."""
    A, C = PROBLEM
    W, direction = np.zeros((8, 8)), make()
    for _ in range(50):
        W = W - lr * direction(A.T @ (A @ W @ C - np.eye(8)) @ C.T)
    return np.linalg.norm(A @ W @ C - np.eye(8)) ** 2 / 2


def best(make):
    return min(height(make, lr) for lr in RATES)


def squared_distance_of_mean(lr=0.3, mu=0.9, steps=1000):
    """E[x²] of schedule-free SGD on θ²/2 from 3, noise of variance 1: moments of (z, x) exactly."""
    second = np.full((2, 2), 9.0)  # E of (z, x)(z, x)ᵀ
    for t in range(1, steps + 1):
        z_row = np.array([1 - lr * (1 - mu), -lr * mu])
        move = np.array([z_row, np.array([0, 1 - 1 / t]) + z_row / t])
        push = np.array([1, 1 / t]) * lr
        second = move @ second @ move.T + np.outer(push, push)
    return second[1, 1]


M1 = 0.01 * 4
C2 = 0.9 * M1 - 0.1 * 2

CLAIMS = [
    ("lion-task", "10.099", lambda: 5 + sqrt(26)),  # roots of z² − 10z − 1
    ("lion-task", "0.099", lambda: sqrt(26) - 5),
    ("lion-task", "0.1", lambda: 1 - 0.9),
    ("lion-task", "0.4", lambda: (1 - 0.9) * 4),
    ("lion-task", "0.01", lambda: 1 - 0.99),
    ("lion-task", "0.04", lambda: M1),
    ("lion-task", "0.9", lambda: 1 - 0.1),
    ("lion-task", "0.164", lambda: -C2),
    ("lion-task", "0.99", None),
    ("lion-task", "0.0196", lambda: 0.99 * M1 - 0.01 * 2),
    ("lion_notes", "0.109", lambda: (1 - 0.9) + 0.9 * (1 - 0.99)),
    ("explore", "0.1", lambda: 1 - 0.9),
    ("explore", "0.009", lambda: 0.9 * (1 - 0.99)),
    ("explore", "0.99", None),
    ("predict", "3.4445", None),
    ("predict", "4.7750", None),
    ("predict", "2.0315", None),
    ("polynomial", "1.5", None),
    ("polynomial", "0.5", None),
    ("polynomial", "3.4445", None),
    ("polynomial", "0.701", lambda: sum(QUINTIC)),
    ("newton-schulz-task", "0.005", None),
    ("newton-schulz-task", "0.68", lambda: ends().min()),
    ("newton-schulz-task", "1.16", lambda: ends().max() + 0.005),  # rounded up: a bound
    ("newton-schulz-task", "5", lambda: hypot(3, 4)),
    ("newton-schulz-task", "0.6", lambda: 3 / 5),
    ("newton-schulz-task", "0.8", lambda: 4 / 5),
    ("newton-schulz-task", "1.193", lambda: p(0.6)),
    ("newton-schulz-task", "0.976", lambda: p(0.8)),
    ("race", "0.01", None),
    ("race", "0.1", None),
    ("schedule-free-task", "0.01", None),
    ("schedule-free-task", "1.84", lambda: height(lion_direction, 0.01)),
    ("schedule-free-task", "2.56", lambda: height(muon_direction, 0.01)),
    ("schedule-free-task", "0.1", None),
    ("schedule-free-task", "1.07", lambda: height(muon_direction, 0.1)),
    ("schedule-free-task", "1.22", lambda: height(lion_direction, 0.1)),
    ("noisy", "0.3", None),
    ("newton-schulz-repair-task", "0.176", lambda: 0.3 / (2 - 0.3)),
    ("newton-schulz-repair-task", "0.005", squared_distance_of_mean),
    ("true-false", "0.74", lambda: best(adam_direction)),
]
