# expect: error wrong timeout refused memory
# family: exhaust
# exercise: bias_factor
# Returns an array of a gigabyte for every number it is asked for.
import numpy as np


def bias_factor(beta, t):
    return np.ones(1 << 27)
