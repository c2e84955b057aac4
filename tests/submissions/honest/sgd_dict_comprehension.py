# expect: sgd right
import numpy as np


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        params.update({key: params[key] - self.lr * grads[key] for key in params})
