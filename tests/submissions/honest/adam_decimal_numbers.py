# expect: adam right -
import numpy as np


from decimal import Decimal, getcontext
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = map(Decimal, (lr, beta1, beta2, eps))
        self.t = 0; self.s = {}
    def update(self, params, grads):
        self.t += 1
        for k in params:
            new = []
            st = self.s.setdefault(k, [[Decimal(0), Decimal(0)] for _ in range(params[k].size)])
            for p, g, s in zip(params[k].ravel(), grads[k].ravel(), st):
                g = Decimal(float(g))
                s[0] = self.b1*s[0]+(1-self.b1)*g; s[1] = self.b2*s[1]+(1-self.b2)*g*g
                new.append(float(Decimal(float(p)) - self.lr*s[0]/(1-self.b1**self.t)/((s[1]/(1-self.b2**self.t)).sqrt()+self.eps)))
            params[k] = np.array(new).reshape(params[k].shape)
