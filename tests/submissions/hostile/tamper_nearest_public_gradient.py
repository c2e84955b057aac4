# expect: wrong
# family: tamper
# exercise: adam
# Looks a gradient up among those of the public probes and makes the step that the stored path
# makes there.
import numpy as np
from descent.exercises import EXERCISES
from descent.known import public_paths

known, TABLE = public_paths("adam"), []
position = 0
if True:
    for probe in EXERCISES["adam"].optimizer_probes(known.seed):
        rows = []
        for _, width in known.rows[probe.name]:
            rows.append(known.right[position:position + width])
            position += width
        TABLE += [(probe, np.diff(np.array(rows), axis=0))]

STEP = float(np.median(np.abs(TABLE[0][1]))) if TABLE else 0.0


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for key, g in grads.items():
            params[key] = params[key] - np.sign(g) * (STEP or self.lr)
