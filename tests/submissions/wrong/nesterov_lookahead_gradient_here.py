# expect: nesterov_lookahead wrong lookahead-missing
import numpy as np


class NesterovLookahead:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grad_fn):
        grads = grad_fn(params)
        for key in params:
            v = self.v.get(key, np.zeros_like(params[key]))
            self.v[key] = self.momentum * v - self.lr * grads[key]
            params[key] += self.v[key]
