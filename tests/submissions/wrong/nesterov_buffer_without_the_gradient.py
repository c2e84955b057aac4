# expect: nesterov wrong nesterov-gradient-missing
class Nesterov:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.b = lr, momentum, {}

    def update(self, params, grads):
        for key, g in grads.items():
            self.b[key] = self.momentum * self.b.get(key, 0) + g
            params[key] = params[key] - self.lr * self.momentum * self.b[key]
