# expect: adadelta right -
import numpy as np


class Adadelta:
    def __init__(self, rho=0.95, eps=1e-6, lr=1.0):
        self.lr, self.rho, self.eps, self.state = lr, rho, eps, {}

    def update(self, params, grads):
        for key, grad in grads.items():
            state = self.state.setdefault(
                key, {"square_avg": np.zeros_like(grad), "acc_delta": np.zeros_like(grad)})
            square_avg, acc_delta = state["square_avg"], state["acc_delta"]
            square_avg *= self.rho
            square_avg += (1 - self.rho) * grad * grad
            std = np.sqrt(square_avg + self.eps)
            delta = np.sqrt(acc_delta + self.eps)
            delta /= std
            delta *= grad
            acc_delta *= self.rho
            acc_delta += (1 - self.rho) * delta * delta
            params[key] -= self.lr * delta
