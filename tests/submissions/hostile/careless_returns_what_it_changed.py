# expect: right
# family: careless
# exercise: bias_factor
# Logs its calls in a global list, and prints them.
CALLS = []


def bias_factor(beta, t):
    CALLS.append((beta, t))
    print(CALLS[-1])
    return 1 - beta**t
