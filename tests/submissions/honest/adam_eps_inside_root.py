# expect: adam right eps-inside-root
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.state, self.t = {}, 0

    def update(self, params, grads):
        self.t += 1
        for key in params:
            g = grads[key]
            m, v = self.state.get(key, (np.zeros_like(g), np.zeros_like(g)))
            m = self.beta1 * m + (1 - self.beta1) * g
            v = self.beta2 * v + (1 - self.beta2) * g**2
            self.state[key] = (m, v)
            m_hat, v_hat = m / (1 - self.beta1**self.t), v / (1 - self.beta2**self.t)
            params[key] = params[key] - self.lr * m_hat / np.sqrt(v_hat + self.eps)
