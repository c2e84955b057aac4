# expect: wrong error
# family: escape
# exercise: adam
# Looks through /proc at the root folder, the memory and the files of every process.
import os
from pathlib import Path

FOUND = []
if True:
    for process in {1, 2, os.getppid()} - {os.getpid(), 0}:
        for name in ("root/etc/passwd", "cwd", "exe", "mem", "environ", "maps", "root@COURSE@/gradebook/secret.txt"):
            try:
                FOUND.append(Path(f"/proc/{process}/{name}").read_bytes()[:2000])
            except OSError:
                continue
        for fd in range(30):
            try:
                FOUND.append(os.open(f"/proc/{process}/fd/{fd}", os.O_RDWR))
            except OSError:
                continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        assert not FOUND, f"escaped: {FOUND}"
