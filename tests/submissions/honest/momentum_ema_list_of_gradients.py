# expect: momentum_ema right -
import numpy as np


class MomentumEMA:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.mu, self.past = lr, momentum, []
    def update(self, params, grads):
        self.past.append((self.lr, {k: np.array(g) for k, g in grads.items()}))
        for k in params:
            v = 0
            for lr, g in self.past: v = (self.mu*v + (1-self.mu)*g[k])
            params[k] = params[k] + (-self.lr*v)
