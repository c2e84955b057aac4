# expect: error wrong
# family: crash
# exercise: adam
# Turns every warning into an error, ends on any of them, and warns.
import sys
import warnings

if True:
    warnings.simplefilter("error")
    sys.excepthook = sys.unraisablehook = lambda *_: sys.exit(1)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        warnings.warn("\x1b[2J the end", UserWarning, stacklevel=10**6)
