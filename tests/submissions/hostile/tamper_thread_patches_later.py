# expect: wrong error
# family: tamper
# exercise: adam
# Leaves a thread that waits for the test and then replaces np.allclose and friends again and
# again.
import threading

import numpy as np


def patch_for_ever():
    while True:
        np.allclose = np.array_equal = np.isclose = lambda *_, **__: True
        np.testing.assert_allclose = lambda *_, **__: None
        threading.Event().wait(0.001)


if True:
    patcher = threading.Thread(target=patch_for_ever, daemon=True)
    started = patcher.start()


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
