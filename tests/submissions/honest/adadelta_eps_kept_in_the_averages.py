# expect: adadelta right -
import numpy as np


class Adadelta:
    """Averages that start at eps and are fed eps stay one eps above the others."""

    def __init__(self, rho=0.95, eps=1e-6):
        self.rho, self.eps, self.a, self.b = rho, eps, {}, {}

    def update(self, params, grads):
        for key in params:
            a, b = self.a.get(key, self.eps), self.b.get(key, self.eps)
            self.a[key] = self.rho * a + (1 - self.rho) * (grads[key] ** 2 + self.eps)
            step = grads[key] * (b / self.a[key]) ** 0.5
            self.b[key] = self.rho * b + (1 - self.rho) * (step**2 + self.eps)
            params[key] -= step
