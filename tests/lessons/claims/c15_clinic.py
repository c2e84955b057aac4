"""Numbers in lesson 15's prose, computed from closed forms and from plain recursions in numbers."""

from math import sqrt

import numpy as np

from descent.clinic import WRONG_ADAMS, made_of


def adam_height(lr, tau=lambda t: t, steps=60):
    """Height on the ravine of an Adam that corrects with tau(t), coordinate by coordinate."""
    height = 0.0
    for curvature, x in ((0.1, -7.0), (2.0, 2.0)):
        m = v = 0.0
        for t in range(1, steps + 1):
            g = curvature * x
            m += 0.1 * (g - m)
            v += 0.001 * (g * g - v)
            x -= lr * m / (1 - 0.9 ** tau(t)) / (sqrt(v / (1 - 0.999 ** tau(t))) + 1e-8)
        height += curvature * x**2 / 2
    return height


def share(t, tau, beta1=0.9, beta2=0.999):
    """Step of an Adam that corrects with tau by the right one: quotients of sums of weights."""
    def weights(beta, n):
        return sum((1 - beta) * beta**k for k in range(n))
    return (weights(beta1, t) / weights(beta1, tau)) * sqrt(
        weights(beta2, tau) / weights(beta2, t))


def fallen():
    """Count the wrong Adams that end lower than they started, on x² from 3."""
    count = 0
    for parts in WRONG_ADAMS.values():
        optimizer, params = made_of(parts)(lr=0.01), {"x": np.array(3.0)}
        with np.errstate(all="ignore"):
            for _ in range(100):
                optimizer.update(params, {"x": 2 * params["x"]})
        count += bool(abs(params["x"]) < 3)
    return count


def killed_by_first_step():
    """Count the wrong Adams whose first step on x² from 3 is not as long as the rate."""
    count = 0
    for parts in WRONG_ADAMS.values():
        params = {"x": np.array([3.0])}
        with np.errstate(all="ignore"):
            made_of(parts)(lr=0.1).update(params, {"x": 2 * params["x"]})
        count += not np.isclose(3.0 - params["x"][0], 0.1)
    return count


def killed_by_ones():
    """Count the wrong Adams that leave the path of a right one, t rates after t gradients of 1."""
    count = 0
    for parts in WRONG_ADAMS.values():
        optimizer, params, astray = made_of(parts)(lr=0.1), {"W": np.ones((2, 2))}, False
        for t in range(1, 11):
            given = {"W": np.ones((2, 2))}
            with np.errstate(all="ignore"):
                optimizer.update(params, given)
            astray |= not np.all(np.abs(params["W"] - 1 + 0.1 * t / (1 + 1e-8)) < 1e-7)
        count += astray
    return count


TOO_LONG = [t for t in range(3, 500) if share(t, 2) > 1]
POWER_TWO = 0.1 * share(1, 2)

CLAIMS = [
    ("last-rule-fails", "0.3", None),
    ("predict", "0.0025", lambda: adam_height(0.3, lambda t: 2)),
    ("predict", "0.0044", lambda: adam_height(0.3)),
    ("predict", "0.01", None),
    ("predict", "27", lambda: len(WRONG_ADAMS)),
    ("trace", "24", fallen),
    ("trace", "27", lambda: len(WRONG_ADAMS)),
    ("trace", "0.9", None),
    ("trace", "0.999", None),
    ("trace", "0.5", None),
    ("worked-example", "0.1", None),
    ("worked-example", "0.9", lambda: 1 - 0.1),
    ("worked-example", "1.1", lambda: 1 + 0.1),
    ("worked-example", "0.19", lambda: 0.9 * 0.1 + 0.1),
    ("worked-example", "0.71", lambda: 1 - 0.1 - 0.19),
    ("worked-example", "1.29", lambda: 1 + 0.1 + 0.19),
    ("derive-clock", "1.344", lambda: share(2, 1)),
    ("derive-clock", "0.744", lambda: share(1, 2)),
    ("watch", "0.3", None),
    ("amsgrad-repair-task", "0.35", None),
    ("amsgrad-repair-task", "0.0016", lambda: adam_height(0.35)),
    ("amsgrad-repair-task", "0.0025", lambda: adam_height(0.3, lambda t: 2)),
    ("amsgrad-repair-task", "0.4", None),
    ("amsgrad-repair-task", "0.0086", lambda: adam_height(0.4)),
    ("amsgrad-repair-task", "3", lambda: TOO_LONG[0]),
    ("amsgrad-repair-task", "56", lambda: TOO_LONG[-1]),
    ("adam_tests_notes", "3", lambda: len(WRONG_ADAMS) - fallen()),
    ("adam_tests_notes", "10", killed_by_first_step),
    ("adam_tests_notes", "13", killed_by_ones),
    ("report_why", "0.9", lambda: 1 - 0.1),
    ("report_why", "0.999", None),
    ("report_why", "0.1", None),
    ("report_why", "0.9256", lambda: 1 - POWER_TWO),
    ("report_why", "0.0744", lambda: POWER_TWO),
    ("report_why", "1.999", lambda: 1 + 0.999),
    ("report_why", "1.9", lambda: 1 + 0.9),
    ("report_why", "0.3", None),
    ("recall", "3.16", lambda: (1 - 0.9) / sqrt(1 - 0.999)),
]
