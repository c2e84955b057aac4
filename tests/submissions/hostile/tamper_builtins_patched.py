# expect: wrong error
# family: tamper
# exercise: adam
# Lets abs, all, any, sum, max and float of the whole interpreter speak in its favour.
import builtins

if True:
    real_all, real_sum = builtins.all, builtins.sum
    builtins.abs = lambda x: 0.0
    builtins.all = lambda items: True
    builtins.any = lambda items: False
    builtins.max = lambda *_, **__: 0.0
    builtins.sum = lambda items, start=0: 1


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
