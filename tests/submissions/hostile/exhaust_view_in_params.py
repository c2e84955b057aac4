# expect: error wrong timeout refused memory
# family: exhaust
# exercise: adam
# Puts a view with stride 0 in the place of a parameter, a terabyte for whoever copies it.
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for key in params:
            params[key] = np.broadcast_to(params[key], (10**9, 128, *np.shape(params[key])))
