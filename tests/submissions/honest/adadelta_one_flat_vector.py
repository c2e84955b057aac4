# expect: adadelta right -
import numpy as np


class Adadelta:
    def __init__(self, rho=0.95, eps=1e-6):
        self.rho, self.eps = rho, eps
        self.averages = None

    def update(self, params, grads):
        g = np.concatenate([np.ravel(grads[key]) for key in params])
        if self.averages is None:
            self.averages = np.zeros((2, g.size))
        self.averages[0] += (1 - self.rho) * (g**2 - self.averages[0])
        below, above = np.sqrt(self.averages + self.eps)
        step = above / below * g
        self.averages[1] += (1 - self.rho) * (step**2 - self.averages[1])
        for key, value in params.items():
            part, step = step[:value.size], step[value.size:]
            params[key] = value - part.reshape(value.shape)
