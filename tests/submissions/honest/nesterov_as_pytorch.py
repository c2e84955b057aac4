# expect: nesterov right
class Nesterov:
    def __init__(self, lr=0.01, momentum=0.9):
        self.defaults = dict(lr=lr, momentum=momentum)
        self.state = {}

    def update(self, params, grads):
        lr, mu = self.defaults["lr"], self.defaults["momentum"]
        for name, grad in grads.items():
            buffer = self.state.get(name)
            buffer = grad.copy() if buffer is None else mu * buffer + grad
            self.state[name] = buffer
            direction = grad + mu * buffer
            params[name] = params[name] - lr * direction
