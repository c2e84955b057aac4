# expect: adagrad right eps-fixed=1e-10
import numpy as np


from collections import defaultdict


class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.state_sum = defaultdict(float)

    def update(self, params, grads):
        for name, grad in grads.items():
            self.state_sum[name] = self.state_sum[name] + grad**2
            std = self.state_sum[name] ** 0.5 + 1e-10
            params[name] = params[name] - self.lr * grad / std
