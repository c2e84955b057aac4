# expect: error wrong timeout
# family: crash
# exercise: adam
# Drops references to None, True and small numbers until the interpreter frees them.
import ctypes

drop = ctypes.pythonapi.Py_DecRef
drop.argtypes = [ctypes.py_object]


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for _ in range(2_000_000):
            drop(None)
            drop(True)
            drop(0)
        del params, grads
