# expect: nesterov right
import numpy as np


class Nesterov:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.speed = {}

    def update(self, params, grads):
        for key, p in params.items():
            gradient = np.multiply(self.lr, grads[key])
            u = self.speed.setdefault(key, np.zeros(p.shape))
            np.multiply(u, self.momentum, out=u)
            np.add(u, gradient, out=u)
            np.subtract(p, np.add(gradient, self.momentum * u), out=p)
