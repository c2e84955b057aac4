# expect: adam right
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t = self.t + 1
        for k, g in grads.items():
            m = self.m.get(k, 0.0) * self.beta1 + g * (1.0 - self.beta1)
            v = self.v.get(k, 0.0) * self.beta2 + np.square(g) * (1.0 - self.beta2)
            self.m[k], self.v[k] = m, v
            params[k] = params[k] - self.lr * (m / (1 - self.beta1**self.t)) / (
                (v / (1 - self.beta2**self.t)) ** 0.5 + self.eps)
