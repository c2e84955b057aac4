# expect: adam_l2 right
import numpy as np


class AdamL2:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.weight_decay, self.past = weight_decay, {}

    def update(self, params, grads):
        for key, p in params.items():
            past = self.past.setdefault(key, [])
            past.append(p * self.weight_decay + grads[key])
            t = len(past)
            weights1 = self.beta1 ** np.arange(t - 1, -1, -1)
            weights2 = self.beta2 ** np.arange(t - 1, -1, -1)
            stack = np.stack(past)
            m_hat = np.tensordot(weights1, stack, 1) / weights1.sum()
            v_hat = np.tensordot(weights2, stack**2, 1) / weights2.sum()
            params[key] = p - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
