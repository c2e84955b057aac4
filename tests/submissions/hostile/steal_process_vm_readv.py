# expect: wrong error
# family: steal
# exercise: adam
# Reads the parent's memory by the system call made for debuggers.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(4096)


class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


RESULTS = []
if True:
    for process in (os.getppid(), 1, 2):
        here, there = Piece(ctypes.addressof(buffer), 4096), Piece(id(os), 4096)
        RESULTS += [libc.process_vm_readv(process, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)]


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise LookupError(f"{RESULTS} {buffer.raw[:200]!r}")
