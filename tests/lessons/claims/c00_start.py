"""What lesson 00 says in numbers, computed again.

Each claim is (id of the Markdown cell, the number as it stands there, a function that computes
it); None in place of the function marks a number that was chosen, not found.
"""

import math


def halved(times):
    """Halve the number 4, keeping every value."""
    values = [4.0]
    for _ in range(times):
        values.append(values[-1] / 2)
    return values


def fixed_steps(length, updates=30):
    """Move (-7, 2) against the signs of the ravine's gradient (x/10, 2y)."""
    points = [(-7.0, 2.0)]
    for _ in range(updates):
        points.append(tuple(c - length * ((c > 0) - (c < 0)) for c in points[-1]))
    return points


def travelled(points):
    return sum(math.dist(p, q) for p, q in zip(points, points[1:], strict=False))


def mean_loss(probabilities):
    return -sum(math.log(p) for p in probabilities) / len(probabilities)


CLAIMS = [
    ("predict", "0.5", lambda: halved(3)[3]),
    ("predict", "4", None),
    ("predict", "2", lambda: halved(3)[1]),
    ("predict", "1", lambda: halved(3)[2]),
    ("two-names", "0.5", None),
    ("optimizer", "3", lambda: len([1.0, 2.0, 3.0])),
    ("optimizer", "8", lambda: 3 * 2 + 2),
    ("l2_distance_text", "5", lambda: math.hypot(3, 4)),
    ("l2_distance_text", "7", lambda: math.hypot(3) + math.hypot(4)),
    ("break", "0.5", None),
    ("break", "0.75", None),
    ("break-why", "0.25", lambda: max(map(abs, fixed_steps(0.75)[29]))),
    ("break-why", "0.5", lambda: max(map(abs, fixed_steps(0.75)[30]))),
    ("break-why", "31.82", lambda: travelled(fixed_steps(0.75))),
    ("break-why", "7.65", lambda: math.dist(fixed_steps(0.75)[0], fixed_steps(0.75)[30])),
    ("run_repair_text", "0.273", lambda: mean_loss([0.99, 0.99, 0.45])),
    ("run_repair_text", "0.673", lambda: mean_loss([0.51, 0.51, 0.51])),
    ("run_repair_text", "32", lambda: math.ceil(1000 / 32)),
    ("run_repair_text", "8", lambda: 1000 % 32),
    ("in_place_why", "31", lambda: len(fixed_steps(0.75))),
    ("recall", "0.7", lambda: abs(-7 / 10)),
    ("recall", "4", lambda: 2 * 2),
]
