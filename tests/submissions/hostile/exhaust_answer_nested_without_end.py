# expect: error wrong timeout refused memory
# family: exhaust
# exercise: run
# Returns lists in lists in lists, fifty thousand deep, and one that holds itself.
def run(optimizer, grad_fn, params, steps):
    history = [params]
    for _ in range(50_000):
        history = [history]
    history.append(history)
    return history
