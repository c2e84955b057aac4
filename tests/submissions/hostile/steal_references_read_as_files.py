# expect: wrong error
# family: steal
# exercise: adam
# Reads the reference's file, wherever it may lie, and makes its class from it.
import sys
from pathlib import Path

import descent

if True:
    for root in [Path("@ROOT@"), Path(descent.__file__).parents[1], *map(Path, sys.path)]:
        try:
            rules = (root / "grader" / "rules.py").read_text()
            text = (root / "grader" / "optimizers" / "adam.py").read_text()
            names = {}
            exec(rules + text, names)
            Adam = next(one for name, one in names.items() if hasattr(one, "right")).right
            break
        except Exception as error:
            print(error)
    else:
        class Adam:
            def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
                self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

            def update(self, params, grads):
                pass
