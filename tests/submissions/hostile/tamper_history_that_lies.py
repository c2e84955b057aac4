# expect: wrong error
# family: tamper
# exercise: run
# Returns a list of a subclass whose length and entries are made up when somebody asks.
import numpy as np


class History(list):
    def __init__(self, params, steps):
        super().__init__([params])
        self.steps = steps

    def __len__(self):
        return self.steps + 1

    def __iter__(self):
        return iter([self[0]] * (self.steps + 1))

    def __eq__(self, other):
        return True


def run(optimizer, grad_fn, params, steps):
    return History(params, steps)
