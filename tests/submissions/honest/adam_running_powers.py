# expect: adam right
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.power1 = self.power2 = 1.0
        self.state = {}

    def update(self, params, grads):
        self.power1 *= self.beta1
        self.power2 *= self.beta2
        for key, grad in grads.items():
            m, v = self.state.setdefault(key, [np.zeros(grad.shape), np.zeros(grad.shape)])
            m += (1 - self.beta1) * (grad - m)
            v += (1 - self.beta2) * (grad * grad - v)
            params[key] -= self.lr * (m / (1 - self.power1)) / (
                np.sqrt(v / (1 - self.power2)) + self.eps)
