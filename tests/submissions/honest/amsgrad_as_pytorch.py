# expect: amsgrad right
import numpy as np


class AMSGrad:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for key, p in params.items():
            g = grads[key]
            if key not in self.m:
                self.m[key] = np.zeros_like(p)
                self.v[key] = (np.zeros_like(p), np.zeros_like(p))
            exp_avg, (exp_avg_sq, largest) = self.m[key], self.v[key]
            exp_avg += (1 - self.beta1) * (g - exp_avg)
            exp_avg_sq *= self.beta2
            exp_avg_sq += (1 - self.beta2) * g * g
            np.maximum(largest, exp_avg_sq, out=largest)
            denom = np.sqrt(largest) / np.sqrt(1 - self.beta2**self.t) + self.eps
            p -= self.lr / (1 - self.beta1**self.t) * exp_avg / denom
