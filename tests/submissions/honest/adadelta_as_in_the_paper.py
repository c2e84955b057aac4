# expect: adadelta right -
import numpy as np


class Adadelta:
    def __init__(self, rho=0.95, eps=1e-6):
        self.rho, self.eps = rho, eps
        self.mean_g2, self.mean_dx2 = None, None

    def rms(self, mean_square):
        return np.sqrt(mean_square + self.eps)

    def update(self, params, grads):
        if self.mean_g2 is None:
            self.mean_g2 = {key: np.zeros_like(value) for key, value in params.items()}
            self.mean_dx2 = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            g = grads[key]
            self.mean_g2[key] = self.rho * self.mean_g2[key] + (1 - self.rho) * g**2
            dx = -self.rms(self.mean_dx2[key]) / self.rms(self.mean_g2[key]) * g
            self.mean_dx2[key] = self.rho * self.mean_dx2[key] + (1 - self.rho) * dx**2
            params[key] += dx
