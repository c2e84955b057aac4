# expect: wrong error
# family: tamper
# exercise: adam
# Replaces the functions that observe an optimizer by ones that give the public right path as
# evidence.
import sys

import descent.known
import descent.observe
from descent.exercises import EXERCISES
from descent.known import public_paths
from descent.observe import Observation, Row


def forged(*_, **__):
    known, position, found = public_paths("adam"), 0, {}
    for probe, rows in known.rows.items():
        made = []
        for label, width in rows:
            made.append(Row(label, known.right[position:position + width]))
            position += width
        found[probe] = Observation(made)
    return found


if True:
    for module in list(sys.modules.values()):
        for name in ("observe", "observe_optimizer", "observations"):
            if getattr(module, "__name__", "").startswith(("descent", "grader", "inside")):
                if callable(getattr(module, name, None)):
                    setattr(module, name, forged)
    descent.known.observe = forged


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
