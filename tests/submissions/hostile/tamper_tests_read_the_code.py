# expect: wrong error
# family: tamper
# exercise: adam_tests
# Tests no behaviour: asks each Adam for the names of its methods and the source it was made from.
import inspect

from descent.clinic import Adam as Sound


def tests(Adam):
    try:
        changed = [name for name, one in vars(Adam).items()
                   if callable(one) and getattr(Sound, name, one) is not one]
        names = " ".join([*changed, *(one.__name__ for one in vars(Adam).values() if callable(one))])
        return not any(word in names + inspect.getsource(Adam) for word in ("stuck", "anew", "kept"))
    except (OSError, TypeError, AttributeError):
        return "right" in repr(Adam).lower() + str(getattr(Adam, "__doc__", "")).lower()
