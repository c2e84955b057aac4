# expect: adam_l2 right
import numpy as np


class AdamL2:
    """Averages gradients and params apart; the square of the sum is multiplied out."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
        self.lr, self.b1, self.b2, self.eps, self.wd = lr, beta1, beta2, eps, weight_decay
        self.t = 0
        self.of_g, self.of_p, self.of_squares = {}, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            p = params[k]
            self.of_g[k] = self.b1 * self.of_g.get(k, 0) + (1 - self.b1) * g
            self.of_p[k] = self.b1 * self.of_p.get(k, 0) + (1 - self.b1) * p
            square = g * g + 2 * self.wd * g * p + self.wd**2 * p * p
            self.of_squares[k] = self.b2 * self.of_squares.get(k, 0) + (1 - self.b2) * square
            m_hat = (self.of_g[k] + self.wd * self.of_p[k]) / (1 - self.b1**self.t)
            v_hat = self.of_squares[k] / (1 - self.b2**self.t)
            params[k] = p - self.lr * m_hat / (v_hat**0.5 + self.eps)
