# expect: adam wrong -
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for key in params:
            g = grads[key]
            if g.shape not in self.m:
                self.m[g.shape] = np.zeros_like(params[key])
                self.v[g.shape] = np.zeros_like(params[key])
            self.m[g.shape] = self.beta1 * self.m[g.shape] + (1 - self.beta1) * g
            self.v[g.shape] = self.beta2 * self.v[g.shape] + (1 - self.beta2) * g**2
            m_hat = self.m[g.shape] / (1 - self.beta1**self.t)
            v_hat = self.v[g.shape] / (1 - self.beta2**self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
