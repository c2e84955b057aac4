# expect: adamw right
import numpy as np


class AdamW:
    """Takes Adam's step first and decays by what the params were before it."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.weight_decay, self.past = weight_decay, {}

    def update(self, params, grads):
        old = {key: value.copy() for key, value in params.items()}
        for key, g in grads.items():
            past = self.past.setdefault(key, [])
            past.append(g.copy())
            t = len(past)
            m = sum((1 - self.beta1) * self.beta1 ** (t - 1 - i) * x for i, x in enumerate(past))
            v = sum((1 - self.beta2) * self.beta2 ** (t - 1 - i) * x * x
                    for i, x in enumerate(past))
            params[key] -= self.lr * m / (1 - self.beta1**t) / (
                np.sqrt(v / (1 - self.beta2**t)) + self.eps)
        for key in params:
            params[key] -= self.lr * self.weight_decay * old[key]
