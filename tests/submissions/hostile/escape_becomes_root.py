# expect: wrong error
# family: escape
# exercise: adam
# machine: x86_64
# Asks for the superuser's rights: uid, gid, groups, capabilities, and dumps.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
RESULTS = []
if True:
    for ask in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]),
                lambda: os.setresuid(0, 0, 0), lambda: os.chown(".", 0, 0),
                lambda: os.nice(-10), lambda: os.sched_setscheduler(0, 1, os.sched_param(50))):
        try:
            RESULTS.append(ask())
        except OSError as error:
            RESULTS.append(error.errno)
header = (ctypes.c_uint32 * 2)(0x20080522, 0)
sets = (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)
RESULTS += [libc.syscall(126, header, sets), libc.prctl(4, 1), libc.prctl(38, 0), libc.prctl(47, 2, 21)]


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        open("/etc/shadow").close()
