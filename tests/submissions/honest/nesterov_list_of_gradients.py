# expect: nesterov right
import numpy as np


class Nesterov:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.seen = lr, momentum, {}

    def update(self, params, grads):
        for key in params:
            past = self.seen.setdefault(key, [])
            past.append(np.array(grads[key]))
            ages = range(len(past) - 1, -1, -1)
            total = sum(self.momentum**(age + 1) * g for age, g in zip(ages, past))
            params[key] = params[key] - self.lr * (past[-1] + total)
