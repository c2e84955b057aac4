# expect: wrong error refused
# family: crash
# exercise: adam
# Writes bytes that are no UTF-8 to its outputs, and has them in names of files and arguments.
import os
import sys


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for fd in (1, 2):
            os.write(fd, bytes(range(256)) * 20 + b"\xff\xfe\xed\xa0\x80\xf4\x90\x80\x80")
        raise OSError(2, b"\xff\xfe".decode("utf-8", "surrogateescape"), "\udcff")
