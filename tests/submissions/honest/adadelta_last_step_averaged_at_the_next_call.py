# expect: adadelta right -
import numpy as np


class Adadelta:
    """Averages the step of call t at the beginning of call t + 1: early enough."""

    def __init__(self, rho=0.95, eps=1e-6):
        self.rho, self.eps, self.g2, self.d2, self.last = rho, eps, {}, {}, {}

    def mix(self, old, new):
        return old * self.rho + new * (1 - self.rho)

    def update(self, params, grads):
        for key, g in grads.items():
            self.d2[key] = self.mix(self.d2.get(key, 0.0), self.last.get(key, 0.0) ** 2)
            self.g2[key] = self.mix(self.g2.get(key, 0.0), g * g)
            self.last[key] = g * np.sqrt((self.d2[key] + self.eps) / (self.g2[key] + self.eps))
            params[key] = params[key] - self.last[key]
