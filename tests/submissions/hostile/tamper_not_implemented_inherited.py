# expect: wrong error memory
# family: tamper
# exercise: adam
# Raises an error that inherits from NotImplementedError and from MemoryError at once, to be called
# the grader's fault.
class Neither(NotImplementedError, MemoryError):
    pass


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise Neither("internal error")
