# expect: momentum_torch wrong state-is-gradient-array
import numpy as np


class MomentumTorch:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.b = {}

    def update(self, params, grads):
        for key, g in grads.items():
            if key in self.b:
                self.b[key] = self.momentum * self.b[key] + g
            else:
                self.b[key] = g
            params[key] = params[key] - self.lr * self.b[key]
