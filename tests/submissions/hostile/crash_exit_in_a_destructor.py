# expect: error wrong
# family: crash
# exercise: adam
# Ends the process from a destructor, when the harness lets the instance go.
import os


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def __del__(self):
        os._exit(3)

    def update(self, params, grads):
        pass
