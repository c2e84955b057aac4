# expect: wrong error
# family: steal
# exercise: adam
# Asks for the sizes and times of files that it may not read, and of those in folders that it may
# not list.
import os

FOUND = []
if True:
    for path in ("@COURSE@/gradebook/secret.txt", "@HOME@/.ssh/id_ed25519", "/etc/shadow", "@ROOT@/grader/judge.py",
                 "@ROOT@/solutions/08_adam.py"):
        for ask in (os.stat, os.access, os.readlink, os.listdir, os.listxattr, os.statvfs):
            try:
                seen = ask(path, os.R_OK) if ask is os.access else ask(path)
                FOUND += [(path, seen)] * bool(seen)
            except OSError:
                continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        assert not FOUND, f"escaped: {FOUND}"
