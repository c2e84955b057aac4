"""Numbers in lesson 06's prose, from closed forms and plain recursions on the same data."""

from functools import cache
from math import cos, exp, hypot, log1p, pi, sin, sqrt

import numpy as np

TRUE = 2.0


@cache
def texts(n=3000):
    """Draw the lesson's texts: pairs (which of two words are there, label)."""
    rng = np.random.default_rng(6)
    words = (rng.random((n, 2)) < [0.5, 0.01]).tolist()
    labels = rng.random(n)
    return [((float(a), float(b)), float(u < 1 / (1 + exp(-TRUE * (a + b)))))
            for (a, b), u in zip(words, labels, strict=True)]


def gradient(theta, x, y):
    p = 1 / (1 + exp(-(x[0] * theta[0] + x[1] * theta[1])))
    return [(p - y) * x[0], (p - y) * x[1]]


@cache
def nesterov(lr, mu=0.9):
    """Points of Nesterov's rule with the gradient at the stored point."""
    theta, v, points = [0.0, 0.0], [0.0, 0.0], [(0.0, 0.0)]
    for x, y in texts():
        g = gradient(theta, x, y)
        v = [mu * v[i] - lr * g[i] for i in (0, 1)]
        theta = [theta[i] + mu * v[i] - lr * g[i] for i in (0, 1)]
        points.append(tuple(theta))
    return points


@cache
def adagrad(lr=0.5):
    """Points of AdaGrad and its last sums of squares."""
    theta, h, points = [0.0, 0.0], [0.0, 0.0], [(0.0, 0.0)]
    for x, y in texts():
        for i, g in enumerate(gradient(theta, x, y)):
            h[i] += g * g
            theta[i] -= lr * g / (sqrt(h[i]) + 1e-7)
        points.append(tuple(theta))
    return points, h


@cache
def best():
    """Weights of least total loss: coordinate by coordinate, by bisection of the derivative."""
    theta = [0.0, 0.0]
    for _ in range(12):
        for i in (0, 1):
            low, high = -10.0, 10.0
            for _ in range(40):
                theta[i] = (low + high) / 2
                slope = sum(gradient(theta, x, y)[i] for x, y in seen())
                low, high = (low, theta[i]) if slope > 0 else (theta[i], high)
    return tuple(theta)


@cache
def seen():
    """Texts with a word in them; the others have no gradient."""
    return [(x, y) for x, y in texts() if any(x)]


def loss(theta, x, y):
    z = x[0] * theta[0] + x[1] * theta[1]
    return log1p(exp(z)) - y * z


def regret(points):
    return sum(loss(point, x, y) - loss(best(), x, y)
               for point, (x, y) in zip(points, texts(), strict=False))


def bound(lr=0.5):
    points, h = adagrad()
    largest = max(abs(point[i] - best()[i]) for point in points for i in (0, 1))
    return (largest**2 / (2 * lr) + lr) * (sqrt(h[0]) + sqrt(h[1]))


def way(n, first=1.0, lr=0.1, sign=1):
    """Distance after n steps with gradients of size 1 but for the first."""
    return abs(sum(lr * sign**k * (first if k == 0 else 1) / sqrt(first**2 + k) for k in range(n)))


@cache
def turned_height(lr, degrees, steps=30):
    """AdaGrad's height on the turned ravine, gradient written out for the turned axes."""
    c, s = cos(degrees * pi / 180), sin(degrees * pi / 180)
    x, y, hx, hy = -7 * c - 2 * s, -7 * s + 2 * c, 0.0, 0.0
    for _ in range(steps):
        along, across = 0.1 * (c * x + s * y), 2 * (c * y - s * x)
        gx, gy = c * along - s * across, s * along + c * across
        hx, hy = hypot(hx, gx), hypot(hy, gy)  # the roots of the sums
        x, y = x - lr * gx / (hx + 1e-7), y - lr * gy / (hy + 1e-7)
    return (c * x + s * y) ** 2 / 20 + (c * y - s * x) ** 2


def sgd_height(lr=0.95, steps=30):
    return (-7 * (1 - lr * 0.1) ** steps) ** 2 / 20 + (2 * (1 - lr * 2) ** steps) ** 2


CLAIMS = [
    ("last-rule-fails", "0.9", None),
    ("predict", "0.01", None),
    ("predict", "0.53", lambda: nesterov(0.01)[-1][1]),
    ("predict", "0.1", None),
    ("predict", "1.80", lambda: nesterov(0.1)[-1][1]),
    ("predict", "3.99", lambda: max(point[0] for point in nesterov(0.1))),
    ("rates", "18", lambda: 2 * sqrt(101) - 2),
    ("rates", "19", lambda: 2 * sqrt(100) - 1),
    ("rates", "198", lambda: 2 * sqrt(10_001) - 2),
    ("rates", "199", lambda: 2 * sqrt(10_000) - 1),
    ("worked-example", "10", lambda: sqrt(100)),
    ("worked-example", "0.5", lambda: 1 - 0.5 * 4 / sqrt(4**2)),
    ("worked-example", "0.6", None),
    ("worked-example", "0.36", lambda: 0.6**2),
    ("worked-example", "0.64", lambda: 0.8**2),
    ("worked-example", "25", lambda: 4**2 + 3**2),
    ("worked-example", "0.8", lambda: 1 - 0.5 + 0.5 * 3 / sqrt(4**2 + 3**2)),
    ("worked-example", "0.1", lambda: 1 - 0.5 - 0.5 * 0.8 / sqrt(0.6**2 + 0.8**2)),
    ("words-again", "0.5", None),
    ("lemma", "1.87", lambda: adagrad()[0][-1][0]),
    ("lemma", "1.69", lambda: adagrad()[0][-1][1]),
    ("lemma", "2.54", lambda: max(point[0] for point in adagrad()[0])),
    ("eps-gap-task", "5.8", lambda: regret(adagrad()[0])),
    ("eps-gap-task", "63.2", bound),
    ("eps-gap-task", "1.4", lambda: sqrt(adagrad()[1][1])),
    ("eps-gap-task", "12.3", lambda: sqrt(adagrad()[1][0])),
    ("eps-gap-task", "16.4", lambda: min(regret(nesterov(lr)) for lr in (0.01, 0.03, 0.1))),
    ("eps-gap-task", "0.01", None),
    ("eps-gap-task", "0.03", None),
    ("eps-gap-task", "0.1", None),
    ("sentences", "0.000001", None),
    ("turn", "0.0032", lambda: 0.1 / sqrt(1000)),
    ("turn", "6.180", lambda: way(1000)),
    ("turn", "0.059", lambda: way(1000, sign=-1)),
    ("turn", "909", lambda: 1e-8 / (1e-8 + 1e-7) / (1e-8 / sqrt(1e-16 + 1e-8))),
    ("burst", "0.0133", sgd_height),
    ("burst", "1.5", None),
    ("burst", "0.00072", lambda: turned_height(1.5, 0)),
    ("burst", "0.141", lambda: turned_height(1.5, 45)),
    ("burst", "0.0505", lambda: min(turned_height(k / 100, 45) for k in range(1, 1201))),
    ("adagrad-repair-task", "0.07071", lambda: 0.1 / sqrt(2)),
    ("adagrad-repair-task", "0.00100", lambda: 0.1 / sqrt(100**2 + 1)),
    ("adagrad-repair-task", "19.85", lambda: way(10_000)),
    ("adagrad-repair-task", "8.38", lambda: way(10_000, first=100.0)),
    ("adagrad-repair-task", "5.5", lambda: abs(-7 + 1.5)),
    ("adagrad-repair-task", "1.5", None),
    ("adagrad-repair-task", "0.5", lambda: 2 - 1.5),
    ("slip", "0.001", None),
    ("summary", "0.635", lambda: (sqrt(20) - 1) / (sqrt(20) + 1)),
    ("summary", "0.905", lambda: 19 / 21),
]
