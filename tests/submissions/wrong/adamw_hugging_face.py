# expect: adamw wrong decay-after-step
import numpy as np


class AdamW:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.weight_decay, self.m, self.v, self.t = weight_decay, {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for key, p in params.items():
            m = self.m.setdefault(key, np.zeros_like(p))
            v = self.v.setdefault(key, np.zeros_like(p))
            m *= self.beta1
            m += (1 - self.beta1) * grads[key]
            v *= self.beta2
            v += (1 - self.beta2) * grads[key] ** 2
            root = np.sqrt(v / (1 - self.beta2**self.t))
            p -= self.lr * m / (1 - self.beta1**self.t) / (root + self.eps)
            p += -self.lr * self.weight_decay * p
