# expect: nesterov_lookahead right
import numpy as np


def flat(arrays, keys):
    return np.concatenate([np.asarray(arrays[key]).ravel() for key in keys])


def split(vector, like):
    pieces = np.split(vector, np.cumsum([p.size for p in like.values()])[:-1])
    return {key: piece.reshape(p.shape) for (key, p), piece in zip(like.items(), pieces)}


class NesterovLookahead:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = 0.0

    def update(self, params, grad_fn):
        keys = list(params)
        x = flat(params, keys)
        g = flat(grad_fn(split(x + self.momentum * self.v, params)), keys)
        self.v = self.momentum * self.v - self.lr * g
        for key, new in split(x + self.v, params).items():
            params[key] = new
