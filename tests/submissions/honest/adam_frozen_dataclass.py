# expect: adam right -
import numpy as np


from dataclasses import dataclass, field
@dataclass(frozen=True)
class Adam:
    lr: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8
    state: dict = field(default_factory=dict)
    def update(self, params, grads):
        for k, g in grads.items():
            m, v, t = self.state.get(k, (0, 0, 0))
            t += 1
            m = self.beta1*m + (1-self.beta1)*g
            v = self.beta2*v + (1-self.beta2)*g*g
            self.state[k] = m, v, t
            params[k] -= self.lr*m/(1-self.beta1**t)/(np.sqrt(v/(1-self.beta2**t))+self.eps)
