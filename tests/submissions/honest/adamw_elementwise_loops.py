# expect: adamw right
import math

import numpy as np


class AdamW:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.weight_decay = weight_decay
        self.memory, self.power1, self.power2 = {}, 1.0, 1.0

    def update(self, params, grads):
        self.power1 *= self.beta1
        self.power2 *= self.beta2
        for key in params:
            new = []
            memory = self.memory.setdefault(key, [(0.0, 0.0)] * params[key].size)
            for i, (p, g) in enumerate(zip(params[key].flat, grads[key].flat)):
                m, v = memory[i]
                m = self.beta1 * m + (1 - self.beta1) * g
                v = self.beta2 * v + (1 - self.beta2) * g**2
                memory[i] = m, v
                p = p - self.lr * self.weight_decay * p
                root = math.sqrt(v / (1 - self.power2))
                new.append(p - self.lr * m / (1 - self.power1) / (root + self.eps))
            params[key] = np.array(new).reshape(params[key].shape)
