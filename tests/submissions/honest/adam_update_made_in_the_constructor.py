# expect: adam right -
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        t, m, v = 0, {}, {}
        def update(params, grads):
            nonlocal t
            t += 1
            for k in params:
                m[k] = beta1*m.get(k, 0) + (1-beta1)*grads[k]
                v[k] = beta2*v.get(k, 0) + (1-beta2)*grads[k]**2
                params[k] -= lr*m[k]/(1-beta1**t)/(np.sqrt(v[k]/(1-beta2**t))+eps)
        self.update = update
