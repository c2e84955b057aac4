# expect: adadelta wrong adadelta-fraction-is-one
import numpy as np


class Adadelta:
    def __init__(self, rho=0.95, eps=1e-6):
        self.rho, self.eps = rho, eps
        self.h = self.d = {}

    def update(self, params, grads):
        for key, g in grads.items():
            self.h[key] = self.rho * self.h.get(key, 0) + (1 - self.rho) * g**2
            step = np.sqrt(self.d.get(key, 0) + self.eps) / np.sqrt(self.h[key] + self.eps) * g
            self.d[key] = self.rho * self.d.get(key, 0) + (1 - self.rho) * step**2
            params[key] -= step
