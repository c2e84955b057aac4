# expect: error wrong memory timeout
# family: exhaust
# exercise: adam
# Has constants that the compiler works out while it reads the file.
def folded():
    huge = "x" * 4000 * 4000 * 100
    large = 2 ** 4000 ** 2 ** 2
    return huge, large, ((1,) * 200,) * 200 * 200 * 200


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
