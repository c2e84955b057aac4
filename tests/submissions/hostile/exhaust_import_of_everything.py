# expect: wrong error timeout memory
# family: exhaust
# exercise: adam
# Imports every module of the installation, one after the other.
import pkgutil

if True:
    for module in pkgutil.iter_modules():
        if module.name not in ("antigravity", "this", "__main__", "idlelib", "turtle"):
            try:
                __import__(module.name)
            except BaseException as error:
                print(error)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
