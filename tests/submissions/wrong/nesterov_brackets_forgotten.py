# expect: nesterov wrong nesterov-brackets-missing
class Nesterov:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grads):
        for key, g in grads.items():
            v = self.v.get(key, 0.0)
            params[key] = params[key] + self.momentum**2 * v - 1 + self.momentum * self.lr * g
            self.v[key] = self.momentum * v - self.lr * g
