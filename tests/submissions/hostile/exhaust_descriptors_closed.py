# expect: error wrong timeout
# family: exhaust
# exercise: adam
# Closes all its descriptors, or opens so many that none is left.
import os


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        os.closerange(0, 4096)
        while True:
            try:
                os.pipe()
            except OSError:
                return
