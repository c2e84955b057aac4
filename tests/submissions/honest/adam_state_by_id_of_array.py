# expect: adam right -
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.state = {}; self.t = 0
    def update(self, params, grads):
        self.t += 1
        for k, p in params.items():
            s = self.state.setdefault(id(p), [np.zeros_like(p), np.zeros_like(p)])
            s[0][...] = self.b1*s[0] + (1-self.b1)*grads[k]
            s[1][...] = self.b2*s[1] + (1-self.b2)*grads[k]**2
            p[...] = p - self.lr*s[0]/(1-self.b1**self.t)/(np.sqrt(s[1]/(1-self.b2**self.t))+self.eps)
