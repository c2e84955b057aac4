# expect: memory error timeout
# family: exhaust
# exercise: adam
# Takes 64 gigabytes at once, then in smaller and smaller pieces until nothing is left.
KEPT = []


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        size = 1 << 36
        while size:
            try:
                KEPT.append(bytearray(size))
            except MemoryError:
                size //= 2
