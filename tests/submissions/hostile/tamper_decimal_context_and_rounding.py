# expect: wrong
# family: tamper
# exercise: adam
# Changes the processor's rounding mode, so that a judge in the same process would compute
# otherwise.
import ctypes

import numpy as np

try:
    math_library = ctypes.CDLL("libm.so.6")
    changed = math_library.fesetround(0xC00)
except OSError:
    pass
if True:
    np.seterr(all="raise")
    np.set_printoptions(precision=0, suppress=True)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
