# expect: rmsprop right -
import numpy as np


class RMSProp:
    """Keeps a fading sum; the factor that makes an average of it waits until it divides."""

    def __init__(self, lr=0.01, decay_rate=0.99, eps=1e-7):
        self.lr, self.decay_rate, self.eps = lr, decay_rate, eps
        self.sums = {}

    def update(self, params, grads):
        for key, g in grads.items():
            self.sums[key] = self.decay_rate * self.sums.get(key, np.zeros(g.shape)) + g * g
            root = np.sqrt((1 - self.decay_rate) * self.sums[key])
            np.subtract(params[key], self.lr * g / (root + self.eps), out=params[key])
