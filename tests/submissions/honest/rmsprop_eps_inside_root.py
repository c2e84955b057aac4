# expect: rmsprop right squares-eps-inside-root
import numpy as np


from dataclasses import dataclass, field


@dataclass
class RMSProp:
    lr: float = 0.01
    decay_rate: float = 0.99
    eps: float = 1e-7
    h: dict = field(default_factory=dict)

    def update(self, params, grads):
        for key, g in grads.items():
            self.h[key] = self.decay_rate * self.h.get(key, 0) + (1 - self.decay_rate) * g**2
            params[key] -= self.lr * g * (self.h[key] + self.eps) ** -0.5
