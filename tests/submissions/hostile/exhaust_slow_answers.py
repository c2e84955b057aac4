# expect: timeout wrong error
# family: exhaust
# exercise: adam
# Answers each call just quickly enough, a tenth of a second each, for ever.
import time


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for _ in range(10):
            time.sleep(0.05)
