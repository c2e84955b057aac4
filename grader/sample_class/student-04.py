# Keeps the powers of the betas as running products and has no t at all.
# expect: bias_factor 2, adam_order 1, adam 6, adam_repair 2

# %% bias_factor
def bias_factor(beta, t):
    """Return the sum of the weights, 1 - beta^t."""
    power = beta**t
    return 1 - power

# %% adam_order
@puzzle("adam")
def arranged_adam():
    return "IEHDCGA"

# %% adam
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v = None, None
        self.power1, self.power2 = 1.0, 1.0

    def update(self, params, grads):
        if self.m is None:
            self.m = {key: 0 * params[key] for key in params}
            self.v = {key: 0 * params[key] for key in params}
        self.power1 *= self.beta1
        self.power2 *= self.beta2
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g * g
            m_hat = self.m[key] / (1 - self.power1)
            v_hat = self.v[key] / (1 - self.power2)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

# %% adam_repair
class RepairedAdam:
    """Adam as in exercise 3, made from the faulty listing."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {key: np.zeros_like(p) for key, p in params.items()}
            self.v = {key: np.zeros_like(p) for key, p in params.items()}
        self.t += 1
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            v_hat = self.v[key] / (1 - self.beta2**self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

# %% first_steps_why
# The averages start at zero, that is true. The step is m / sqrt(v) = 0.1 / 0.0316 = 3.16.
