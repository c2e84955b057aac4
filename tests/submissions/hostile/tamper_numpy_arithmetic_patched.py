# expect: wrong error
# family: tamper
# exercise: adam
# Replaces np.abs, np.asarray and np.concatenate, so that every difference a judge takes is 0.
import numpy as np

if True:
    real = np.asarray
    np.abs = np.absolute = np.fabs = lambda x, *_, **__: np.zeros(np.shape(x))
    np.subtract = lambda a, *_, **__: np.zeros(np.shape(a))
    np.asarray = lambda x, *a, **k: real(x, *a, **k)[...] * 0
    np.isfinite = lambda x, *_, **__: np.ones(np.shape(x), dtype=bool)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
