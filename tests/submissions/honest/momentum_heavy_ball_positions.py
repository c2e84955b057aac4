# expect: momentum right -

class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.mu, self.old = lr, momentum, {}
    def update(self, params, grads):
        for k in params:
            x = params[k].copy()
            params[k] = x - self.lr*grads[k] + self.mu*(x - self.old.get(k, x))
            self.old[k] = x
