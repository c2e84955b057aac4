"""Numbers in lesson 08's prose, computed from closed forms and from plain recursions in numbers."""

from math import sqrt


def left_out(t, beta1=0.9, beta2=0.999):
    """Uncorrected step by corrected step, from the weights one by one."""
    upper = sum((1 - beta1) * beta1**k for k in range(t))
    lower = sum((1 - beta2) * beta2**k for k in range(t))
    return upper / sqrt(lower)


def longest_step(beta1=0.9, beta2=0.999):
    """Least upper bound of |m_hat| / sqrt(v_hat), by Cauchy and Schwarz.

    It is the limit for t to infinity; gradients that grow like (beta2 / beta1)**t come near it.
    """
    return (1 - beta1) / sqrt(1 - beta2) / sqrt(1 - beta1**2 / beta2)


def gradient_descent_height(lr=0.95, steps=30):
    x, y = -7 * (1 - lr * 0.1) ** steps, 2 * (1 - lr * 2) ** steps
    return x**2 / 20 + y**2


def adam_height(lr, steps=30):
    """Adam in its efficient form (paper, end of section 2), eps being rescaled with the root."""
    height = 0.0
    for curvature, x in ((0.1, -7.0), (2.0, 2.0)):
        m = v = 0.0
        for t in range(1, steps + 1):
            g = curvature * x
            m += 0.1 * (g - m)
            v += 0.001 * (g * g - v)
            root = sqrt(1 - 0.999**t)
            x -= lr * root / (1 - 0.9**t) * m / (sqrt(v) + 1e-8 * root)
        height += curvature * x**2 / 2
    return height


M2, V2 = 0.9 * 0.4 - 0.1 * 2, 0.999 * 0.016 + 0.001 * 4  # the worked example after two gradients
M2_HAT, V2_HAT = M2 / (1 - 0.9**2), V2 / (1 - 0.999**2)

CLAIMS = [
    ("last-rule-fails", "3", None),
    ("moments", "5", lambda: 2**2 + 1**2),
    ("moments", "0.9", None),
    ("moments", "0.999", None),
    ("bias-factor-task", "0.9", None),
    ("ratio-read", "0.1", lambda: 1 - 0.9),
    ("ratio-read", "0.032", lambda: sqrt(1 - 0.999)),
    ("ratio-read", "3.16", lambda: left_out(1)),
    ("ratio-read", "6.57", lambda: max(map(left_out, range(1, 200)))),
    ("ratio-read", "12", lambda: max(range(1, 200), key=left_out)),
    ("ratio-read", "1.26", lambda: left_out(1000)),
    ("adam_order_notes", "0.032", lambda: sqrt(1 - 0.999)),
    ("rule", "0.001", None),
    ("rule", "0.9", None),
    ("rule", "0.999", None),
    ("worked-example", "0.1", None),
    ("worked-example", "0.001", lambda: 1 - 0.999),
    ("worked-example", "0.9", lambda: 1 - 0.1 * 4 / sqrt(16)),
    ("worked-example", "0.999", None),
    ("worked-example", "0.4", lambda: (1 - 0.9) * 4),
    ("worked-example", "0.016", lambda: (1 - 0.999) * 4**2),
    ("worked-example", "0.16", lambda: M2),
    ("worked-example", "0.019984", lambda: V2),
    ("worked-example", "0.19", lambda: 1 - 0.9**2),
    ("worked-example", "0.842", lambda: M2_HAT),
    ("worked-example", "0.001999", lambda: 1 - 0.999**2),
    ("worked-example", "9.997", lambda: V2_HAT),
    ("worked-example", "3.162", lambda: sqrt(V2_HAT)),
    ("worked-example", "0.873", lambda: 0.9 - 0.1 * M2_HAT / sqrt(V2_HAT)),
    ("adam-task", "3.16", lambda: left_out(1)),
    ("watch", "0.9", None),
    ("scale", "0.1", None),
    ("ravine", "7.27", longest_step),
    ("ravine", "0.95", None),
    ("ravine", "0.3", None),
    ("ravine-read", "0.3", None),
    ("ravine-read", "0.102", lambda: adam_height(0.3)),
    ("ravine-read", "0.0133", gradient_descent_height),
    ("ravine-read", "0.7", None),
    ("ravine-read", "0.0098", lambda: adam_height(0.7)),
    ("ravine-read", "0.95", None),
    ("ravine-read", "0.952", lambda: 2 / (2 + 0.1)),
    ("break-read", "0.0099", lambda: 1e-10 / (1e-10 + 1e-8)),
    ("first_steps_why", "0.9", None),
    ("first_steps_why", "0.999", None),
    ("first_steps_why", "0.001", lambda: 1 - 0.999),
    ("first_steps_why", "3.16", lambda: left_out(1)),
    ("first_steps_why", "0.1", lambda: 1 - 0.9),
    ("first_steps_why", "0.032", lambda: sqrt(1 - 0.999)),
    ("first_steps_why", "0.316", lambda: left_out(1, 0.9, 0.9)),
    ("recall", "0.9", None),
    ("recall", "0.99", None),
    ("recall", "10", lambda: 1 / (1 - 0.9)),
    ("summary", "3.16", lambda: left_out(1)),
    ("summary", "6.57", lambda: left_out(12)),
    ("summary", "1.26", lambda: left_out(1000)),
]
