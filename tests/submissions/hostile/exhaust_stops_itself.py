# expect: timeout wrong
# family: exhaust
# exercise: adam
# Stops its own process by SIGSTOP: no processor time passes, no answer comes (the first process of
# a namespace can't).
import os
import signal


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        os.kill(os.getpid(), signal.SIGSTOP)
