# expect: wrong error
# family: tamper
# exercise: adam
# Widens the tolerances of the exercise table, which the check compares by.
from dataclasses import replace

from descent import exercises

if True:
    exercises.EXERCISES["adam"] = replace(exercises.EXERCISES["adam"], rtol=1e300, atol=1e300)
    object.__setattr__(exercises.EXERCISES["adam"], "rtol", 1e300)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
