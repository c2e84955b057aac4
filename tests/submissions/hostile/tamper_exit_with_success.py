# expect: wrong error
# family: tamper
# exercise: adam
# Ends the process with the code of success as soon as it is called.
import os


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        os._exit(0)
