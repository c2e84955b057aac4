# expect: wrong error
# family: escape
# exercise: adam
# machine: x86_64
# Makes forbidden system calls by the numbers of the x32 table, which careless filters forget.
import ctypes

libc = ctypes.CDLL(None, use_errno=True)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for number in (41, 57, 59, 101, 165, 2):
            libc.syscall(0x40000000 | number, 2, 1, 0)
