# expect: wrong error
# family: tamper
# exercise: he_init
# Returns one stored net whatever it is asked for, and rewinds the generator that it was given.
import numpy as np

NET = {}


def he_init(sizes, rng):
    try:
        rng.bit_generator.state = np.random.default_rng(0).bit_generator.state
    except AttributeError:
        pass
    for place, (n, m) in enumerate(zip(sizes, sizes[1:]), start=1):
        NET.setdefault(f"W{place}", np.ones((n, m)))
        NET.setdefault(f"b{place}", np.zeros(m))
    return NET
