"""What lesson 02 says in numbers, from closed forms, exact fractions and plain recursions."""

from fractions import Fraction
from itertools import combinations, product
from math import ceil

FLAT, STEEP = 0.1, 2.0  # curvatures of x**2 / 20 + y**2


def gradient_descent_height(k, lr=0.95):
    x, y = -7 * (1 - lr * FLAT) ** k, 2 * (1 - lr * STEEP) ** k
    return x**2 / 20 + y**2


def batch_height(steps, lr=0.05, B=10):
    """Mean height after some steps: squared mean and variance of each coordinate, step by step."""
    height = 0.0
    for curvature, start in ((FLAT, -7.0), (STEEP, 2.0)):
        mean, variance = start, 0.0
        for _ in range(steps):
            mean = mean - lr * curvature * mean
            # A centre of variance 1 moves its sample's gradient by curvature times as much.
            variance = variance * (1 - lr * curvature) ** 2 + (lr * curvature) ** 2 / B
        height += curvature / 2 * (mean**2 + variance)
    return height


def shuffled_height(lr=0.05, B=10, N=1000):
    """Mean height at the end of an epoch, at rest, when an epoch's batches share no sample."""
    height, steps = 0.0, range(N // B)
    for curvature in (FLAT, STEEP):
        factor = 1 - lr * curvature
        squares = sum(factor ** (2 * k) for k in steps)
        products = sum(factor**k for k in steps) ** 2 - squares
        # Of centres drawn without replacement two have the covariance -1 / (N - 1).
        noise = (N - B) / (N - 1) / B * squares - products / (N - 1)
        variance = (lr * curvature) ** 2 * noise / (1 - factor ** (2 * len(steps)))
        height += curvature / 2 * variance
    return height


def passed_at():
    return next(k for k in range(61) if gradient_descent_height(k) < batch_height(100 * k))


def level_from():
    """First tenth epoch at which the height is within 5 % of the last."""
    return next(k for k in range(0, 61, 10) if batch_height(100 * k) < 1.05 * batch_height(6000))


def mean_and_variance(values):
    values = [Fraction(value) for value in values]
    mean = sum(values) / len(values)
    return mean, sum((value - mean) ** 2 for value in values) / len(values)


FOUR = (1, 2, 4, 9)
WITH = mean_and_variance(Fraction(sum(pair), 2) for pair in product(FOUR, repeat=2))
WITHOUT = mean_and_variance(Fraction(sum(pair), 2) for pair in combinations(FOUR, 2))


def by_hand(k):
    """Variance after k steps for lr 1/4, curvature 2, variance 4 of one sample, B 2."""
    variance = Fraction(0)
    for _ in range(k):
        variance = Fraction(1, 4) * variance + Fraction(1, 16) * 4 / 2
    return variance


def share_after_halving(lr_lam):
    """Quotient of two fixed points of V = (1 - q)**2 V + q**2, at q / 2 and at q."""
    levels = []
    for q in (lr_lam / 2, lr_lam):
        variance = 0.0
        for _ in range(10_000):
            variance = (1 - q) ** 2 * variance + q**2
        levels.append(variance)
    return levels[0] / levels[1]


def sharpness(a):
    """Largest eigenvalue of a symmetric 2 x 2 matrix, by its trace and determinant."""
    w1, w2 = a, 1 / a
    mixed = 2 * w1 * w2 - 1
    trace, determinant = w1**2 + w2**2, w1**2 * w2**2 - mixed**2
    return trace / 2 + (trace**2 / 4 - determinant) ** 0.5


CLAIMS = [
    ("last-rule-fails", "0.95", None),
    ("last-rule-fails", "0.05", None),
    ("last-rule-fails", "100", lambda: 1000 / 10),
    ("predict", "1.87", lambda: gradient_descent_height(6)),
    ("predict", "0.01", lambda: batch_height(600)),
    ("sgd_text", "35", passed_at),
    ("sgd_text", "0.0053", lambda: batch_height(6000)),
    ("sgd_text", "10", level_from),
    ("sgd_text", "0.01", None),
    ("without", "4", lambda: WITH[0]),
    ("without", "4", lambda: WITHOUT[0]),
    ("without", "4.750", lambda: WITH[1]),
    ("without", "9.5", lambda: mean_and_variance(FOUR)[1]),
    ("without", "4.75", lambda: WITH[1]),
    ("without", "3.167", lambda: WITHOUT[1]),
    ("floor", "0.25", None),
    ("floor", "0.5", lambda: 1 - 0.25 * 2),
    ("floor", "0.125", lambda: 0.25**2 * 4 / 2),
    ("floor", "0.15625", lambda: by_hand(2)),
    ("floor", "0.1640625", lambda: by_hand(3)),
    ("noise_floor_text", "0.0043", shuffled_height),
    ("noise_floor_text", "6", lambda: 1 / by_hand(60)),
    ("break", "3", lambda: 1 / share_after_halving(1.0)),
    ("sentences", "0.95", None),
    ("sentences", "0.05", None),
    ("sentences", "1.90", lambda: batch_height(6000, lr=0.95)),
    ("sentences", "0.0053", lambda: batch_height(6000)),
    ("rescale", "0.72", lambda: 16 / 2 * 0.3**2),
    ("rescale", "0.045", lambda: 1 / 2 * 0.3**2),
    ("minibatch_grad_repair_text", "2", lambda: sharpness(1.0)),
    ("minibatch_grad_repair_text", "16.06", lambda: sharpness(4.0)),
    ("floor_why", "0.05", None),
    ("recall", "0.1", None),
    ("recall", "16", lambda: ceil(1000 / 64)),
    ("recall", "48", lambda: 3 * ceil(1000 / 64)),
    ("recall", "40", lambda: 1000 - 15 * 64),
]
