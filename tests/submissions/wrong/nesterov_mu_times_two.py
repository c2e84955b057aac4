# expect: nesterov wrong nesterov-mu-doubled
class Nesterov:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grads):
        mu = self.momentum
        for key, g in grads.items():
            v = self.v.get(key, 0 * g)
            params[key] = params[key] + mu * 2 * v - (1 + mu) * self.lr * g
            self.v[key] = mu * v - self.lr * g
