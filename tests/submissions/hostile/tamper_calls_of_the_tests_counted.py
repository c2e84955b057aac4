# expect: wrong error
# family: tamper
# exercise: adam_tests
# Looks at nothing: counts its calls and knows that right Adams come first.
import itertools

import numpy as np

np.count_of_calls = itertools.count()


def tests(Adam):
    return next(np.count_of_calls) % 27 < 6
