# expect: error wrong timeout
# family: crash
# exercise: adam
# Writes far beyond an array's memory, over the heap of the process.
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for key, value in params.items():
            view = np.lib.stride_tricks.as_strided(np.atleast_1d(value), (1 << 30,), (8,))
            view[::512] = 1e300
