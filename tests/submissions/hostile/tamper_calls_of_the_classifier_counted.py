# expect: wrong error
# family: tamper
# exercise: classify_critical_point
# Looks at no Hessian: counts its calls and says the word that the public list of cases has there.
import numpy as np

from descent.function_probes import curvature


def words():
    """Play the public probes once against a recorder that answers each of the words in turn."""
    asked = []

    class Recorder:
        def __call__(self, hess):
            values = np.linalg.eigvalsh(hess)
            low, high = values.min(), values.max()
            asked.append("degenerate" if min(abs(values)) < 1e-12 else "minimum" if low > 0
                         else "maximum" if high < 0 else "saddle")
            return asked[-1]

    for play in curvature.CLASSIFY_CRITICAL_POINT.values():
        for _ in play(Recorder(), np.random.RandomState(0)):
            pass
    return asked


np.words_in_order, np.place_in_order = words(), 0


def classify_critical_point(hess):
    word = np.words_in_order[np.place_in_order % len(np.words_in_order)]
    np.place_in_order += 1
    return word
