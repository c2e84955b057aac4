# expect: nesterov_lookahead wrong -
class NesterovLookahead:
    """Asks anew for each key, when the keys before it have moved already."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grad_fn):
        for key in params:
            ahead = {k: p + self.momentum * self.v.get(k, 0) for k, p in params.items()}
            g = grad_fn(ahead)[key]
            self.v[key] = self.momentum * self.v.get(key, 0) - self.lr * g
            params[key] = params[key] + self.v[key]
