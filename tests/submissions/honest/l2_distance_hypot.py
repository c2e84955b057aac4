# expect: l2_distance right -
import math
import functools


def l2_distance(a, b): return functools.reduce(math.hypot, (float(x) for k in a for x in (a[k]-b[k]).flat), 0.0)
