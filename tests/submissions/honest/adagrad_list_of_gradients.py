# expect: adagrad right -
import numpy as np


class AdaGrad:
    """Keeps every gradient and sums their squares anew."""

    def __init__(self, lr=0.01, eps=1e-7):
        self.lr, self.eps, self.seen = lr, eps, {}

    def update(self, params, grads):
        for key, g in grads.items():
            self.seen.setdefault(key, []).append(np.copy(g))
            size = np.linalg.norm(np.stack(self.seen[key]), axis=0)
            params[key] = params[key] - self.lr / (self.eps + size) * g
