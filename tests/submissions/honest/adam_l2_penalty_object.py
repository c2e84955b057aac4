# expect: adam_l2 right
from dataclasses import dataclass, field

import numpy as np


@dataclass
class Penalty:
    weight: float

    def grad(self, value):
        return self.weight * value


@dataclass
class AdamL2:
    lr: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8
    weight_decay: float = 0.01
    state: dict = field(default_factory=dict)

    def direction(self, key, g):
        m, v, t = self.state.get(key, (np.zeros_like(g), np.zeros_like(g), 0))
        m, v = self.beta1 * m + (1 - self.beta1) * g, self.beta2 * v + (1 - self.beta2) * g * g
        self.state[key] = m, v, t + 1
        return m / (1 - self.beta1 ** (t + 1)) / (
            np.sqrt(v / (1 - self.beta2 ** (t + 1))) + self.eps)

    def update(self, params, grads):
        penalty = Penalty(self.weight_decay)
        for key in sorted(params):
            g = np.add(grads[key], penalty.grad(params[key]))
            params[key][...] = params[key] - self.lr * self.direction(key, g)
