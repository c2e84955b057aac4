# expect: wrong error
# family: escape
# exercise: adam
# Sends signals to its parent, to the first process and to all: harmless ones, whose arrival is
# enough.
import os
import signal

RESULTS = []
if True:
    for process in {os.getppid(), 1, 2, 3, -1} - {os.getpid(), 0}:
        for number in (signal.SIGCONT, signal.SIGURG, signal.SIGWINCH, 0):
            try:
                os.kill(process, number)
                RESULTS.append((process, number))
            except OSError:
                continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        assert not RESULTS, f"escaped: {RESULTS}"
