# expect: wrong error
# family: escape
# exercise: adam
# Copies a shared object into its folder, writes into it, and has it loaded.
import ctypes
import shutil

import numpy as np

RESULTS = []
try:
    source = np._core._multiarray_umath.__file__
    shutil.copy(source, "mine.so")
    with open("mine.so", "r+b") as file:
        file.seek(-1, 2)
        file.write(b"\x90")
    RESULTS.append(ctypes.CDLL("./mine.so"))
except OSError as error:
    RESULTS.append(str(error))


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
