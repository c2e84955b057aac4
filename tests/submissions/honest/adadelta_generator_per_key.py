# expect: adadelta right -
import numpy as np


class Adadelta:
    def __init__(self, rho=0.95, eps=1e-6):
        self.rho, self.eps = rho, eps
        self.steppers = {}

    def stepper(self):
        """Take gradients, give steps; the averages live in the generator's frame."""
        squares, steps, step = 0.0, 0.0, None
        while True:
            g = yield step
            squares = self.rho * squares + (1 - self.rho) * g**2
            step = -np.sqrt(steps + self.eps) * g / np.sqrt(squares + self.eps)
            steps = self.rho * steps + (1 - self.rho) * step**2

    def update(self, params, grads):
        for key in params:
            if key not in self.steppers:
                self.steppers[key] = self.stepper()
                next(self.steppers[key])
            params[key] = params[key] + self.steppers[key].send(grads[key].copy())
