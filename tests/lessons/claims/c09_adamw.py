"""Numbers in lesson 09's prose, computed from closed forms and from plain recursions in numbers."""

from math import sqrt


def lone_gradient(beta1=0.9, beta2=0.999):
    """Step over lr after one gradient without correction: the bound that the paper states."""
    return (1 - beta1) / sqrt(1 - beta2)


def equal_gradients(n, beta1=0.9, beta2=0.999):
    """Step over lr after n equal gradients without correction, from the weights one by one."""
    upper = sum((1 - beta1) * beta1**k for k in range(n))
    lower = sum((1 - beta2) * beta2**k for k in range(n))
    return upper / sqrt(lower)


def longest_step(beta1=0.9, beta2=0.999):
    """Least upper bound of |m_hat| / sqrt(v_hat), by Cauchy and Schwarz."""
    return lone_gradient(beta1, beta2) / sqrt(1 - beta1**2 / beta2)


def shrunk(size, decay_of_gradient=0.0, decay=0.0, steps=1000, lr=0.01):
    """Follow a weight from 1 by Adam's efficient form, gradients of this size changing sign.

    decay_of_gradient goes into the gradient, decay takes its share of the weight.
    """
    weight, m, v = 1.0, 0.0, 0.0
    for t in range(1, steps + 1):
        g = size * (-1) ** (t - 1) + decay_of_gradient * weight
        m += 0.1 * (g - m)
        v += 0.001 * (g * g - v)
        root = sqrt(1 - 0.999**t)
        weight -= lr * decay * weight
        weight -= lr * root / (1 - 0.9**t) * m / (sqrt(v) + 1e-8 * root)
    return weight


M2, V2 = 0.9 * 0.4 - 0.1 * 2, 0.999 * 0.016 + 0.001 * 4  # the worked example after two gradients
RATE1, RATE2 = (0.1 * sqrt(1 - 0.999**t) / (1 - 0.9**t) for t in (1, 2))

CLAIMS = [
    ("predict", "0.5", lambda: 1e-8 / (1e-8 + 1e-8)),
    ("predict", "0.031", lambda: 1e-8 / (1e-8 + 1e-8 / sqrt(1 - 0.999))),
    ("predict", "0.01", None),
    ("efficient", "10^{-4}", None),
    ("efficient", r"3.2 \times 10^{-7}", lambda: 1e-8 / sqrt(1 - 0.999)),
    ("adam-fast-task", "0.1", None),
    ("adam-fast-task", "0.4", lambda: (1 - 0.9) * 4),
    ("adam-fast-task", "0.016", lambda: (1 - 0.999) * 4**2),
    ("adam-fast-task", "0.16", lambda: M2),
    ("adam-fast-task", "0.019984", lambda: V2),
    ("adam-fast-task", "0.03162", lambda: RATE1),
    ("adam-fast-task", "0.04471", lambda: sqrt(1 - 0.999**2)),
    ("adam-fast-task", "0.19", lambda: 1 - 0.9**2),
    ("adam-fast-task", "0.02353", lambda: RATE2),
    ("adam-fast-task", "0.1265", lambda: sqrt(0.016)),
    ("adam-fast-task", "0.1414", lambda: sqrt(V2)),
    ("adam-fast-task", "0.9", lambda: 1 - RATE1 * 0.4 / sqrt(0.016)),
    ("adam-fast-task", "0.873", lambda: 0.9 - RATE2 * M2 / sqrt(V2)),
    ("longest", "3.16", lone_gradient),
    ("step-bound-task", "3.16", lambda: equal_gradients(1)),
    ("step-bound-task", "6.57", lambda: max(map(equal_gradients, range(1, 31)))),
    ("adam_fast_notes", "31.6", lambda: 1 / sqrt(1 - 0.999)),
    ("adam_fast_notes", "0.0316", lambda: (1 - 0.999) / sqrt(1 - 0.999)),
    ("adam_fast_notes", "0.316", lambda: RATE1 / 0.1),
    ("step_bound_notes", "3.16", lone_gradient),
    ("step_bound_notes", "10.0", lambda: lone_gradient() / sqrt(1 - 0.9 / 0.999)),
    ("step_bound_notes", "52.9", lambda: longest_step() ** 2),
    ("worst", "11", lambda: 100 * (0.999 / 0.9 - 1)),
    ("adamw-task", "7.270", longest_step),
    ("adamw_order_notes", "0.366", lambda: (1 - 0.01) ** 100),
    ("adamw_order_notes", "0.999", lambda: (1 - 0.001 * 0.01) ** 100),
    ("break", "0.1", None),
    ("break", "0.01", None),
    ("break-read", "0.1", None),
    ("break-read", "0.368", lambda: (1 - 0.01 * 0.1) ** 1000),
    ("break-read", "0.361", lambda: shrunk(1.0, decay=0.1)),
    ("break-read", "0.889", lambda: shrunk(10.0, decay_of_gradient=0.1)),
    ("break-read", "0.360", lambda: shrunk(1.0, decay_of_gradient=0.1)),
    ("break-read", "0.0003", lambda: shrunk(0.1, decay_of_gradient=0.1)),
    ("adam-fast-repair-task", "0.709", lambda: shrunk(0.0, decay_of_gradient=0.1, steps=30)),
    ("adam-fast-repair-task", "0.709", lambda: shrunk(0.0, decay_of_gradient=0.001, steps=30)),
    ("adam-fast-repair-task", "0.970", lambda: (1 - 0.01 * 0.1) ** 30),
    ("adam-fast-repair-task", "0.9997", lambda: (1 - 0.01 * 0.001) ** 30),
    ("adam-fast-repair-task", "0.001", lambda: 1 - 0.999),
    ("adam-fast-repair-task", r"3.2 \times 10^{-6}", lambda: 1e-7 / sqrt(1 - 0.999)),
    ("recall", "3.16", lambda: 1 / sqrt(1 - 0.9)),
    ("recall", "3.16", lambda: equal_gradients(1)),
    ("recall", "0.316", lambda: sqrt(1 - 0.999) / (1 - 0.9)),
    ("recall", "0.9", None),
    ("recall", "7.27", longest_step),
]
