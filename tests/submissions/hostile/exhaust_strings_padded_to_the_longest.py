# expect: error wrong timeout refused memory
# family: exhaust
# exercise: classify_critical_point
# Forges an array of ten thousand strings of which one is long: NumPy makes all of them as long.
import sys

STRINGS = ["x" * 2_000_000] + [""] * 9999

if True:
    try:
        sys.modules["inside.objects"].Objects.tree = lambda self, value, depth=0: ["u", [10_000], STRINGS]
    except KeyError:
        pass


def classify_critical_point(hess):
    return "minimum"
