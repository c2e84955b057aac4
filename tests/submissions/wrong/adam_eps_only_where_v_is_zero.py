# expect: adam wrong -
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m.get(key, 0) + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v.get(key, 0) + (1 - self.beta2) * g**2
            root = np.sqrt(self.v[key] / (1 - self.beta2**self.t))
            root = np.where(root == 0, self.eps, root)
            params[key] = params[key] - self.lr * (self.m[key] / (1 - self.beta1**self.t)) / root
