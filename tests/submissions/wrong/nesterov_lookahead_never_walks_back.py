# expect: nesterov_lookahead wrong lookahead-params-left-there
import numpy as np


class NesterovLookahead:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grad_fn):
        for key in params:
            self.v.setdefault(key, np.zeros_like(params[key]))
            params[key] += self.momentum * self.v[key]
        grads = grad_fn(params)
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]
