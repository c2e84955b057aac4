# expect: wrong error
# family: poison
# exercise: adam
# Stores right steps in module state and files while it is judged once, to have them when it is
# judged again.
import os
import pickle

import numpy as np

try:
    with open("seen.pickle", "rb") as file:
        SEEN = pickle.load(file)
except OSError:
    SEEN = getattr(np, "seen_before", {})


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        SEEN[len(SEEN)] = {key: value.tolist() for key, value in grads.items()}
        np.seen_before = SEEN
        try:
            with open("seen.pickle", "wb") as file:
                pickle.dump(SEEN, file)
        except OSError:
            pass
