# Writes every step as a dict comprehension over all keys at once.
# expect: bias_factor 2, adam_order 1, adam 6, adam_repair 2

# %% bias_factor
bias_factor = lambda beta, t: 1 - beta**t

# %% adam_order
@puzzle("adam")
def arranged_adam():
    return "IEHCGDA"

# %% adam
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(p) for k, p in params.items()}
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        self.t += 1
        self.m = {k: self.beta1 * self.m[k] + (1 - self.beta1) * grads[k] for k in params}
        self.v = {k: self.beta2 * self.v[k] + (1 - self.beta2) * grads[k] ** 2 for k in params}
        m_hat = {k: m / (1 - self.beta1**self.t) for k, m in self.m.items()}
        v_hat = {k: v / (1 - self.beta2**self.t) for k, v in self.v.items()}
        step = {k: self.lr * m_hat[k] / (np.sqrt(v_hat[k]) + self.eps) for k in params}
        params.update({k: params[k] - step[k] for k in params})

# %% adam_repair
class RepairedAdam(Adam):
    pass

# %% first_steps_why
# True: both start at 0. First step 3.16 lr. Too small below counts more than too small above, because
# 0.03 < 0.1. With beta1 = 0.99 and beta2 = 0.9 it is 0.01 / sqrt(0.1) = 0.03 lr, too short.
