# expect: rmsprop right -
import numpy as np


class RMSProp:
    def __init__(self, lr=0.01, decay_rate=0.99, eps=1e-7):
        self.lr, self.eps, self.rms = lr, eps, {}
        self.keep, self.take = np.sqrt(decay_rate), np.sqrt(1 - decay_rate)

    def update(self, params, grads):
        for key in params:
            rms = np.hypot(self.keep * self.rms.get(key, 0.0), self.take * grads[key])
            params[key] -= np.divide(self.lr * grads[key], rms + self.eps)
            self.rms[key] = rms
