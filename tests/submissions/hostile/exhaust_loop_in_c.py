# expect: timeout memory error
# family: exhaust
# exercise: bias_factor
# Keeps the interpreter inside one C function that no signal interrupts: a power with millions of
# digits.
def bias_factor(beta, t):
    return 1 - float((7**10_000_000 % 10**5_000_000) % 10 + beta**t)
