# expect: wrong error
# family: escape
# exercise: adam
# Rewrites its own program text through /proc/self/mem, where pages are read-only.
import ctypes

RESULTS = []
try:
    with open("/proc/self/mem", "r+b", 0) as memory:
        memory.seek(ctypes.cast(ctypes.CDLL(None).getpid, ctypes.c_void_p).value)
        memory.write(b"\xb8\x01\x00\x00\x00\xc3")
        RESULTS.append(ctypes.CDLL(None).getpid())
except OSError as error:
    print(error)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
