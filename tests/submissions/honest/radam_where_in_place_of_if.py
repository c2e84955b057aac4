# expect: radam right
import numpy as np


class RAdam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        c1, c2 = 1 - self.beta1**self.t, 1 - self.beta2**self.t
        end = 2 / (1 - self.beta2) - 1
        rho = end - 2 * self.t * (1 - c2) / c2
        r = np.sqrt(np.maximum(rho - 4, 0) * (rho - 2) * end / ((end - 4) * (end - 2) * rho))
        for key in sorted(params):
            g = np.asarray(grads[key])
            self.m[key] = self.m.get(key, 0.0) * self.beta1 + g * (1 - self.beta1)
            self.v[key] = self.v.get(key, 0.0) * self.beta2 + g * g * (1 - self.beta2)
            scale = np.where(rho > 5, r * np.sqrt(c2) / (np.sqrt(self.v[key]) + self.eps), 1.0)
            params[key][...] = params[key] - self.lr / c1 * self.m[key] * scale
