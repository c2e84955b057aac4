# expect: adadelta right -
import numpy as np


from math import sqrt


class Adadelta:
    def __init__(self, rho=0.95, eps=1e-6):
        self.rho, self.eps, self.memory = rho, eps, {}

    def update(self, params, grads):
        for key in grads:
            for i in np.ndindex(np.shape(grads[key])):
                g2, d2 = self.memory.get((key, i), (0.0, 0.0))
                g = float(grads[key][i])
                g2 = self.rho * g2 + (1 - self.rho) * g * g
                d = sqrt(d2 + self.eps) / sqrt(g2 + self.eps) * g
                self.memory[key, i] = g2, self.rho * d2 + (1 - self.rho) * d * d
                params[key][i] -= d
