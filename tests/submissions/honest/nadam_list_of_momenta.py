# expect: nadam right
import numpy as np


class NAdam:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999, eps=1e-8, momentum_decay=4e-3):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.momentum_decay = momentum_decay
        self.m, self.v, self.t = {}, {}, 0

    def mu(self, i):
        return self.beta1 * (1 - 0.96 ** (i * self.momentum_decay) / 2)

    def update(self, params, grads):
        self.t += 1
        mus = np.array([self.mu(i) for i in range(1, self.t + 2)])
        now, ahead = np.prod(mus[:-1]), np.prod(mus)
        for key in params:
            g = grads[key]
            m, v = self.m.get(key, 0 * g), self.v.get(key, 0 * g)
            self.m[key] = m = m + (1 - self.beta1) * (g - m)
            self.v[key] = v = v + (1 - self.beta2) * (g * g - v)
            direction = mus[-1] / (1 - ahead) * m + (1 - mus[-2]) / (1 - now) * g
            root = np.sqrt(v) / np.sqrt(1 - self.beta2**self.t)
            params[key] = params[key] - self.lr * direction / (root + self.eps)
