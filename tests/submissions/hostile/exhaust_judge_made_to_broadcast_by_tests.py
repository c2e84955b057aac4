# expect: error wrong timeout refused memory
# family: exhaust
# exercise: adam_tests
# Hands an Adam under test a column and a row, and keeps the product for the next step.
import numpy as np


def tests(Adam):
    one = Adam()
    params = {"W": np.ones((30_000, 1))}
    for _ in range(10):
        one.update(params, {"W": np.ones((1, 30_000))})
    return False
