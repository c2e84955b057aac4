# expect: adam right -
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.t = 0; self.m = {}; self.v = {}
    def update(self, params, grads):
        self.t += 1
        new = {}
        for k in params:
            self.m[k] = self.b1*self.m.get(k, 0)+(1-self.b1)*grads[k]
            self.v[k] = self.b2*self.v.get(k, 0)+(1-self.b2)*grads[k]**2
            new[k] = params[k]-self.lr*self.m[k]/(1-self.b1**self.t)/(np.sqrt(self.v[k]/(1-self.b2**self.t))+self.eps)
        params.clear(); params.update(new)
        return new
