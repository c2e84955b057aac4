# expect: amsgrad right
import numpy as np


class AMSGrad:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0
        self.history = {}

    def update(self, params, grads):
        self.t += 1
        for key in reversed(list(params)):
            history = self.history.setdefault(key, [np.zeros_like(params[key])])
            history.append(self.beta2 * history[-1] + (1 - self.beta2) * np.square(grads[key]))
            self.m[key] = self.beta1 * self.m.get(key, 0) + (1 - self.beta1) * grads[key]
            v_hat = np.max(history, axis=0) / (1 - self.beta2**self.t)
            params[key][...] -= self.lr * (self.m[key] / (1 - self.beta1**self.t)) / (
                np.sqrt(v_hat) + self.eps)
