# expect: wrong error refused timeout memory
# family: tamper
# exercise: adam
# Sends a header of a hundred thousand opening brackets, on which a JSON parser overflows its
# stack.
import os
import stat
import struct


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        text = b"[" * 100_000
        for fd in range(3, 64):
            try:
                if stat.S_ISSOCK(os.fstat(fd).st_mode):
                    os.write(fd, struct.pack("<II", len(text), 0) + text)
            except OSError:
                pass
