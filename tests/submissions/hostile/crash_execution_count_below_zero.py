# expect: wrong
# family: crash
# exercise: adam
# Sets the number of the next cell to one that no notebook may have.
try:
    from IPython import get_ipython
    get_ipython().execution_count = -10
except (ImportError, AttributeError):
    pass


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
