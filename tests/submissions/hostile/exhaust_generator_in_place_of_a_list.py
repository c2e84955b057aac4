# expect: error wrong timeout refused memory
# family: exhaust
# exercise: minibatches
# Returns a generator that yields for ever, and a view that is larger than any memory.
import numpy as np


def minibatches(n, batch_size, rng):
    while True:
        yield np.arange(batch_size)
