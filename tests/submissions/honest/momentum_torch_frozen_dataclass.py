# expect: momentum_torch right rate-read-once
from dataclasses import dataclass, field


@dataclass(frozen=True)
class MomentumTorch:
    lr: float = 0.01
    momentum: float = 0.9
    b: dict = field(default_factory=dict)

    def update(self, params, grads):
        for key, g in grads.items():
            self.b[key] = self.momentum * self.b.get(key, 0) + g
            params[key] = params[key] - self.lr * self.b[key]
