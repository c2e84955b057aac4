# expect: steps_to right -
import numpy as np


def steps_to(tol, H, lr, x0):
    w, Q = np.linalg.eigh(H); f = np.abs(1-lr*w); c = Q.T@np.asarray(x0)
    if f.max() >= 1: raise ValueError
    far = lambda k: np.linalg.norm(f**k*c) > tol
    if not far(0): return 0
    hi = 1
    while far(hi): hi *= 2
    lo = hi//2
    while hi-lo > 1:
        mid = (lo+hi)//2
        lo, hi = (mid, hi) if far(mid) else (lo, mid)
    return hi
