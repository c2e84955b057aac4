# expect: wrong error timeout memory
# family: tamper
# exercise: adam
# Has every attribute that anybody asks for, each as agreeable as itself.
class Adam:
    def __init__(self, *args, **kwargs):
        pass

    def __getattribute__(self, name):
        return self if name == "__self__" else Adam()

    def __call__(self, *args, **kwargs):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        return self

    def __float__(self):
        return 0.0

    def __array__(self, dtype=None, copy=None):
        import numpy as np
        return np.zeros(1)

    __eq__ = __lt__ = __gt__ = lambda self, other: True
    __hash__ = None
