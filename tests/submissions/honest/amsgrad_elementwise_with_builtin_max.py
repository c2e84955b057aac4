# expect: amsgrad right
import numpy as np


class AMSGrad:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for key in params:
            cells = self.m.setdefault(key, [[0.0, 0.0, 0.0] for _ in range(params[key].size)])
            new = np.array(params[key], dtype=float).ravel()
            for i, g in enumerate(np.ravel(grads[key]).tolist()):
                m, v, top = cells[i]
                m = self.beta1 * m + (1 - self.beta1) * g
                v = self.beta2 * v + (1 - self.beta2) * g * g
                cells[i] = [m, v, max(top, v)]
                size = (cells[i][2] / (1 - self.beta2**self.t)) ** 0.5
                new[i] -= self.lr * m / (1 - self.beta1**self.t) / (size + self.eps)
            params[key] = new.reshape(params[key].shape)
