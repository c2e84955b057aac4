# expect: timeout error wrong refused
# family: exhaust
# exercise: numerical_hessian
# Calls the judge's function for ever, with points that differ a little each time.
def numerical_hessian(f, x):
    while True:
        x = x + 1e-9
        f(x)
