# expect: nadam right
import numpy as np


class NAdam:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999, eps=1e-8, momentum_decay=4e-3):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.momentum_decay = momentum_decay
        self.m, self.v, self.t = {}, {}, 0
        self.state = {}

    def update(self, params, grads):
        for name, param in params.items():
            state = self.state.setdefault(name, {"step": 0, "mu_product": 1.0})
            if state["step"] == 0:
                state["exp_avg"], state["exp_avg_sq"] = np.zeros((2, *param.shape))
            state["step"] += 1
            step, grad = state["step"], grads[name]
            mu = self.beta1 * (1.0 - 0.5 * (0.96 ** (step * self.momentum_decay)))
            mu_next = self.beta1 * (1.0 - 0.5 * (0.96 ** ((step + 1) * self.momentum_decay)))
            state["mu_product"] *= mu
            state["exp_avg"] = state["exp_avg"] * self.beta1 + grad * (1 - self.beta1)
            state["exp_avg_sq"] = state["exp_avg_sq"] * self.beta2 + grad**2 * (1 - self.beta2)
            denom = np.sqrt(state["exp_avg_sq"] / (1 - self.beta2**step)) + self.eps
            param += -self.lr * (1 - mu) / (1 - state["mu_product"]) * grad / denom
            param += -self.lr * mu_next / (1 - state["mu_product"] * mu_next) * (
                state["exp_avg"] / denom)
