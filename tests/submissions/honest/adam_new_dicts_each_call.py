# expect: adam right
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        b1, b2 = self.beta1, self.beta2
        self.m = {k: b1 * self.m.get(k, np.zeros_like(g)) + (1 - b1) * g for k, g in grads.items()}
        self.v = {k: b2 * self.v.get(k, np.zeros_like(g)) + (1 - b2) * g**2 for k, g in grads.items()}
        for k in params:
            params[k] -= (self.lr * self.m[k] / (1 - b1**self.t)
                          / (np.sqrt(self.v[k]) / np.sqrt(1 - b2**self.t) + self.eps))
