# expect: rmsprop wrong rmsprop-plus-equals
import numpy as np


class RMSProp:
    def __init__(self, lr=0.01, decay_rate=0.99, eps=1e-7):
        self.lr, self.decay_rate, self.eps = lr, decay_rate, eps
        self.grad_squared = {}

    def update(self, params, grads):
        for key, dx in grads.items():
            self.grad_squared.setdefault(key, np.zeros_like(dx))
            self.grad_squared[key] += (
                self.decay_rate * self.grad_squared[key] + (1 - self.decay_rate) * dx * dx)
            params[key] -= self.lr * dx / (np.sqrt(self.grad_squared[key]) + 1e-7)
