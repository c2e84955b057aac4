# expect: nadam right
import numpy as np


class NAdam:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999, eps=1e-8, momentum_decay=4e-3):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.momentum_decay = momentum_decay
        self.m, self.v, self.t = {}, {}, 0
        self.log_product = 0.0

    def update(self, params, grads):
        """Adds logarithms of the momenta, where others multiply the momenta."""
        self.t += 1
        mu, ahead = self.beta1 * (1 - 0.5 * np.exp(
            np.log(0.96) * self.momentum_decay * np.array([self.t, self.t + 1])))
        self.log_product += np.log(mu)
        left = -np.expm1(self.log_product)
        left_ahead = -np.expm1(self.log_product + np.log(ahead))
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m.get(key, 0) + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v.get(key, 0) + (1 - self.beta2) * g**2
            size = (self.v[key] / (1 - self.beta2**self.t)) ** 0.5 + self.eps
            params[key][...] -= self.lr * ahead * self.m[key] / left_ahead / size
            params[key][...] -= self.lr * (1 - mu) * g / left / size
