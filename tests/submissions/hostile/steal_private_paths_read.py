# expect: wrong error
# family: steal
# exercise: adam
# Reads the grader's stored paths on private probes and plays them back.
from pathlib import Path

import descent
import numpy as np

ROWS = None
if True:
    for root in (Path("@ROOT@"), Path(descent.__file__).parents[1]):
        try:
            with np.load(root / "grader" / "private_paths" / "adam.npz", allow_pickle=True) as data:
                ROWS = data["right"]
        except Exception as error:
            print(error)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.place = 0

    def update(self, params, grads):
        for key, value in params.items():
            if ROWS is not None:
                self.place += np.size(value)
                params[key] = np.resize(ROWS[self.place:self.place + np.size(value)], np.shape(value))
