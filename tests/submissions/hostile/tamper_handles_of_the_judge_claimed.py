# expect: wrong error refused
# family: tamper
# exercise: adam
# Sends with each answer new contents for all objects that the judge has numbered, and drops the
# numbers.
import sys

import numpy as np

if True:
    try:
        objects = sys.modules["inside.objects"].Objects
        honest_pack = objects.pack

        def pack(self, values):
            told, numbers = honest_pack(self, values)
            for count in range(200):
                told["o"].append([f"j{count}", "a", "<f8", [3], True, 3])
                told["x"].append(f"j{count}")
                numbers += np.zeros(3).tobytes()
            return told, numbers

        objects.pack = pack
    except KeyError:
        pass


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
