# expect: wrong error
# family: tamper
# exercise: adam
# Returns from `__new__` a module in the place of an instance, whose `update` is the harness's own.
import descent.observe


class Adam:
    def __new__(cls, *args, **kwargs):
        descent.observe.update = lambda params, grads: None
        return descent.observe
