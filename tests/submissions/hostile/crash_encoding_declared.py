# expect: error refused wrong timeout
# family: crash
# exercise: adam
# Declares an encoding that isn't its own, in which comments become code.
# -*- coding: unicode_escape -*-
# \u000aimport os\u000aos.system("touch '@MARK@/decoded'")


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
