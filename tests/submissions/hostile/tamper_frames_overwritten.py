# expect: wrong error
# family: tamper
# exercise: adam
# Climbs the frames above `update` and overwrites whatever looks like rows, faults, scores and
# references.
import ctypes
import sys

import numpy as np


def overwrite():
    frame = sys._getframe(1)
    while frame:
        for name, value in list(frame.f_locals.items()):
            if name in ("fault", "error", "failure", "first_failure"):
                frame.f_locals[name] = None
            if name in ("share", "score", "points"):
                frame.f_locals[name] = 1.0
            if name in ("right", "expected") and isinstance(value, np.ndarray):
                value[...] = 0.0
        ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))
        for name in ("judge", "close", "compare", "RTOL", "ATOL"):
            if name in frame.f_globals:
                frame.f_globals[name] = 1e300 if name.isupper() else (lambda *_, **__: True)
        frame = frame.f_back


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        overwrite()
