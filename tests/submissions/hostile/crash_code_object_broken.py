# expect: error timeout wrong
# family: crash
# exercise: adam
# Replaces the bytes of its own code object by ones that the interpreter can't run.
def broken(self, params, grads):
    return None


if True:
    broken.__code__ = broken.__code__.replace(co_code=bytes(range(200, 256)) * 8, co_stacksize=0)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    update = broken
