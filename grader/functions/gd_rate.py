"""gd_rate: by what factor the distance to the minimum shrinks, at worst, in one step."""

import numpy as np

from grader.answers import Function
from grader.functions.max_stable_lr import eigenvalues


def factors(H, lr):
    return 1 - lr * eigenvalues(H)


def right(H, lr):
    """Give the largest |1 - lr·lambda|."""
    return np.max(np.abs(factors(H, lr)))


GD_RATE = Function(
    "Polyak 1987, Introduction to Optimization, section 1.4", right,
    mistakes={
        "rate-absolute-missing": lambda H, lr: np.max(factors(H, lr)),
        "rate-only-largest": lambda H, lr: abs(1 - lr * eigenvalues(H)[-1]),
        "rate-only-smallest": lambda H, lr: abs(1 - lr * eigenvalues(H)[0]),
        "rate-minimum": lambda H, lr: np.min(np.abs(factors(H, lr))),
        "rate-product": lambda H, lr: np.prod(np.abs(factors(H, lr))),
        "rate-one-minus-missing": lambda H, lr: lr * eigenvalues(H)[-1],
        "rate-of-best-lr": lambda H, lr: (eigenvalues(H)[-1] - eigenvalues(H)[0]) / (
            eigenvalues(H)[-1] + eigenvalues(H)[0]),
        "rate-by-diagonal": lambda H, lr: np.max(np.abs(1 - lr * np.diag(H))),
        "rate-squared": lambda H, lr: right(H, lr) ** 2,
    })
