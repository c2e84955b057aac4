# expect: wrong error memory timeout refused
# family: exhaust
# exercise: adam
# Prints one line of ten megabytes, then fails with a message as long.
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        print("x" * 10_000_000, end="", flush=True)
        raise ValueError("y" * 10_000_000)
