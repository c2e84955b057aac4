# expect: adam right
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for key, param in params.items():
            g = grads[key]
            m = self.m.setdefault(key, np.zeros(np.shape(param)))
            v = self.v.setdefault(key, np.zeros(np.shape(param)))
            np.multiply(m, self.beta1, out=m)
            np.add(m, (1 - self.beta1) * g, out=m)
            np.multiply(v, self.beta2, out=v)
            np.add(v, (1 - self.beta2) * np.power(g, 2), out=v)
            denominator = np.add(np.sqrt(np.divide(v, 1 - self.beta2**self.t)), self.eps)
            np.subtract(param, self.lr / (1 - self.beta1**self.t) * m / denominator, out=param)
