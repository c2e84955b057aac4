# expect: wrong error
# family: tamper
# exercise: bias_factor
# Raises GeneratorExit and StopIteration, which end a generator that calls it as if all were done.
def bias_factor(beta, t):
    if t == 1:
        raise GeneratorExit
    raise StopIteration
