# expect: memory error timeout
# family: exhaust
# exercise: adam
# Fills arrays until the machine has no memory left, and touches every page of them.
import numpy as np

KEPT = []


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        while True:
            KEPT.append(np.ones(1 << 22))
