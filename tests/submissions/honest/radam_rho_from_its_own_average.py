# expect: radam right
import numpy as np


class RAdam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0
        self.sums = [0.0, 0.0]

    def update(self, params, grads):
        """Finds rho by averaging the ages of the weights, as the paper derives it."""
        self.t += 1
        weights = self.beta2 ** np.arange(self.t) * (1 - self.beta2)
        age = float(weights @ np.arange(self.t)) / float(weights.sum())
        rho, end = 2 * age + 1, 2 / (1 - self.beta2) - 1
        for key in params:
            self.m[key] = self.beta1 * self.m.get(key, 0) + (1 - self.beta1) * grads[key]
            self.v[key] = self.beta2 * self.v.get(key, 0) + (1 - self.beta2) * grads[key] ** 2
            step = self.m[key] / (1 - self.beta1**self.t)
            if rho > 5:
                variance = rho / ((rho - 2) * (rho - 4))
                least = end / ((end - 2) * (end - 4))
                step = step * (least / variance) ** 0.5 * (1 - self.beta2**self.t) ** 0.5
                step = step / (self.v[key] ** 0.5 + self.eps)
            params[key] = params[key] - self.lr * step
