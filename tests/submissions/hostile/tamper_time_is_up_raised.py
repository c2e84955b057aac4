# expect: wrong error timeout refused
# family: tamper
# exercise: adam
# Raises the harness's own time-out and breach, to be judged by other rules.
from descent import contract, observe


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        if len(params) % 2:
            raise contract.Breach("status", right=1, status="right")
        raise observe.OutOfTime
