# expect: error wrong
# family: crash
# exercise: adam
# Raises an error whose str, repr, args, class and traceback all fail in their turn.
class Meta(type):
    @property
    def __name__(cls):
        raise SystemExit

    @property
    def __mro__(cls):
        raise KeyboardInterrupt

    def __repr__(cls):
        raise RecursionError


class Dark(Exception, metaclass=Meta):
    def __str__(self):
        raise Dark

    __repr__ = __str__

    @property
    def args(self):
        raise GeneratorExit

    @property
    def __traceback__(self):
        raise MemoryError

    def __getattribute__(self, name):
        raise Dark


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise Dark
