# expect: nesterov_lookahead right
class NesterovLookahead:
    """x_new = y - lr g(y), with y the look-ahead; the velocity is the way from x to x_new."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.last = None

    def update(self, params, grad_fn):
        if self.last is None:
            self.last = {key: x.copy() for key, x in params.items()}
        y = {key: x + self.momentum * (x - self.last[key]) for key, x in params.items()}
        slope = grad_fn(y)
        for key, x in list(params.items()):
            self.last[key] = x
            params[key] = y[key] - self.lr * slope[key]
