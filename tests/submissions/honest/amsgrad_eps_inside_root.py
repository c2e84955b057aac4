# expect: amsgrad right eps-inside-root
import numpy as np


class AMSGrad:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0
        self.top = {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            self.m[k] = self.beta1 * self.m.get(k, 0) + (1 - self.beta1) * g
            self.v[k] = self.beta2 * self.v.get(k, 0) + (1 - self.beta2) * g**2
            self.top[k] = np.fmax(self.top.get(k, 0), self.v[k])
            params[k] -= self.lr * self.m[k] / (1 - self.beta1**self.t) / np.sqrt(
                self.top[k] / (1 - self.beta2**self.t) + self.eps)
