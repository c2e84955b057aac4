# expect: rmsprop right -
import numpy as np


class RMSProp:
    def __init__(self, lr=0.01, decay_rate=0.99, eps=1e-7):
        self.lr, self.gain, self.eps, self.h = lr, 1.0 - decay_rate, eps, {}

    def update(self, params, grads):
        for key in params:
            old = self.h.get(key, 0.0)
            self.h[key] = old + self.gain * (grads[key] ** 2 - old)
            params[key] = params[key] - self.lr * grads[key] / (self.h[key] ** 0.5 + self.eps)
