# expect: wrong error
# family: poison
# exercise: adam
# Locks files that others use, by both kinds of lock, and never lets go.
import fcntl
import os
import time

import descent
import numpy as np

KEPT = []
if True:
    for path in (np.__file__, descent.__file__, "@COURSE@/gradebook/gradebook.db", "/usr/bin/python3", "."):
        for lock in (fcntl.flock, fcntl.lockf):
            try:
                fd = os.open(path, os.O_RDONLY)
                lock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                KEPT.append(path)
            except OSError:
                continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise LookupError(repr(KEPT))
