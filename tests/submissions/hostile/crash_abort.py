# expect: error
# family: crash
# exercise: adam
# Aborts the process, as a failed assertion of a C library does.
import os


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        os.abort()
