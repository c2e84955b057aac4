# expect: refused error timeout
# family: exhaust
# exercise: adam
# Prints gigabytes, in lines and on one line, on both outputs.
import os
import sys


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        text = "planted?" * 8192
        while True:
            for fd in (1, 2):
                os.write(fd, text.encode())
            print(text, end="")
            print(text, file=sys.__stderr__)
