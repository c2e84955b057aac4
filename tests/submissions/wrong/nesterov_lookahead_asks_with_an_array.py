# expect: nesterov_lookahead wrong -
class NesterovLookahead:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grad_fn):
        for key in params:
            v = self.v.get(key, 0)
            self.v[key] = self.momentum * v - self.lr * grad_fn(params[key] + self.momentum * v)
            params[key] = params[key] + self.v[key]
