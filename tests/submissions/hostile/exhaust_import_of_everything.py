# expect: wrong error timeout memory
# family: exhaust
# exercise: adam
# Imports whatever begins with a to d in the installation, one module after the other.
import pkgutil

if True:
    for module in pkgutil.iter_modules():
        if "a" < module.name < "e" and module.name != "antigravity":
            try:
                __import__(module.name)
            except BaseException as error:
                print(error)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
