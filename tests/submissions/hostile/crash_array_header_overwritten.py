# expect: error wrong timeout refused memory
# family: crash
# exercise: adam
# Overwrites the header of an array: its length, its type and its data pointer.
import ctypes

import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for key, value in params.items():
            fields = (ctypes.c_size_t * 10).from_address(id(value))
            fields[3] = 5
            fields[2] = id(value)
