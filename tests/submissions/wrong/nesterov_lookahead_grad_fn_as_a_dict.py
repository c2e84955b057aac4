# expect: nesterov_lookahead error -
class NesterovLookahead:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grad_fn):
        for key in params:
            self.v[key] = self.momentum * self.v.get(key, 0) - self.lr * grad_fn[key]
            params[key] = params[key] + self.v[key]
