# expect: wrong
# family: tamper
# exercise: adam
# Binds the test cell's own name `check` to something else, and guards it by a property of
# builtins.
import builtins

check = report = verdict = lambda *_, points=1, **__: float(points)
builtins.check = check


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
