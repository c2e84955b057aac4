# expect: adam right -

class Adam:
    """Updates m_hat itself with a weight that depends on time."""
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.t = 0; self.mh = {}; self.vh = {}
    def update(self, params, grads):
        self.t += 1
        w1 = (1-self.b1)/(1-self.b1**self.t); w2 = (1-self.b2)/(1-self.b2**self.t)
        for k, g in grads.items():
            self.mh[k] = (1-w1)*self.mh.get(k, 0.) + w1*g
            self.vh[k] = (1-w2)*self.vh.get(k, 0.) + w2*g**2
            params[k] = params[k] - self.lr*self.mh[k]/(self.vh[k]**0.5+self.eps)
