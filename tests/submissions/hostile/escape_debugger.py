# expect: wrong error
# family: escape
# exercise: adam
# Attaches to its parent and to the first process as a debugger does.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
RESULTS = [libc.ptrace(request, process, 0, 0) for process in (os.getppid(), 1, 2)
           for request in (16, 0x4206)]
RESULTS += [libc.prctl(0x59616D61, ctypes.c_ulong(-1)), libc.ptrace(0, 0, 0, 0)]


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        assert set(RESULTS) == {-1}, f"escaped: {RESULTS}"
