# expect: adamw right
import numpy as np


class AdamW:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
        self.lr, self.betas, self.eps, self.weight_decay = lr, (beta1, beta2), eps, weight_decay
        self.state = {}

    def update(self, params, grads):
        beta1, beta2 = self.betas
        for name, param in params.items():
            grad = grads[name]
            state = self.state.setdefault(name, {})
            if not state:
                state["step"] = 0
                state["exp_avg"] = np.zeros_like(param)
                state["exp_avg_sq"] = np.zeros_like(param)
            state["step"] += 1
            param *= 1 - self.lr * self.weight_decay
            state["exp_avg"] += (grad - state["exp_avg"]) * (1 - beta1)
            state["exp_avg_sq"] *= beta2
            state["exp_avg_sq"] += (1 - beta2) * grad * grad
            step_size = self.lr / (1 - beta1 ** state["step"])
            root = (1 - beta2 ** state["step"]) ** 0.5
            denom = np.sqrt(state["exp_avg_sq"]) / root + self.eps
            param += -step_size * state["exp_avg"] / denom
