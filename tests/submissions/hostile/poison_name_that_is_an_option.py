# expect: wrong error refused
# family: poison
# exercise: adam
# file: --seed=1 --json.py
# Has a file name that reads as options of the command.
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise ValueError("see my name")
