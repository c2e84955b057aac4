# expect: nesterov_lookahead right
from collections import OrderedDict

import numpy as np


class NesterovLookahead:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.b = {}

    def _ahead(self, params):
        for key in params:
            yield key, params[key] - self.lr * self.momentum * self.b[key]

    def update(self, params, grad_fn):
        for key in params:
            if key not in self.b:
                self.b[key] = np.zeros_like(params[key])
        g = grad_fn(OrderedDict(self._ahead(params)))
        self.b = {key: self.momentum * b + g[key] for key, b in self.b.items()}
        params.update({key: params[key] - self.lr * self.b[key] for key in params})
