"""Numbers in lesson 11's prose, computed from closed forms and plain recursions."""

from math import cos, exp, pi, sqrt

EULER_GAMMA = 0.5772156649015329


def level(rate):
    """Height of the floor on x²/2 with noise of variance 1, by iterating the mean square."""
    square = 25.0
    for _ in range(5000):
        square = (1 - rate) ** 2 * square + rate**2
    return square / 2


def updates_to_level(rate):
    """Count updates from x = 5 until the mean loss is within a tenth of its level."""
    square, count = 25.0, 0
    while square / 2 > 1.1 * level(rate):
        square, count = (1 - rate) ** 2 * square + rate**2, count + 1
    return count


def left_of_five():
    """Follow the mean from 5 at the rates 0.1 e^(-0.05 t) until they are 0."""
    x = 5.0
    for t in range(3000):
        x -= 0.1 * exp(-0.05 * t) * x
    return x


def terms_to_twenty():
    total, n = 0.0, 0
    while total < 20:
        n += 1
        total += 1 / sqrt(n)
    return n


def spread(t, beta2=0.999):
    """Standard deviation of the corrected mean of t squares, each of variance 2."""
    weights = [(1 - beta2) * beta2**age / (1 - beta2**t) for age in range(t)]
    return sqrt(2 * sum(weight**2 for weight in weights))


def noise_step(beta1=0.9):
    """Long-run standard deviation of a moving average of numbers of variance 1."""
    return sqrt(sum(((1 - beta1) * beta1**age) ** 2 for age in range(2000)))


def momentum_after_drop(mu=0.9):
    """Step of form A after a tenfold drop, as a share of the last step, gradient 1."""
    v = 0.0
    for _ in range(2000):
        v = mu * v + 1.0
    return (mu * v + 0.1) / v


CLAIMS = [
    ("last-rule-fails", "0.1667", lambda: level(0.5)),
    ("last-rule-fails", "0.5", None),
    ("last-rule-fails", "0.0128", lambda: level(0.05)),
    ("last-rule-fails", "0.05", None),
    ("predict", "5", lambda: updates_to_level(0.5)),
    ("predict", "90", lambda: updates_to_level(0.05)),
    ("predict", "0.5", None),
    ("predict", "0.05", None),
    ("step-decay-text", "0.5", None),
    ("step-decay-text", "0.05", None),
    ("step-decay-text", "0.95", lambda: 1 - 0.05),
    ("step-decay-text", "0.0769", lambda: level(0.05) / level(0.5)),
    ("step-decay-text", "0.3333", lambda: 2 * level(0.5)),
    ("step-decay-text", "0.3033", lambda: (1 - 0.05) ** 2 * 2 * level(0.5) + 0.05**2),
    ("break", "0.1", None),
    ("break", "0.05", None),
    ("break", "2.05", lambda: sum(0.1 * exp(-0.05 * t) for t in range(3000))),
    ("break", "0.61", left_of_five),
    ("break", "0.0128", lambda: level(0.05)),
    ("inverse-sqrt-repair-text", "115", terms_to_twenty),
    ("inverse-sqrt-repair-text", r"2.7 \times 10^8", lambda: exp(20 - EULER_GAMMA)),
    ("cosine-decay-text", "0.8", None),
    ("cosine-decay-text", "0.4", lambda: 0.8 / 2 * (1 + cos(pi * 4 / 8))),
    ("cosine-decay-text", "0.7071", lambda: cos(pi / 4)),
    ("cosine-decay-text", "0.6828", lambda: 0.8 / 2 * (1 + cos(pi * 2 / 8))),
    ("cosine-decay-text", "0.6", lambda: 0.8 * (1 - 2 / 8)),
    ("variance", "1.414", lambda: spread(1)),
    ("variance", "0.447", lambda: spread(10)),
    ("variance", "0.032", lambda: spread(20_000)),
    ("one-cycle-text", "0.4", None),
    ("drop_why", "0.1", None),
    ("drop_why", "0.01", lambda: 0.1 / 10),
    ("recall", "0.23", noise_step),
    ("recall", "0.9", None),
    ("recall", "0.91", momentum_after_drop),
    ("recall", "0.1", lambda: (0.9 * 10 + 1) * 0.1 / 10),
    ("recall", "3.16", lambda: (1 - 0.9) / sqrt(1 - 0.999)),
    ("recall", "0.0316", lambda: (1 - 0.9) / sqrt(1 - 0.999) / 100),
    ("exponential_decay_notes", "0.05", None),
    ("exponential_decay_notes", "0.88", lambda: (1 - 0.05) ** 100 / exp(-0.05 * 100)),
    ("scheduled_notes", "0.05", None),
    ("scheduled_notes", "0.64", lambda: exp(-0.05 * 9)),
]
