# expect: adagrad right squares-eps-inside-root
import numpy as np


class AdaGrad:
    def __init__(self, lr=0.01, eps=1e-7):
        self.lr, self.eps, self.h = lr, eps, {}

    def update(self, params, grads):
        for key in params:
            if key not in self.h:
                self.h[key] = np.full(np.shape(params[key]), self.eps)
            self.h[key] += np.square(grads[key])
            params[key] -= self.lr * grads[key] / np.sqrt(self.h[key])
