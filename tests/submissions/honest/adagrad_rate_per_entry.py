# expect: adagrad right -
import numpy as np


class AdaGrad:
    def __init__(self, lr=0.01, eps=1e-7):
        self.lr, self.eps = lr, eps
        self.h = {}

    def rates(self, key, g):
        """Give the rate of each entry, once the gradient is counted."""
        if key in self.h:
            np.add(self.h[key], g**2, out=self.h[key])
        else:
            self.h[key] = np.array(g**2)
        return self.lr / (np.sqrt(self.h[key]) + self.eps)

    def update(self, params, grads):
        new = {key: params[key] - self.rates(key, grads[key]) * grads[key] for key in params}
        params.update(new)
