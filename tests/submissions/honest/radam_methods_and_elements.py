# expect: radam right
import numpy as np


class RAdam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def rate(self):
        """Give what multiplies the moment, and whether it is divided."""
        end = 2 / (1 - self.beta2) - 1
        power = self.beta2**self.t
        rho = end - 2 * self.t * power / (1 - power)
        if rho <= 5:
            return self.lr / (1 - self.beta1**self.t), False
        r2 = (rho - 4) * (rho - 2) * end / ((end - 4) * (end - 2) * rho)
        return self.lr / (1 - self.beta1**self.t) * (r2 * (1 - power)) ** 0.5, True

    def update(self, params, grads):
        self.t += 1
        rate, divided = self.rate()
        for key in params:
            cells = self.m.setdefault(key, {})
            flat = np.array(params[key]).reshape(-1)
            for i, g in enumerate(np.array(grads[key]).reshape(-1)):
                m, v = cells.get(i, (0.0, 0.0))
                m = self.beta1 * m + (1 - self.beta1) * g
                v = self.beta2 * v + (1 - self.beta2) * g * g
                cells[i] = m, v
                flat[i] -= rate * m / (v**0.5 + self.eps) if divided else rate * m
            params[key] = flat.reshape(np.shape(params[key]))
