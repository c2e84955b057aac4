# expect: adam right eps-fixed=1e-8
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2, self.t, self.state = lr, beta1, beta2, 0, {}

    def update(self, params, grads):
        self.t += 1
        for key, g in grads.items():
            m, v = self.state.get(key, (0 * g, 0 * g))
            m, v = self.beta1 * m + (1 - self.beta1) * g, self.beta2 * v + (1 - self.beta2) * g * g
            self.state[key] = m, v
            params[key] -= self.lr * m / (1 - self.beta1**self.t) / (
                np.sqrt(v / (1 - self.beta2**self.t)) + 1e-8)
