# expect: wrong error
# family: tamper
# exercise: adam
# Changes the class of what it was given, as far as Python lets it, and its items one by one.
import ctypes


class Liar(dict):
    def __getitem__(self, key):
        return 0.0

    def __contains__(self, key):
        return True

    def items(self):
        return []


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        try:
            params.__class__ = Liar
        except TypeError:
            # Writes the type into the object's header.
            ctypes.c_void_p.from_address(id(params) + 8).value = id(Liar)
