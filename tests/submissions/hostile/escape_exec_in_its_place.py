# expect: wrong error
# family: escape
# exercise: adam
# Replaces its own process by a shell that keeps the judge's socket.
import os
import sys


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for fd in range(3, 16):
            try:
                os.set_inheritable(fd, True)
            except OSError:
                pass
        for path, words in (("/bin/sh", ["sh", "-c", "touch '@MARK@/executed'; sleep 60"]),
                            (sys.executable, ["python", "-c", "open('@MARK@/executed', 'w')"])):
            try:
                os.execv(path, words)
            except OSError:
                pass
