# Keeps the stub's five labels and puts the lesson's table under them, line by line.
# expect: bias_factor 2, adam_order 1, adam 6, adam_repair 2

# %% bias_factor
def bias_factor(beta, t):
    """Return 1 - beta**t, the share of an average's weights that lies on the t numbers seen."""
    return 1 - beta**t

# %% adam_order
@puzzle("adam")
def arranged_adam():
    return "IECHDGA"

# %% adam
class Adam:
    """Adam: Kingma and Ba (2015), Algorithm 1, with eps outside the root."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = None, None, 0

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        # 1 create state
        if self.m is None:
            self.m = {}
            self.v = {}
            for key in params:
                self.m[key] = np.zeros_like(params[key])
                self.v[key] = np.zeros_like(params[key])
        # 2 advance time
        self.t = self.t + 1
        for key in params:
            # 3 accumulate
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * grads[key]
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * grads[key] ** 2
            # 4 correct
            m_hat = self.m[key] / bias_factor(self.beta1, self.t)
            v_hat = self.v[key] / bias_factor(self.beta2, self.t)
            # 5 step
            params[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

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
# 1. m and v start at zero, so both are too small: by 1 - beta1**t and 1 - beta2**t.
# 2. 0.1 / sqrt(0.001) = 3.16 times the learning rate.
# 3. sqrt(v) is at 3 % of its size and m at 10 %, so we divide by something that is too small by more.
# 4. beta1 = beta2 = 0.9: 0.1 / sqrt(0.1) = 0.32.
