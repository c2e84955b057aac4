# expect: amsgrad right efficient-form+eps-fixed=1e-7
import numpy as np


class AMSGrad:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0
        self.top = None

    def update(self, params, grads):
        if self.top is None:
            self.m = {k: np.zeros_like(p) for k, p in params.items()}
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
            self.top = {k: np.zeros_like(p) for k, p in params.items()}
        self.t += 1
        lr_t = self.lr * np.sqrt(1.0 - self.beta2**self.t) / (1.0 - self.beta1**self.t)
        for k in params:
            self.m[k] += (1 - self.beta1) * (grads[k] - self.m[k])
            self.v[k] += (1 - self.beta2) * (grads[k] ** 2 - self.v[k])
            self.top[k] = np.maximum(self.top[k], self.v[k])
            params[k] -= lr_t * self.m[k] / (np.sqrt(self.top[k]) + 1e-7)
