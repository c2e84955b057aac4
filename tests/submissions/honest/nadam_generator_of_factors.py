# expect: nadam right
import numpy as np


class NAdam:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999, eps=1e-8, momentum_decay=4e-3):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.momentum_decay = momentum_decay
        self.m, self.v, self.t = {}, {}, 0
        self.factors = self.schedule()

    def schedule(self):
        t, product, mu = 1, 1.0, self.beta1 * (1 - 0.5 * 0.96**self.momentum_decay)
        while True:
            product *= mu
            ahead = self.beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * self.momentum_decay))
            yield ahead / (1 - product * ahead), (1 - mu) / (1 - product), 1 - self.beta2**t
            t, mu = t + 1, ahead

    def update(self, params, grads):
        of_m, of_g, of_v = next(self.factors)
        for key in sorted(grads):
            g = grads[key]
            self.m[key] = self.beta1 * self.m.get(key, 0) + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v.get(key, 0) + (1 - self.beta2) * g * g
            params[key] = params[key] - self.lr * (of_m * self.m[key] + of_g * g) / (
                np.sqrt(self.v[key] / of_v) + self.eps)
