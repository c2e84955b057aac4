# expect: run wrong -
def run(optimizer, grad_fn, params, n_steps):
    return []
