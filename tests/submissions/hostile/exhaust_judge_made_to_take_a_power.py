# expect: error wrong timeout refused memory
# family: exhaust
# exercise: adam_tests
# Gives an Adam under test whole numbers for its rate of forgetting and its clock: a power that
# takes longer than the universe.
import numpy as np


def tests(Adam):
    one = Adam(lr=1, beta1=7, beta2=9, eps=1)
    one.t = 2**62
    one.update({"w": np.ones(2)}, {"w": np.ones(2)})
    return False
