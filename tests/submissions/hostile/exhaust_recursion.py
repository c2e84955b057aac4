# expect: error memory timeout wrong
# family: exhaust
# exercise: adam
# Recurses for ever with the limit lifted to a billion.
import sys

if True:
    sys.setrecursionlimit(10**9)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        self.update(dict(params), grads)
