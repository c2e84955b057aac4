# expect: error wrong timeout refused memory
# family: exhaust
# exercise: adam
# Adds a hundred thousand keys to params and as many to grads.
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        params.update({f"key-{number}": np.zeros(()) for number in range(100_000)})
        grads.update(params)
