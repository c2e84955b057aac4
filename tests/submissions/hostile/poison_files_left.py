# expect: wrong error
# family: poison
# exercise: adam
# Leaves files in every folder where the next hand-in might find them.
import os
import tempfile
from pathlib import Path

if True:
    for folder in (".", "~", "/tmp", tempfile.gettempdir(), "/dev/shm", "/var/tmp", "/run/lock", "@MARK@", "@COURSE@"):
        for name in ("planted-poison", "numpy.py", "descent.py", "sitecustomize.py", ".pdbrc"):
            try:
                Path(os.path.expanduser(folder), name).write_text("raise SystemExit('planted-poison')")
            except OSError:
                continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
