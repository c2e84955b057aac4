# expect: wrong error timeout refused
# family: tamper
# exercise: adam
# Adds keys that are tuples, nan, None and numbers, and objects with a changing hash.
import random


class Moving:
    def __hash__(self):
        return random.randrange(10**9)

    def __eq__(self, other):
        return True


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        params[(1, (2, 3))] = params[float("nan")] = params[None] = params[7] = 0.0
        params["moving"] = Moving()
