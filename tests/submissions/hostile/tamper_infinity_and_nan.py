# expect: wrong
# family: tamper
# exercise: adam
# Answers nan, infinities and a subnormal number, which a loose comparison lets pass.
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for count, key in enumerate(params):
            params[key] = np.full(np.shape(params[key]), [np.nan, np.inf, -np.inf, 5e-324][count % 4])
