# expect: rmsprop wrong -
import numpy as np


class RMSProp:
    """Averages the last ten squares: a window in place of a fading memory."""

    def __init__(self, lr=0.01, decay_rate=0.99, eps=1e-7):
        self.lr, self.eps, self.last = lr, eps, {}

    def update(self, params, grads):
        for key, g in grads.items():
            self.last[key] = self.last.get(key, [])[-9:] + [g**2]
            params[key] -= self.lr * g / (np.sqrt(np.mean(self.last[key], axis=0)) + self.eps)
