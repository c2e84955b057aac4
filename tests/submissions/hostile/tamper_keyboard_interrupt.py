# expect: wrong error
# family: tamper
# exercise: adam
# Raises KeyboardInterrupt, as if the instructor had stopped the run.
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise KeyboardInterrupt("stopped by the instructor")
