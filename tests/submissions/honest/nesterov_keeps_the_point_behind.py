# expect: nesterov right
class Nesterov:
    """Nesterov's own two sequences: a gradient step from y gives x, and y looks ahead of x."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.x = None

    def update(self, params, grads):
        if self.x is None:
            self.x = {key: y.copy() for key, y in params.items()}
        for key, y in params.items():
            x_new = y - self.lr * grads[key]
            params[key] = x_new + self.momentum * (x_new - self.x[key])
            self.x[key] = x_new
