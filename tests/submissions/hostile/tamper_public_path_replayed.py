# expect: wrong
# family: tamper
# exercise: adam
# Plays the stored right path of the public probes back, step by step, whatever it is asked.
import numpy as np
from descent.exercises import EXERCISES
from descent.known import public_paths


def by_start():
    known, position, found = public_paths("adam"), 0, {}
    for probe in EXERCISES["adam"].optimizer_probes(known.seed):
        rows = []
        for _, width in known.rows[probe.name]:
            rows.append(known.right[position:position + width])
            position += width
        found[probe.start().tobytes()] = rows
    return found


PATHS = by_start()


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.rows, self.step = None, 0

    def update(self, params, grads):
        now = np.concatenate([np.ravel(value) for value in params.values()])
        if self.rows is None:
            self.rows = PATHS.get(now.tobytes()) or next(iter(PATHS.values()))
        self.step += 1
        row, position = self.rows[min(self.step, len(self.rows) - 1)], 0
        for key, value in params.items():
            params[key] = np.resize(row[position:position + value.size], value.shape)
            position += value.size
