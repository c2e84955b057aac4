# expect: nesterov_lookahead right
import numpy as np


class NesterovLookahead:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grad_fn):
        if self.v is None:
            self.v = {key: np.zeros_like(value) for key, value in params.items()}
        ahead = {key: params[key] + self.momentum * self.v[key] for key in params}
        grads = grad_fn(ahead)
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]
