# expect: max_stable_lr wrong -
def max_stable_lr(H):
    return float("inf")
