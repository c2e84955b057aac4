# expect: momentum_torch wrong -

class MomentumTorch:
    def __init__(self, lr=0.01, momentum=0.9): self.lr, self.mu, self.v = lr, momentum, {}
    def update(self, params, grads):
        for k in params:
            if k not in self.v: self.v[k] = grads[k]
            else:
                self.v[k] *= self.mu; self.v[k] += grads[k]
            params[k] -= self.lr*self.v[k]
