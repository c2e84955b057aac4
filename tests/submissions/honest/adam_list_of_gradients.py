# expect: adam right
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.past = {}

    def update(self, params, grads):
        """Keeps all gradients and sums them with their weights: slow, and right."""
        for key, g in grads.items():
            past = self.past.setdefault(key, [])
            past.append(g.copy())
            t = len(past)
            ages = range(t - 1, -1, -1)
            m = sum((1 - self.beta1) * self.beta1**a * x for a, x in zip(ages, past))
            v = sum((1 - self.beta2) * self.beta2**a * x**2 for a, x in zip(ages, past))
            params[key] -= self.lr * m / (1 - self.beta1**t) / (
                np.sqrt(v / (1 - self.beta2**t)) + self.eps)
