# expect: rmsprop wrong ignores-hyper=decay_rate
import numpy as np


class RMSProp:
    def __init__(self, lr=0.01, decay_rate=0.99, eps=1e-7):
        self.lr, self.decay_rate, self.eps, self.h = lr, decay_rate, eps, {}

    def update(self, params, grads):
        for key in params:
            g = grads[key]
            h = self.h.get(key, np.zeros_like(g))
            self.h[key] = 0.99 * h + 0.01 * g**2
            params[key] -= self.lr * g / (np.sqrt(self.h[key]) + self.eps)
