# expect: wrong error refused
# family: tamper
# exercise: adam
# Writes raw bytes of float64 nan to the judge's socket, which compare false with everything.
import os
import stat
import struct

NAN = struct.pack("<d", float("nan")) * 1000


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for fd in range(3, 64):
            try:
                if stat.S_ISSOCK(os.fstat(fd).st_mode):
                    os.write(fd, NAN)
            except OSError:
                pass
