# expect: nesterov wrong nesterov-no-memory
import numpy as np


class Nesterov:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum

    def update(self, params, grads):
        v = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            params[key] += self.momentum**2 * v[key] - (1 + self.momentum) * self.lr * grads[key]
            v[key] = self.momentum * v[key] - self.lr * grads[key]
