# expect: nesterov right
from collections import defaultdict

import numpy as np


class Nesterov:
    """The difference of two look-ahead points: -mu v_old + (1 + mu) v_new."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = defaultdict(lambda: np.float64(0))

    def update(self, params, grads):
        mu = self.momentum
        for key in sorted(params):
            v_prev = self.v[key]
            self.v[key] = mu * v_prev - self.lr * grads[key]
            params[key] = params[key] - mu * v_prev + (1 + mu) * self.v[key]
