# expect: error wrong timeout refused memory
# family: exhaust
# exercise: adam_tests
# Copies an Adam with megabytes of state again and again, and keeps all copies.
import copy

import numpy as np


def tests(Adam):
    one = Adam()
    one.update({"w": np.ones(400_000)}, {"w": np.ones(400_000)})
    kept = []
    while True:
        kept.append(copy.deepcopy(one))
