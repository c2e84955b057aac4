# expect: wrong error
# family: tamper
# exercise: bias_factor
# Returns a float that is equal to, less than and greater than every number.
import numpy as np


class Yes(float):
    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True
    __sub__ = __rsub__ = __abs__ = lambda self, other=None: Yes(0.0)
    __hash__ = float.__hash__
    __array_priority__ = 1e9

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return True


def bias_factor(beta, t):
    return Yes(0.5)
