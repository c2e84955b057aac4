# expect: wrong error
# family: poison
# exercise: adam
# Changes NumPy, the library and the random numbers in memory, for whoever is forked from the same
# server.
import random
import sys

import descent.clinic
import numpy as np

if True:
    np.sqrt = np.zeros_like
    np.random.seed(0)
    random.seed(0)
    descent.clinic.RIGHT_ADAMS.clear()
    descent.clinic.WRONG_ADAMS.clear()
    sys.modules["numpy"].float64 = int


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
