# expect: adadelta error -
import numpy as np


class Adadelta:
    def __init__(self, rho=0.95, eps=1e-6):
        self.rho, self.eps = rho, eps
        self.h = self.d = None

    def update(self, params, grads):
        for key, g in grads.items():
            self.h[key] = self.rho * self.h[key] + (1 - self.rho) * g**2
            step = np.sqrt(self.d[key] + self.eps) / np.sqrt(self.h[key] + self.eps) * g
            self.d[key] = self.rho * self.d[key] + (1 - self.rho) * step**2
            params[key] -= step
