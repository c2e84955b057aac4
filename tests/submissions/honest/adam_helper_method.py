# expect: adam right
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.memory = {}

    def _corrected(self, key, g):
        """Count the calls for each key on its own: every key has a gradient in every call."""
        m, v, t = self.memory.get(key, (0.0, 0.0, 0))
        m = m * self.beta1 + g * (1 - self.beta1)
        v = v * self.beta2 + g * g * (1 - self.beta2)
        self.memory[key] = m, v, t + 1
        return m / (1 - self.beta1 ** (t + 1)), v / (1 - self.beta2 ** (t + 1))

    def update(self, params, grads):
        for key in sorted(params):
            m_hat, v_hat = self._corrected(key, grads[key])
            params[key][...] = params[key] - self.lr * m_hat / (v_hat**0.5 + self.eps)
