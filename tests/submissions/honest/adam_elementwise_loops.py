# expect: adam right
import math

import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.moments, self.t = {}, 0

    def update(self, params, grads):
        self.t += 1
        for key in params:
            flat = np.array(params[key], dtype=float).ravel().tolist()
            slopes = np.array(grads[key]).ravel().tolist()
            moments = self.moments.setdefault(key, [[0.0, 0.0] for _ in flat])
            for i, g in enumerate(slopes):
                moments[i][0] = self.beta1 * moments[i][0] + (1 - self.beta1) * g
                moments[i][1] = self.beta2 * moments[i][1] + (1 - self.beta2) * g * g
                m_hat = moments[i][0] / (1 - self.beta1**self.t)
                v_hat = moments[i][1] / (1 - self.beta2**self.t)
                flat[i] -= self.lr * m_hat / (math.sqrt(v_hat) + self.eps)
            params[key] = np.reshape(flat, np.shape(params[key]))
