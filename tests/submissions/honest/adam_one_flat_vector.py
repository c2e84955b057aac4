# expect: adam right -
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps, self.t = lr, beta1, beta2, eps, 0
    def update(self, params, grads):
        keys = list(params)
        g = np.concatenate([np.ravel(grads[k]) for k in keys])
        if self.t == 0:
            self.m = np.zeros_like(g); self.v = np.zeros_like(g)
        self.t += 1
        self.m = self.b1*self.m + (1-self.b1)*g
        self.v = self.b2*self.v + (1-self.b2)*g**2
        d = self.lr*self.m/(1-self.b1**self.t)/(np.sqrt(self.v/(1-self.b2**self.t))+self.eps)
        i = 0
        for k in keys:
            n = params[k].size
            params[k] = params[k] - d[i:i+n].reshape(params[k].shape)
            i += n
