# expect: radam right
import numpy as np


class RAdam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0
        self.buffer = [[None, None, None] for _ in range(10)]

    def update(self, params, grads):
        self.t += 1
        buffered = self.buffer[self.t % 10]
        if buffered[0] != self.t:
            beta2_t = self.beta2**self.t
            n_max = 2 / (1 - self.beta2) - 1
            n_sma = n_max - 2 * self.t * beta2_t / (1 - beta2_t)
            size = 1.0 / (1 - self.beta1**self.t)
            if n_sma >= 5:
                size *= np.sqrt((1 - beta2_t) * (n_sma - 4) / (n_max - 4) * (n_sma - 2) / n_sma
                                * n_max / (n_max - 2))
            buffered[:] = self.t, n_sma, size
        _, n_sma, size = buffered
        for key, p in params.items():
            m = self.m.setdefault(key, np.zeros_like(p))
            v = self.v.setdefault(key, np.zeros_like(p))
            v *= self.beta2
            v += (1 - self.beta2) * grads[key] * grads[key]
            m *= self.beta1
            m += (1 - self.beta1) * grads[key]
            p -= size * self.lr * (m / (np.sqrt(v) + self.eps) if n_sma >= 5 else m)
