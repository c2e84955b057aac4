# expect: nesterov_lookahead wrong lookahead-mu-squared
import numpy as np


class NesterovLookahead:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grad_fn):
        ahead = {}
        for key in params:
            self.v.setdefault(key, np.zeros_like(params[key]))
            self.v[key] *= self.momentum
            ahead[key] = params[key] + self.momentum * self.v[key]
        grads = grad_fn(ahead)
        for key in params:
            self.v[key] -= self.lr * grads[key]
            params[key] += self.v[key]
