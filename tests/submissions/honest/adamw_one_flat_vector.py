# expect: adamw right
import numpy as np


class AdamW:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
        self.hyper = dict(lr=lr, beta1=beta1, beta2=beta2, eps=eps, wd=weight_decay)
        self.t = 0
        self.m = self.v = 0.0

    @property
    def lr(self):
        return self.hyper["lr"]

    @lr.setter
    def lr(self, value):
        self.hyper["lr"] = value

    def update(self, params, grads):
        h = self.hyper
        self.t += 1
        keys = sorted(params)
        p = np.concatenate([np.ravel(params[k]) for k in keys])
        g = np.concatenate([np.ravel(grads[k]) for k in keys])
        self.m = h["beta1"] * self.m + (1 - h["beta1"]) * g
        self.v = h["beta2"] * self.v + (1 - h["beta2"]) * np.square(g)
        d = (self.m / (1 - h["beta1"] ** self.t)) / (
            (self.v / (1 - h["beta2"] ** self.t)) ** 0.5 + h["eps"])
        p = (1 - h["lr"] * h["wd"]) * p - h["lr"] * d
        cuts = np.cumsum([params[k].size for k in keys])[:-1]
        for k, part in zip(keys, np.split(p, cuts)):
            params[k] = part.reshape(params[k].shape)
