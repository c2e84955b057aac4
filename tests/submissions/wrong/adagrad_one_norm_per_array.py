# expect: adagrad wrong squares-one-for-all
import numpy as np


class AdaGrad:
    def __init__(self, lr=0.01, eps=1e-7):
        self.lr, self.eps, self.h = lr, eps, {}

    def update(self, params, grads):
        for key, g in grads.items():
            self.h[key] = self.h.get(key, 0.0) + np.sum(g * g)
            params[key] -= self.lr * g / (np.sqrt(self.h[key]) + self.eps)
