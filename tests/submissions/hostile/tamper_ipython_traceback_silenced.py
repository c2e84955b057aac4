# expect: wrong error
# family: tamper
# exercise: adam
# Replaces IPython's showtraceback, so that a failing test cell ends without an error.
try:
    from IPython import get_ipython
    get_ipython().showtraceback = lambda *_, **__: None
    get_ipython()._showtraceback = lambda *_, **__: None
    get_ipython().set_custom_exc((BaseException,), lambda *_, **__: None)
except (ImportError, AttributeError):
    pass


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise ValueError("nothing to see here")
