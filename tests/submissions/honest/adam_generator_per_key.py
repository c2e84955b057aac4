# expect: adam right -
import itertools

import numpy as np


def adam(lr, b1, b2, eps):
    m = v = 0.0
    d = None
    for t in itertools.count(1):
        g = yield d
        m = b1*m + (1-b1)*g; v = b2*v + (1-b2)*g*g
        d = lr*(m/(1-b1**t))/(np.sqrt(v/(1-b2**t))+eps)
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.make = lambda: adam(lr, beta1, beta2, eps); self.gens = {}
    def update(self, params, grads):
        for k, g in grads.items():
            if k not in self.gens:
                self.gens[k] = self.make(); next(self.gens[k])
            params[k] = params[k] - self.gens[k].send(g)
