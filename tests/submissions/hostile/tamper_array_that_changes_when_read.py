# expect: wrong error
# family: tamper
# exercise: adam
# Puts an object into params whose `__array__` steals the right numbers from the caller's frame.
import sys

import numpy as np


class Chameleon(np.ndarray):
    def astype(self, *_, **__):
        frame = sys._getframe(1)
        while frame:
            for name in ("expected", "right", "want", "reference"):
                if isinstance(frame.f_locals.get(name), np.ndarray):
                    return frame.f_locals[name]
            frame = frame.f_back
        return np.asarray(self).astype(float)

    def tobytes(self, *_):
        return self.astype(float).tobytes()

    ravel = flatten = copy = astype


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for key in params:
            params[key] = np.asarray(params[key]).view(Chameleon)
