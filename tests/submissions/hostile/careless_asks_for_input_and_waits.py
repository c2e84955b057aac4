# expect: error timeout wrong
# family: careless
# exercise: adam
# Asks its reader to press Enter, and can't go on without.
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        input("Press Enter for the next step")
