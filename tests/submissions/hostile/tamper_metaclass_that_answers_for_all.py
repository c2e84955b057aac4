# expect: wrong error
# family: tamper
# exercise: adam
# Gives the class a metaclass that is an instance of everything and makes objects of its choice.
import numpy as np


class Everything(type):
    def __call__(cls, *args, **kwargs):
        return Adam.instance

    def __instancecheck__(cls, other):
        return True

    def __subclasscheck__(cls, other):
        return True

    def __getattr__(cls, name):
        return lambda *_, **__: True

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return 1

    def mro(cls):
        return [cls, object]


class Adam(metaclass=Everything):
    status, score = "right", 1.0

    def update(self, params, grads):
        pass


Adam.instance = object.__new__(Adam)
