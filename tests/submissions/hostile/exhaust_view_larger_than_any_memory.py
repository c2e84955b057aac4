# expect: error wrong timeout refused memory
# family: exhaust
# exercise: minibatches
# Returns eight bytes and a view of them with stride 0, which is 32 gigabytes where it is copied.
import numpy as np


def minibatches(n, batch_size, rng):
    one = np.zeros(1, dtype=int)
    return [one, np.broadcast_to(one, (4_000_000_000,))]
