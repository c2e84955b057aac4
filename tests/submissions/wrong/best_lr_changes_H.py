# expect: best_lr wrong -
import numpy as np


def best_lr(H):
    H *= 0.5
    values = np.linalg.eigvalsh(H)
    return 1 / (values[0] + values[-1])
