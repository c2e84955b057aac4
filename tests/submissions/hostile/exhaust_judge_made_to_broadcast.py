# expect: error wrong timeout refused memory
# family: exhaust
# exercise: run
# Hands the judge's optimizer a column and a row, whose product has a thousand million entries.
import numpy as np


def run(optimizer, grad_fn, params, steps):
    column, row = {"W": np.ones((30_000, 1))}, {"W": np.ones((1, 30_000))}
    for _ in range(20):
        optimizer.update(column, row)
    return [params] * (steps + 1)
