# expect: wrong error
# family: poison
# exercise: adam_tests
# Replaces the methods of the class under test and of all its bases, for every later hand-in.
def tests(Adam):
    for kind in getattr(Adam, "__mro__", [Adam]):
        for name in ("update", "average", "corrected", "along", "__init__"):
            try:
                setattr(kind, name, lambda *_, **__: None)
            except (AttributeError, TypeError):
                continue
    return "changed"
