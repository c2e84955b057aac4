# expect: error wrong timeout refused memory
# family: exhaust
# exercise: minibatches
# Returns a list of a subclass whose iteration never ends.
import itertools

import numpy as np


class Endless(list):
    def __iter__(self):
        return map(np.arange, itertools.count(1))

    def __len__(self):
        return 2**40


def minibatches(n, batch_size, rng):
    return Endless([np.arange(batch_size)])
