# expect: error timeout memory
# family: crash
# exercise: adam
# Raises an error with a chain of a hundred thousand causes, the last of which is the first.
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        errors = [ValueError(number) for number in range(100_000)]
        for one, other in zip(errors, errors[1:]):
            one.__cause__ = other
        errors[-1].__context__ = errors[0]
        raise errors[0]
