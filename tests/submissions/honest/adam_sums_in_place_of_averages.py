# expect: adam right -
import numpy as np


class Adam:
    """Keeps sums of powers; the factor 1-beta cancels against the correction."""
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.s1 = self.s2 = 0.0; self.m = {}; self.v = {}
    def update(self, params, grads):
        self.s1 = self.b1*self.s1 + 1; self.s2 = self.b2*self.s2 + 1
        for k in params:
            self.m[k] = self.b1*self.m.get(k, 0)+grads[k]
            self.v[k] = self.b2*self.v.get(k, 0)+grads[k]**2
            params[k] -= self.lr*(self.m[k]/self.s1)/(np.sqrt(self.v[k]/self.s2)+self.eps)
