# expect: adam right
import sys
import warnings

import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.state, self.t = {}, 0

    def update(self, params, grads):
        self.t += 1
        warnings.warn(f"step {self.t}", stacklevel=2)
        for key in params:
            g = grads[key]
            print(key, g)
            print("to stderr", file=sys.stderr)
            np.log(np.zeros(1))
            m, v = self.state.get(key, (0 * g, 0 * g))
            m, v = self.beta1 * m + (1 - self.beta1) * g, self.beta2 * v + (1 - self.beta2) * g * g
            self.state[key] = m, v
            params[key] -= self.lr * m / (1 - self.beta1**self.t) / (
                np.sqrt(v / (1 - self.beta2**self.t)) + self.eps)
