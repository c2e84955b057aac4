# expect: rmsprop wrong rmsprop-corrected
import numpy as np


class RMSProp:
    def __init__(self, lr=0.01, decay_rate=0.99, eps=1e-7):
        self.lr, self.decay_rate, self.eps, self.h, self.t = lr, decay_rate, eps, {}, 0

    def update(self, params, grads):
        self.t += 1
        for key, g in grads.items():
            self.h[key] = self.decay_rate * self.h.get(key, 0) + (1 - self.decay_rate) * g**2
            h_hat = self.h[key] / (1 - self.decay_rate**self.t)
            params[key] -= self.lr * g / (np.sqrt(h_hat) + 1e-8)
