# expect: adam right -
import math

import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.t = 0; self.m = {}; self.r = {}
    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            self.m[k] = self.b1*self.m.get(k, 0.) + (1-self.b1)*g
            self.r[k] = np.hypot(math.sqrt(self.b2)*self.r.get(k, 0.), math.sqrt(1-self.b2)*g)
            params[k] = params[k] - self.lr/(1-self.b1**self.t)*self.m[k]/(self.r[k]/math.sqrt(1-self.b2**self.t)+self.eps)
