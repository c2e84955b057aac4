# expect: wrong error
# family: steal
# exercise: adam
# Reads whatever lies beside its own file, by its name, its folder and the open descriptors.
import os
from pathlib import Path

FOUND = []
try:
    beside = [Path("@BESIDE@"), *Path(__file__).parent.glob("*"), *Path(os.getcwd()).glob("*")]
except Exception:
    beside = [Path("@BESIDE@")]
if True:
    for path in [*beside, *(Path(f"/proc/self/fd/{n}") for n in range(20))]:
        try:
            if path.is_file():
                FOUND.append(path.read_text())
        except Exception as error:
            FOUND.append(str(error))


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise RuntimeError(" ".join(FOUND))
