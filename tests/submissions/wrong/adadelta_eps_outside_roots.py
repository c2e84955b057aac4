# expect: adadelta wrong adadelta-eps-outside-roots
import numpy as np


class Adadelta:
    def __init__(self, rho=0.95, eps=1e-6):
        self.rho, self.eps = rho, eps
        self.h, self.d = {}, {}

    def update(self, params, grads):
        for key, g in grads.items():
            h, d = self.h.get(key, np.zeros_like(g)), self.d.get(key, np.zeros_like(g))
            self.h[key] = self.rho * h + (1 - self.rho) * g**2
            step = (np.sqrt(d) + self.eps) / (np.sqrt(self.h[key]) + self.eps) * g
            self.d[key] = self.rho * d + (1 - self.rho) * step**2
            params[key] -= step
