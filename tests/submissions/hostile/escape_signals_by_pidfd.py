# expect: wrong error
# family: escape
# exercise: adam
# machine: x86_64
# Opens descriptors of other processes, signals through them and takes their open files.
import ctypes
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
RESULTS = []
if True:
    for process in range(1, 40):
        fd = libc.syscall(434, process, 0)
        if fd >= 0 and process != os.getpid():
            RESULTS += [libc.syscall(438, fd, number, 0) for number in range(8)]
            RESULTS.append(libc.syscall(424, fd, signal.SIGCONT, None, 0))


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        assert not RESULTS, f"escaped: {RESULTS}"
