"""l2_distance: the Euclidean distance over all entries of all keys."""

import numpy as np

from grader.answers import Function


def squares(a, b, power=2):
    return sum(float(np.sum(np.abs(a[key] - b[key]) ** power)) for key in a)


def right(a, b):
    """Take the root of the sum of all squared differences."""
    return np.sqrt(squares(a, b))


L2_DISTANCE = Function(
    "definition", right,
    mistakes={
        "distance-root-missing": squares,
        "distance-of-norms": lambda a, b: sum(np.linalg.norm(a[key] - b[key]) for key in a),
        "distance-absolute": lambda a, b: squares(a, b, 1),
        "distance-mean": lambda a, b: np.sqrt(np.mean(np.concatenate(
            [np.ravel(a[key] - b[key]) for key in a]) ** 2)),
        "distance-largest-key": lambda a, b: max(np.linalg.norm(a[key] - b[key]) for key in a),
        "distance-sum-of-differences": lambda a, b: sum(
            float(np.sum(a[key] - b[key])) for key in a),
        "distance-not-squared": lambda a, b: np.sqrt(squares(a, b, 1)),
        "distance-by-position": lambda a, b: np.sqrt(sum(
            float(np.sum((x - y) ** 2)) for x, y in zip(a.values(), b.values(), strict=True))),
    })
