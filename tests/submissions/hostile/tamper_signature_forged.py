# expect: wrong error
# family: tamper
# exercise: adam
# Tells the harness a signature with no parameters to vary, so that fewer probes are put.
import inspect


class Adam:
    __signature__ = inspect.Signature([])

    def __init__(self, *args, **kwargs):
        pass

    @property
    def update(self):
        function = lambda params, grads: None
        function.__signature__ = "no signature"
        function.__wrapped__ = function
        return function
