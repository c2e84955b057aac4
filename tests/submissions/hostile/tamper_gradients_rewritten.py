# expect: wrong
# family: tamper
# exercise: adam
# Writes the params into the gradients and the other way round, to move the point that the judge
# compares with.
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for key in grads:
            grads[key].setflags(write=True)
            grads[key][...] = 0.0
        grads.clear()
