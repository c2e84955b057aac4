# expect: error timeout memory wrong
# family: crash
# exercise: adam
# Fails below a hundred thousand frames, each in a file of another name.
import sys


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        sys.setrecursionlimit(200_000)
        names = {}
        for number in range(1000):
            exec(compile("def step(n, f):\n    return f(n - 1, f) if n else 1 / 0", f"file-{number}.py", "exec"), names)
        names["step"](90_000, names["step"])
