# expect: error memory timeout
# family: exhaust
# exercise: adam
# Raises an error with a message of twenty megabytes, and notes and causes as long.
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        error = ValueError("m" * 20_000_000)
        error.add_note("n" * 2_000_000)
        raise error from KeyError("k" * 2_000_000)
