# expect: wrong error refused
# family: tamper
# exercise: adam
# Sends an answer that gives new contents to all objects of the judge's that the protocol has
# numbered.
import os
import stat

try:
    from inside.wire import join
except ImportError:
    def join(header, numbers):
        return b""

import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        zeros = np.zeros(3).tobytes()
        changed = [[f"j{n}", "a", "<f8", [3], True, 3] for n in range(40)]
        reply = join({"v": ["h", "j1"], "o": changed, "x": [f"j{n}" for n in range(40)]}, zeros * 40)
        for fd in range(3, 64):
            try:
                if stat.S_ISSOCK(os.fstat(fd).st_mode):
                    os.write(fd, reply)
            except OSError:
                pass
