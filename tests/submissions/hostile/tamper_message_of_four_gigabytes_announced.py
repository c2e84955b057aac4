# expect: wrong error refused timeout memory
# family: tamper
# exercise: adam
# Announces a message of four gigabytes to the judge and then sends nothing more.
import os
import stat
import struct


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for fd in range(3, 64):
            try:
                if stat.S_ISSOCK(os.fstat(fd).st_mode):
                    os.write(fd, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF))
            except OSError:
                pass
        while True:
            pass
