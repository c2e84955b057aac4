"""Numbers in lesson 07's prose, computed from closed forms and from plain recursions in numbers."""

from math import e, sqrt

CURVATURES_AND_STARTS = ((0.1, -7.0), (2.0, 2.0))


def plain_step(k, steep=10.0, steps=100, rho=0.9):
    """RMSProp's k-th step on the plain, by learning rate, from the weights of both squares."""
    h = rho**k * (1 - rho**steps) * steep**2 + (1 - rho**k)
    return 1 / sqrt(h)


def rmsprop_height(unit, lr=0.1, rho=0.9, steps=100):
    """Height of the ravine in metres, after steps in numbers that are `unit` times as large."""
    height = 0.0
    for curvature, x in CURVATURES_AND_STARTS:
        h, x = 0.0, x * unit
        for _ in range(steps):
            g = curvature / unit**2 * x
            h += (1 - rho) * (g * g - h)
            x -= lr * g / (sqrt(h) + 1e-7)
        height += curvature * (x / unit) ** 2 / 2
    return height


def adadelta_height(eps, rho=0.95, steps=300):
    height = 0.0
    for curvature, x in CURVATURES_AND_STARTS:
        h = d = 0.0
        for _ in range(steps):
            g = curvature * x
            h += (1 - rho) * (g * g - h)
            step = g * sqrt((d + eps) / (h + eps))
            d += (1 - rho) * (step * step - d)
            x -= step
        height += curvature * x**2 / 2
    return height


def swollen(t, rho=0.99):
    """h after t unit gradients with += in the place of =, as a geometric sum."""
    return (1 - rho) * sum((1 + rho) ** k for k in range(t))


H2 = 0.9 * 1.6 + 0.1 * 4  # the worked example after two gradients
THETA_1 = 1 - 0.1 * 4 / sqrt(1.6)

CLAIMS = [
    ("predict", "0.1", lambda: 10 / sqrt(100 * 10**2)),
    ("predict", "0.01", lambda: 1 / sqrt(100 * 10**2 + 1)),
    ("predict", "97", lambda: 100 * 100 * 10**2 / (100 * 10**2 + 300)),
    ("predict", "0.9", None),
    ("predict", "0.99", None),
    ("ema-task", "0.9", None),
    ("ema-task", "0.651", lambda: 1 - 0.9**10),
    ("ema-task", "0.99", None),
    ("ema-task", "0.096", lambda: 1 - 0.99**10),
    ("filter", "0.632", lambda: 1 - 1 / e),
    ("filter", "0.9", None),
    ("filter", "0.053", lambda: (1 - 0.9) / (1 + 0.9)),
    ("rmsprop-task", "0.1", None),
    ("rmsprop-task", "0.9", None),
    ("rmsprop-task", "16", lambda: 4**2),
    ("rmsprop-task", "1.6", lambda: (1 - 0.9) * 4**2),
    ("rmsprop-task", "1.84", lambda: H2),
    ("rmsprop-task", "1.265", lambda: sqrt(1.6)),
    ("rmsprop-task", "0.684", lambda: THETA_1),
    ("rmsprop-task", "1.356", lambda: sqrt(H2)),
    ("rmsprop-task", "0.831", lambda: THETA_1 + 0.1 * 2 / sqrt(H2)),
    ("first-steps", "0.9", None),
    ("first-steps", "0.99", None),
    ("forget", "3.16", lambda: 1 / sqrt(1 - 0.9)),
    ("forget", "0.9", None),
    ("forget", "10", lambda: 1 / sqrt(1 - 0.99)),
    ("forget", "0.99", None),
    ("forget", "1.26", lambda: 1 / sqrt(1 - 0.99**100)),
    ("settle", "0.105", lambda: plain_step(1)),
    ("settle", "81", lambda: next(k for k in range(1, 300) if plain_step(k) > 0.99)),
    ("settle", "10", lambda: 1 / (1 - 0.9)),
    ("unit", "0.1", None),
    ("adadelta-task", "0.0024", lambda: rmsprop_height(1)),
    ("adadelta-task", "5.95", lambda: rmsprop_height(100)),
    ("plus-equals", "5.73", lambda: adadelta_height(1e-8)),
    ("plus-equals", "2.18", lambda: adadelta_height(1e-6)),
    ("plus-equals", "0.0012", lambda: adadelta_height(1e-4)),
    ("plus-equals", "4.47", lambda: 1 / sqrt(1 - 0.95)),
    ("plus-equals", "0.0045", lambda: sqrt(1e-6 / (1 - 0.95))),
    ("plus-equals", "0.99", None),
    ("rmsprop-repair-task", "1.99", lambda: 1 + 0.99),
    ("rmsprop-repair-task", "0.01", lambda: 1 - 0.99),
    ("rmsprop-repair-task", "0.99", lambda: 1.99 - 1),
    ("rmsprop-repair-task", r"7.8 \times 10^{27}", lambda: swollen(100)),
    ("rmsprop-repair-task", r"1.1 \times 10^{-14}", lambda: 1 / sqrt(swollen(100))),
    ("rmsprop_notes", "0.9", None),
    ("rmsprop_notes", "0.99", None),
    ("adadelta_notes", "0.001", None),
    ("sentences", "0.99", None),
    ("units_why", "1000", None),
    ("recall", "0.81", None),
    ("recall", "0.9", lambda: sqrt(0.81)),
]
