# expect: wrong error
# family: escape
# exercise: adam
# machine: x86_64
# Adds a filter of its own that lets everything through, and one that tells it of others' calls.
import ctypes
import struct

libc = ctypes.CDLL(None, use_errno=True)
program = struct.pack("HBBI", 6, 0, 0, 0x7FFF0000)
room = ctypes.create_string_buffer(program, len(program))
header = struct.pack("HxxxxxxQ", 1, ctypes.addressof(room))
RESULTS = [libc.prctl(22, 2, header), libc.prctl(22, 0), libc.syscall(317, 0, 0, None),
           libc.syscall(317, 1, 8, header), libc.prctl(22, 1)]


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        if libc.socket(2, 1, 0) >= 0:
            raise AssertionError("escaped: a socket")
