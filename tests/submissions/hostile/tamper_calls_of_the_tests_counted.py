# expect: wrong error
# family: tamper
# exercise: adam_tests
# Looks at nothing: counts its calls and knows that right Adams come first.
import itertools

import numpy as np
from descent.clinic import RIGHT_ADAMS, WRONG_ADAMS

np.count_of_calls = itertools.count()


def tests(Adam):
    return next(np.count_of_calls) % (len(RIGHT_ADAMS) + len(WRONG_ADAMS)) < len(RIGHT_ADAMS)
