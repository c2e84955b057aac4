# expect: error timeout wrong refused
# family: crash
# exercise: adam
# Has the fault handler dump all frames to the judge's socket, again and again.
import faulthandler
import os
import stat

if True:
    for fd in range(3, 32):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                faulthandler.dump_traceback_later(0.05, repeat=True, file=fd)
        except (OSError, ValueError):
            continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for _ in range(10**7):
            pass
