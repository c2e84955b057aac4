# expect: wrong error
# family: poison
# exercise: diagnose
# Empties and overwrites the trace that it is given, which the next hand-in might be given as well.
def diagnose(given):
    for name, value in list(given.items()):
        try:
            value[...] = 0
        except TypeError:
            pass
        try:
            value.clear()
        except AttributeError:
            given[name] = None
    given.clear()
    return "healthy"
