# expect: nesterov error -
class Nesterov:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grads):
        g = grads({key: p + self.momentum * self.v.get(key, 0) for key, p in params.items()})
        for key in params:
            self.v[key] = self.momentum * self.v.get(key, 0) - self.lr * g[key]
            params[key] = params[key] + self.v[key]
