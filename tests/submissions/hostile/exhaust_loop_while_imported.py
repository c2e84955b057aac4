# expect: timeout error wrong
# family: exhaust
# exercise: adam
# Loops for ever while it is imported, before anything is asked of it.
if True:
    while True:
        pass


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
