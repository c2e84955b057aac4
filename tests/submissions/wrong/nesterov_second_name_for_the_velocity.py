# expect: nesterov wrong nesterov-is-momentum
import numpy as np


class Nesterov:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grads):
        for key in params:
            self.v.setdefault(key, np.zeros_like(params[key]))
            v_prev = self.v[key]
            self.v[key] *= self.momentum
            self.v[key] -= self.lr * grads[key]
            params[key] += -self.momentum * v_prev + (1 + self.momentum) * self.v[key]
