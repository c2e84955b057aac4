# expect: wrong error
# family: tamper
# exercise: adam
# Puts arrays of a subclass into params that are equal to whatever they are compared with.
import numpy as np


class Agreeable(np.ndarray):
    def __array_finalize__(self, obj):
        pass

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        if ufunc in (np.equal, np.less, np.less_equal, np.isfinite, np.logical_and):
            return np.ones(self.shape, dtype=bool)
        if ufunc in (np.subtract, np.absolute):
            return np.zeros(self.shape)
        return getattr(ufunc, method)(*[np.asarray(one) for one in inputs], **kwargs)

    def __array_function__(self, function, types, args, kwargs):
        return True

    def __eq__(self, other):
        return True

    def __bool__(self):
        return True

    def all(self, *_, **__):
        return True


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for key in params:
            params[key] = np.asarray(params[key]).view(Agreeable)
