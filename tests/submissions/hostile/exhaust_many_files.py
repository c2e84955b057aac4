# expect: wrong error timeout
# family: exhaust
# exercise: adam
# Makes as many files, folders and descriptors as there is room for.
import os

KEPT = []


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        try:
            for number in range(10_000_000):
                KEPT.append(os.open(f"file-{number}", os.O_CREAT | os.O_RDWR))
        except OSError:
            pass
        try:
            while True:
                os.mkdir("deeper")
                os.chdir("deeper")
        except OSError:
            pass
