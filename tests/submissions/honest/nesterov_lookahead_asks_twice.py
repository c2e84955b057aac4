# expect: nesterov_lookahead right
import numpy as np


class NesterovLookahead:
    """Asks for the slope at the params too, only to keep a record, and uses what it gets."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v, self.sizes = lr, momentum, {}, []

    def update(self, params, grad_fn):
        here = grad_fn(params)
        self.sizes.append(sum(float(np.sum(g**2)) for g in here.values()) ** 0.5)
        there = grad_fn({k: p + self.momentum * self.v.get(k, 0.0) for k, p in params.items()})
        for k, g in there.items():
            g *= self.lr
            self.v[k] = self.momentum * self.v.get(k, 0.0) - g
            params[k] = params[k] + self.v[k]
