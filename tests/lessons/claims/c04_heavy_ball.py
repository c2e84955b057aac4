"""Numbers in lesson 04's prose, from closed forms and from Polyak's recursion of two positions."""

import cmath
from math import hypot, sqrt

L, M = 2.0, 0.1  # the ravine's curvatures
START = (-7.0, 2.0)


def best_rate(kappa):
    return (sqrt(kappa) - 1) / (sqrt(kappa) + 1)


def best_setting(largest, smallest):
    """Solve for the setting from its rate r: mu = r^2, and r = sqrt(lr largest) - 1."""
    r = best_rate(largest / smallest)
    return (1 + r) ** 2 / largest, r**2


def path(lr, mu, gradient, start, steps):
    before = x = start
    points = [x]
    for _ in range(steps):
        before, x = x, x - lr * gradient(x) + mu * (x - before)
        points.append(x)
    return points


def bowl_path(lr, mu, curvature, start, steps):
    return path(lr, mu, lambda x: curvature * x, start, steps)


def steps_of_heavy_ball(kappa, tol=0.01):
    """Count until the distance stays within tol."""
    setting = best_setting(L, L / kappa)
    flat, steep = (bowl_path(*setting, curvature, start, 1000)
                   for curvature, start in zip((L / kappa, L), START, strict=True))
    return max(k for k, ends in enumerate(zip(flat, steep, strict=True))
               if hypot(*ends) > tol) + 1


def farthest(kappa):
    """Give the largest distance on the way, as a multiple of the start's."""
    setting = best_setting(L, L / kappa)
    paths = [bowl_path(*setting, curvature, start, 200)
             for curvature, start in zip((L / kappa, L), START, strict=True)]
    return max(hypot(*ends) for ends in zip(*paths, strict=True)) / hypot(*START)


def steps_of_descent(kappa, tol=0.01):
    """At its best both directions shrink by (kappa - 1) / (kappa + 1)."""
    factor, distance, k = (kappa - 1) / (kappa + 1), hypot(*START), 0
    while distance > tol:
        distance, k = distance * factor, k + 1
    return k


def bent(x):
    return 25 * x if x < 1 else x + 24 if x < 2 else 25 * x - 24


def cycle():
    """Give the three values that the best setting for 25 and 1 ends in, from 3.3."""
    return sorted(path(1 / 9, 4 / 9, bent, 3.3, 1000)[-3:])


def faulty_radius(rate, mu):
    a = 1 + mu - rate
    return (a + sqrt(abs(a * a - 4 * mu))) / 2


def rho(lr, mu, curvature):
    """The largest modulus of the two roots of z^2 - (1 + mu - q) z + mu."""
    a = 1 + mu - lr * curvature
    root = cmath.sqrt(a * a - 4 * mu)
    return max(abs(a + root), abs(a - root)) / 2


CRITICAL = (1 - sqrt(0.1)) ** 2  # the best coefficient at lr lam = 0.1

CLAIMS = [
    ("title", "1.336", lambda: best_setting(L, M)[0]),
    ("title", "0.403", lambda: best_setting(L, M)[1]),
    ("last-rule-fails", "0.1", None),
    ("last-rule-fails", "0.9", None),
    ("predict", "0.1", None),
    ("predict", "0.9", None),
    ("spectral_radius_text", "0.9", None),
    ("spectral_radius_text", "0.5", None),
    ("spectral_radius_text", "0.3", None),
    ("spectral_radius_notes", "−0.9", None),
    ("spectral_radius_notes", "−0.5", None),
    ("spectral_radius_notes", "0.9", lambda: (1 + 0.9 - 0.1) / 2),
    ("spectral_radius_notes", "0.3", lambda: sqrt(4 * 0.9 - (1 + 0.9 - 0.1) ** 2) / 2),
    ("spectral_radius_notes", "0.949", lambda: rho(0.1, 0.9, 1)),
    ("best_heavy_ball_notes", "0.635", lambda: best_rate(L / M)),
    ("best_heavy_ball_notes", "2.23", lambda: rho(4 / (L + M), best_setting(L, M)[1], L)),
    ("best_heavy_ball_notes", "0.811", lambda: rho(2 / (L + M), best_setting(L, M)[1], M)),
    ("best_heavy_ball_notes", "0.797", lambda: rho(best_setting(L, M)[0], best_rate(L / M), L)),
    ("best_heavy_ball_notes", "0.905", lambda: rho(best_setting(L, M)[0], (19 / 21) ** 2, M)),
    ("spectral_radius_repair_notes", "1.8", lambda: 1 + 0.9 - 0.1),
    ("spectral_radius_repair_notes", "0.6", lambda: sqrt(abs((1 + 0.9 - 0.1) ** 2 - 4 * 0.9))),
    ("spectral_radius_repair_notes", "0.9", lambda: rho(2.85, 0.45, 1)),
    ("spectral_radius_repair_notes", "0.3", lambda: sqrt(4 * 0.9 - (1 + 0.9 - 0.1) ** 2) / 2),
    ("spectral_radius_repair_notes", "0.949", lambda: rho(0.1, 0.9, 1)),
    ("spectral_radius_repair_notes", "2.85", None),
    ("spectral_radius_repair_notes", "0.45", None),
    ("spectral_radius_repair_notes", "0.5", lambda: abs(faulty_radius(2.85, 0.45))),
    ("spectral_radius_repair_notes", "−0.5", lambda: faulty_radius(2.85, 0.45)),
    ("crossing_why_notes", "0.403", lambda: best_setting(L, M)[1]),
    ("crossing_why_notes", "0.468", lambda: CRITICAL),
    ("swing", "0.01", lambda: 0.1 * M),
    ("swing", "0.2", lambda: 0.1 * L),
    ("swing", "0.1", None),
    ("swing", "0.9", None),
    ("swing", "0.0026", lambda: (1 - sqrt(0.9)) ** 2),
    ("swing", "3.8", lambda: (1 + sqrt(0.9)) ** 2),
    ("swing", "0.949", lambda: sqrt(0.9)),
    ("stable", "0.905", lambda: 19 / 21),
    ("critical", "0.9", None),
    ("bound", "0.01", None),
    ("bound", "0.9", lambda: 1 - sqrt(0.01)),
    ("bound", "0.99", lambda: 1 - 0.01),
    ("long-valley", "1.336", lambda: best_setting(L, M)[0]),
    ("long-valley", "0.403", lambda: best_setting(L, M)[1]),
    ("long-valley", "0.635", lambda: best_rate(20)),
    ("long-valley", "0.905", lambda: 19 / 21),
    ("break", "20", lambda: steps_of_heavy_ball(20)),
    ("break", "50", lambda: steps_of_heavy_ball(100)),
    ("break", "177", lambda: steps_of_heavy_ball(1000)),
    ("break", "66", lambda: steps_of_descent(20)),
    ("break", "330", lambda: steps_of_descent(100)),
    ("break", "3296", lambda: steps_of_descent(1000)),
    ("break", "3.3", lambda: farthest(1000)),
    ("spectral_radius_repair_text", "2/3", None),
    ("spectral_radius_repair_text", "2.116", lambda: cycle()[2]),
    ("spectral_radius_repair_text", "0.647", lambda: cycle()[1]),
    ("spectral_radius_repair_text", "−1.802", lambda: cycle()[0]),
    ("spectral_radius_repair_text", "0.1", None),
    ("spectral_radius_repair_text", "0.9", None),
    ("spectral_radius_repair_text", "1.2", lambda: faulty_radius(0.1, 0.9)),
    ("spectral_radius_repair_text", "−0.5", lambda: faulty_radius(2.85, 0.45)),
    ("spectral_radius_repair_text", "2.85", None),
    ("spectral_radius_repair_text", "0.45", None),
    ("spectral_radius_repair_text", "−0.36", lambda: (1 + 0.9 - 0.1) ** 2 - 4 * 0.9),
    ("sentences", "0.1", None),
    ("sentences", "0.9", None),
    ("sentences", "0.949", lambda: sqrt(0.9)),
    ("sentences", "0.905", lambda: 19 / 21),
    ("sentences", "0.635", lambda: best_rate(20)),
    ("crossing_why", "0.1", None),
    ("crossing_why", "0.9", lambda: (1 + 0.9 - 0.1) / 2),
    ("crossing_why", "0.3", lambda: sqrt(4 * 0.9 - (1 + 0.9 - 0.1) ** 2) / 2),
    ("crossing_why", "0.949", lambda: sqrt(0.9)),
    ("crossing_why", "0.468", lambda: CRITICAL),
    ("crossing_why", "0.684", lambda: sqrt(CRITICAL)),
    ("recall", "1.336", lambda: best_setting(L, M)[0]),
    ("recall", "0.403", lambda: best_setting(L, M)[1]),
    ("recall", "0.597", lambda: 1 - best_setting(L, M)[1]),
    ("recall", "2.24", lambda: best_setting(L, M)[0] / (1 - best_setting(L, M)[1])),
    ("recall", "0.905", lambda: 19 / 21),
]
