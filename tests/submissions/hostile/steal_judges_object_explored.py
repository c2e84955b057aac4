# expect: wrong error
# family: steal
# exercise: scheduled
# Explores the judge's optimizer by all attribute names that Python has, and asks for its globals.
class Scheduled:
    def __init__(self, optimizer, schedule):
        self.found = []
        for chain in ("update.__func__.__globals__", "__class__.__mro__", "__init__.__globals__",
                      "__class__.update.__globals__", "__dict__", "__reduce_ex__", "update.__self__",
                      "__class__.__subclasses__", "__getattribute__", "__module__", "rates.__class__"):
            one = optimizer
            try:
                for name in chain.split("."):
                    one = getattr(one, name)
                self.found.append((chain, one))
                if isinstance(one, dict) and "__builtins__" in one:
                    one["__builtins__"]["open"]("@MARK@/judge", "w").write("here")
            except Exception as error:
                self.found.append((chain, error))
        try:
            optimizer.__class__.update.__globals__["math"].exp = lambda x: 0.0
        except Exception as error:
            self.found.append(error)

    def update(self, params, grads):
        raise LookupError(repr(self.found))
