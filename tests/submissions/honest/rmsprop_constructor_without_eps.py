# expect: rmsprop right eps-fixed=1e-8
import numpy as np


class RMSProp:
    def __init__(self, lr=0.01, decay_rate=0.99):
        self.lr, self.decay_rate = lr, decay_rate
        self.cache = {}

    def update(self, params, grads):
        for k, dx in grads.items():
            self.cache.setdefault(k, np.zeros_like(dx))
            self.cache[k] = self.decay_rate * self.cache[k] + (1 - self.decay_rate) * dx**2
            params[k] += -self.lr * dx / (np.sqrt(self.cache[k]) + 1e-8)
