# expect: error wrong
# family: careless
# exercise: adam
# Leaves the program in the middle of a step, for want of a better word than return.
import sys


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for key in params:
            params[key] = params[key] - self.lr * grads[key]
        sys.exit()
