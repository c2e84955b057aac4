# expect: error wrong timeout memory
# family: crash
# exercise: adam
# Overflows the C stack by a sort key and a repr that call themselves.
import sys


class Nested:
    def __repr__(self):
        return repr([self] * 2)

    def __eq__(self, other):
        return self == [other]


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        sys.setrecursionlimit(1 << 30)
        chain = None
        for _ in range(10_000_000):
            chain = (chain,)
        hash(chain)
        repr(Nested())
