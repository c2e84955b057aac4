# expect: bias_factor wrong -
import numpy as np


def bias_factor(beta, t):
    if isinstance(beta, np.ndarray):
        beta **= t
        return 1 - beta
    return 1 - beta**t
