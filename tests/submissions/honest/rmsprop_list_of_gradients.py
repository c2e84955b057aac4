# expect: rmsprop right -
import numpy as np


class RMSProp:
    def __init__(self, lr=0.01, decay_rate=0.99, eps=1e-7):
        self.lr, self.rho, self.eps, self.history = lr, decay_rate, eps, []

    def update(self, params, grads):
        self.history.append({key: g.copy() for key, g in grads.items()})
        weights = [(1 - self.rho) * self.rho**age for age in range(len(self.history))][::-1]
        for key in params:
            mean_square = sum(w * old[key] ** 2 for w, old in zip(weights, self.history))
            params[key] = params[key] - self.lr * grads[key] / (np.sqrt(mean_square) + self.eps)
