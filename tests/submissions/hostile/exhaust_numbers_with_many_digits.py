# expect: error wrong timeout refused memory
# family: exhaust
# exercise: bias_factor
# Returns a whole number with ten million digits, which takes hours to print.
def bias_factor(beta, t):
    return 1 << 33_000_000
