# expect: nesterov_lookahead wrong lookahead-behind
class NesterovLookahead:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grad_fn):
        ahead = {key: p + self.momentum * self.v.get(key, 0 * p) for key, p in params.items()}
        for key, g in grad_fn(ahead).items():
            self.v[key] = self.momentum * self.v.get(key, 0) + self.lr * g
            params[key] = params[key] - self.v[key]
