# expect: adagrad right -
import numpy as np


class AdaGrad:
    def __init__(self, lr=0.01, eps=1e-7):
        self.lr, self.eps, self.norms = lr, eps, {}

    def update(self, params, grads):
        self.norms = {key: np.hypot(self.norms.get(key, 0.0), g) for key, g in grads.items()}
        for key in params:
            params[key] -= self.lr * (grads[key] / (self.norms[key] + self.eps))
