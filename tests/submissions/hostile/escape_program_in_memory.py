# expect: wrong error
# family: escape
# exercise: adam
# machine: x86_64
# Writes a program into memory that has no path, and executes it from there.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
SCRIPT = b"#!/bin/sh\ntouch '@MARK@/memory'\n"
RESULTS = []
try:
    fd = os.memfd_create("planted", 0)
    os.write(fd, SCRIPT)
    RESULTS.append(libc.fexecve(fd, None, None))
    RESULTS.append(libc.syscall(322, fd, b"", None, None, 0x1000))
    os.execve(fd, ["planted"], {})
except (OSError, AttributeError):
    pass


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
