# expect: nesterov right
import numpy as np


class Nesterov:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = 0.0

    def update(self, params, grads):
        keys = list(params)
        g = np.concatenate([np.ravel(grads[key]) for key in keys])
        step = self.momentum**2 * self.v - (1 + self.momentum) * self.lr * g
        self.v = self.momentum * self.v - self.lr * g
        at = 0
        for key in keys:
            size = params[key].size
            params[key] += step[at:at + size].reshape(params[key].shape)
            at += size
