# expect: nesterov_lookahead right
import numpy as np


class NesterovLookahead:
    """Moves the params to the look-ahead point, asks, and puts them back."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grad_fn):
        home = {key: value.copy() for key, value in params.items()}
        for key in params:
            self.v.setdefault(key, np.zeros(params[key].shape))
            params[key] += self.momentum * self.v[key]
        grads = grad_fn(params)
        for key in params:
            self.v[key] *= self.momentum
            self.v[key] -= self.lr * grads[key]
            params[key][...] = home[key] + self.v[key]
