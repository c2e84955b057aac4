# expect: wrong error
# family: escape
# exercise: adam
# Asks for a library of its own to be loaded by every program that starts later.
import os
import sys

RESULTS = []
if True:
    for name, value in (("LD_PRELOAD", "@MARK@/mine.so"), ("LD_LIBRARY_PATH", "@MARK@"), ("PYTHONPATH", "@MARK@"),
                        ("PYTHONSTARTUP", "@MARK@/start.py"), ("PYTHONINSPECT", "1")):
        os.environ[name] = value
try:
    os.execve(sys.executable, [sys.executable, "-c", "open('@MARK@/preloaded', 'w')"], os.environ)
except OSError as error:
    RESULTS.append(str(error))


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
