# expect: adam right -
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.__dict__["cfg"] = dict(lr=lr, b1=beta1, b2=beta2, eps=eps, t=0, m={}, v={})
    def __getattr__(self, name): return self.__dict__["cfg"][name]
    def __setattr__(self, name, value): self.cfg[name] = value
    def update(self, params, grads):
        self.t += 1
        for k in params:
            self.m[k] = self.b1*self.m.get(k, 0)+(1-self.b1)*grads[k]
            self.v[k] = self.b2*self.v.get(k, 0)+(1-self.b2)*grads[k]**2
            params[k] -= self.lr*self.m[k]/(1-self.b1**self.t)/(np.sqrt(self.v[k]/(1-self.b2**self.t))+self.eps)
