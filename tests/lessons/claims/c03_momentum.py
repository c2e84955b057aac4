"""Numbers in lesson 03's prose, computed from closed forms and from plain recursions in numbers."""

from math import sqrt


def gradient_descent_factor(curvature, lr=0.95):
    return 1 - lr * curvature


def gradient_descent_height(steps=30):
    x, y = -7 * gradient_descent_factor(0.1) ** steps, 2 * gradient_descent_factor(2) ** steps
    return x**2 / 20 + y**2


def heavy_ball_height(lr, mu, steps=30):
    """Polyak's own form, with two positions and no velocity."""
    height = 0.0
    for curvature, start in ((0.1, -7.0), (2.0, 2.0)):
        before, x = start, start
        for _ in range(steps):
            before, x = x, x - lr * curvature * x + mu * (x - before)
        height += curvature * x**2 / 2
    return height


def sum_of_powers(mu, steps):
    return (1 - mu**steps) / (1 - mu)


def velocity(factor, steps, fades_push=False):
    """Give the size of a velocity that is multiplied by a factor a step, pushed by ones."""
    v = 0.0
    for _ in range(steps):
        v = factor * (v + 1) if fades_push else factor * v + 1
    return v


def step_after_drop(k, keeps_old_rate, lr=0.1, mu=0.9, before=50):
    """Length of step 50 + k when the rate falls tenfold after step 50 and every gradient is 1."""
    old, new = mu**k * sum_of_powers(mu, before), sum_of_powers(mu, k)
    return lr * old + lr / 10 * new if keeps_old_rate else lr / 10 * (old + new)


def gap_after_drop(steps=50):
    return sum(step_after_drop(k, True) - step_after_drop(k, False) for k in range(1, steps + 1))


V1 = -0.1 * 4
V2 = 0.9 * V1 - 0.1 * -2
WORKED = [(V1, 1 + V1), (V2, 1 + V1 + V2)]  # velocity and theta after each of two gradients

CLAIMS = [
    ("last-rule-fails", "2/2.1", None),
    ("last-rule-fails", "0.952", lambda: 2 / (2 + 0.1)),
    ("last-rule-fails", "0.95", None),
    ("idea", "0.905", lambda: gradient_descent_factor(0.1)),
    ("idea", "−0.9", lambda: gradient_descent_factor(2)),
    ("form-a", "0.99", None),
    ("form-a", "0.9", None),
    ("friction", "0.9", None),
    ("friction", "0.99", None),
    ("friction", "10", lambda: 1 / (1 - 0.9)),
    ("friction", "100", lambda: 1 / (1 - 0.99)),
    ("friction", "0.1", None),
    ("friction", "0.4", lambda: abs(WORKED[0][0])),
    ("friction", "0.16", lambda: abs(WORKED[1][0])),
    ("friction", "0.6", lambda: WORKED[0][1]),
    ("friction", "0.44", lambda: WORKED[1][1]),
    ("momentum_order_notes", "0.9", lambda: velocity(0.9, 12, fades_push=True) / velocity(0.9, 12)),
    ("momentum_order_notes", "1.9", lambda: 1 + 0.9),
    ("momentum_notes", "343", lambda: velocity(1 + 0.9, 12) / velocity(0.9, 12)),
    ("momentum_torch_notes", "0.01", None),
    ("momentum_torch_notes", "100", lambda: 1 / 0.01),
    ("momentum_ema_notes", "0.9", None),
    ("momentum_ema_notes", "10", lambda: 1 / (1 - 0.9)),
    ("convert_lr_notes", "0.9", None),
    ("convert_lr_notes", "100", lambda: 1 / (1 - 0.9) / (1 - 0.9)),
    ("convert_lr_notes", "1.11", lambda: 1 / 0.9),
    ("convert_lr_notes", "10", lambda: 1 / (1 - 0.9)),
    ("impulse", "0.9", None),
    ("impulse", "10", lambda: sum(0.9**k for k in range(1000))),
    ("impulse", "0.53", lambda: sum((-0.9) ** k for k in range(1000))),
    ("two-more-forms", "0.99", None),
    ("two-more-forms", "0.37", lambda: 0.99**99),
    ("agree-read", "0.9", None),
    ("agree-read", "10", lambda: 1 / (1 - 0.9)),
    ("break-read", "0.995", lambda: 0.1 * sum_of_powers(0.9, 50)),
    ("break-read", "0.100", lambda: step_after_drop(1, False)),
    ("break-read", "0.905", lambda: step_after_drop(1, True)),
    ("break-read", "8.0", gap_after_drop),
    ("ravine-read", "0.1", None),
    ("ravine-read", "0.9", None),
    ("ravine-read", "0.048", lambda: heavy_ball_height(0.1, 0.9)),
    ("ravine-read", "0.0133", gradient_descent_height),
    ("ravine-read", "0.95", None),
    ("ravine-read", "1.336", lambda: 4 / (sqrt(2) + sqrt(0.1)) ** 2),
    ("ravine-read", "0.403", lambda: ((sqrt(20) - 1) / (sqrt(20) + 1)) ** 2),
    ("ravine-read", r"1.1 \times 10^{-8}", lambda: heavy_ball_height(1.336, 0.403)),
    ("ravine-read", "6.93", lambda: 7 - 0.1 * 7 / 10),
    ("ravine-read", "1.60", lambda: 2 - 0.1 * 2 * 2),
    ("two_frameworks_why", "0.1", lambda: (0.1 / 10) / 0.1),
    ("two_frameworks_why", "0.9", None),
    ("recall", "0.1", None),
    ("recall", "2/2.1", None),
    ("recall", "0.952", lambda: 2 / (2 + 0.1)),
    ("recall", "1", lambda: 2 / 2),
    ("recall", "31", lambda: 30 + 1),
    ("summary", "1.336", lambda: 4 / (sqrt(2) + sqrt(0.1)) ** 2),
    ("summary", "0.403", lambda: ((sqrt(20) - 1) / (sqrt(20) + 1)) ** 2),
]
