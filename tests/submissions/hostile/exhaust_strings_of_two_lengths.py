# expect: error wrong timeout refused memory
# family: exhaust
# exercise: classify_critical_point
# Returns an array of strings that is large because one of them is, and object arrays of the same.
import numpy as np


def classify_critical_point(hess):
    return np.array(["x" * 20_000] + ["minimum"] * 9000)
