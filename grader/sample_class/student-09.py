# Keeps the whole state in one dict of tuples and rebinds params[key].
# expect: bias_factor 2, adam_order 1, adam 6, adam_repair 2

# %% bias_factor
def bias_factor(beta, t):
    return 1 - beta**t

# %% adam_order
@puzzle("adam")
def arranged_adam():
    return "IECHGDA"

# %% adam
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.hyper = lr, beta1, beta2, eps
        self.state = None
        self.step = 0

    def update(self, params, grads):
        lr, b1, b2, eps = self.hyper
        if self.state is None:
            self.state = {key: (np.zeros_like(p), np.zeros_like(p)) for key, p in params.items()}
        self.step += 1
        for key in params:
            m, v = self.state[key]
            m = b1 * m + (1 - b1) * grads[key]
            v = b2 * v + (1 - b2) * grads[key] ** 2
            self.state[key] = m, v
            m_hat, v_hat = m / (1 - b1**self.step), v / (1 - b2**self.step)
            params[key] = params[key] - lr * m_hat / (v_hat**0.5 + eps)

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
# Both too small is true, "too slowly" is not: 3.16 times too long, since the root of v is smaller still.
