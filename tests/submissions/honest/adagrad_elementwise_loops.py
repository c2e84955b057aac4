# expect: adagrad right -
import numpy as np


import math


class AdaGrad:
    def __init__(self, lr=0.01, eps=1e-7):
        self.lr, self.eps, self.h = lr, eps, {}

    def update(self, params, grads):
        for key in params:
            for i in np.ndindex(params[key].shape):
                g = float(grads[key][i])
                self.h[key, i] = self.h.get((key, i), 0.0) + g * g
                params[key][i] -= self.lr * g / (math.sqrt(self.h[key, i]) + self.eps)
