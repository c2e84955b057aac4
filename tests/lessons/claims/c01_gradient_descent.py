"""What lesson 01 says in numbers, computed again from the closed form (1 - lr * curvature)**k.

Each claim is (id of the Markdown cell, the number as it stands there, a function that computes
it); None in place of the function marks a number that was chosen, not found.
"""

import math

FLAT, STEEP = 0.1, 2.0  # curvatures of x**2 / 20 + y**2


def after(k, lr, flat=FLAT):
    """Give the point after k steps from (-7, 2)."""
    return -7 * (1 - lr * flat) ** k, 2 * (1 - lr * STEEP) ** k


def ravine(point):
    x, y = point
    return x**2 / 20 + y**2


def steps_at_best(kappa, tol=0.01):
    """Count the steps to within tol of the minimum at the best learning rate."""
    flat = STEEP / kappa
    lr = 2 / (STEEP + flat)
    return next(k for k in range(10**6) if math.hypot(*after(k, lr, flat)) <= tol)


CLAIMS = [
    ("predict", "0.95", None),
    ("predict", "0.5", None),
    ("predict", "1.05", None),
    ("sgd_text", "0.01", None),
    ("worked", "0.95", None),
    ("worked", "0.1", lambda: 2 / 20),
    ("worked", "0.905", lambda: 1 - 0.95 * FLAT),
    ("worked", "-0.9", lambda: 1 - 0.95 * STEEP),
    ("worked", "-0.350", lambda: after(30, 0.95)[0]),
    ("worked", "0.085", lambda: after(30, 0.95)[1]),
    ("worked", "0.0133", lambda: ravine(after(30, 0.95))),
    ("worked", "0.5", None),
    ("best_lr_text", "20", lambda: STEEP / FLAT),
    ("best_lr_text", "2.1", lambda: STEEP + FLAT),
    ("best_lr_text", "0.952", lambda: 2 / (STEEP + FLAT)),
    ("best_lr_text", "0.905", lambda: (20 - 1) / (20 + 1)),
    ("best_lr_text", "0.95", None),
    ("break", "0.9", lambda: abs(1 - 0.95 * STEEP)),
    ("break", "0.905", lambda: 1 - 0.95 * FLAT),
    ("break", "0.1", None),
    ("break", "0.9", lambda: ravine(after(50, 0.1))),
    ("break", "0.95", None),
    ("break", r"2.2\times10^{-4}", lambda: ravine(after(50, 0.95))),
    ("sgd_repair_text", "66", lambda: steps_at_best(20)),
    ("sgd_repair_text", "3296", lambda: steps_at_best(1000)),
    ("sgd_repair_text", "0.01", None),
    ("zigzag_why", "0.95", None),
    ("zigzag_why", "-0.9", lambda: 1 - 0.95 * STEEP),
    ("zigzag_why", "0.9", lambda: abs(1 - 0.95 * STEEP)),
    ("zigzag_why", "0.1", lambda: 2 / 20),
    ("zigzag_why", "0.905", lambda: 1 - 0.95 * FLAT),
    ("zigzag_why", "0.5", None),
    ("zigzag_why", "0.95", lambda: 1 - 0.5 * FLAT),
    ("zigzag_why", "2.1", lambda: STEEP + FLAT),
    ("zigzag_why", "0.952", lambda: 2 / (STEEP + FLAT)),
    ("max_stable_lr_notes", "20", lambda: 2 / FLAT),
    ("max_stable_lr_notes", "−39", lambda: 1 - 2 / FLAT * STEEP),
    ("gd_rate_notes", "1.05", None),
    ("gd_rate_notes", "0.895", lambda: max(1 - 1.05 * FLAT, 1 - 1.05 * STEEP)),
    ("gd_rate_notes", "1.1", lambda: max(abs(1 - 1.05 * FLAT), abs(1 - 1.05 * STEEP))),
    ("best_lr_notes", "1.1", lambda: 2 / STEEP + FLAT),
    ("best_lr_notes", "0.95", lambda: max(abs(1 - FLAT / STEEP), abs(1 - STEEP / STEEP))),
    ("best_lr_notes", "0.905", lambda: (20 - 1) / (20 + 1)),
    ("steps_to_order_notes", "1", lambda: 8 * (1 - 0.5) ** 3),
    ("steps_to_notes", "174", lambda: math.ceil(math.log(1e-3 / math.hypot(7, 2), 0.95))),
    ("steps_to_notes", "173", lambda: next(
        k for k in range(10**3) if math.hypot(*after(k, 0.5)) <= 1e-3)),
    ("zigzag_why_notes", "0.9", lambda: abs(1 - 0.95 * STEEP)),
    ("zigzag_why_notes", "0.905", lambda: 1 - 0.95 * FLAT),
    ("zigzag_why_notes", "0.95", lambda: 1 - 0.5 * FLAT),
    ("zigzag_why_notes", "0.5", None),
    ("recall", "160", lambda: 5 * math.ceil(1000 / 32)),
]
