# expect: run right
def run(optimizer, grad_fn, params, n_steps):
    now = {key: value * 1.0 for key, value in params.items()}
    history = [{key: value * 1.0 for key, value in now.items()}]
    grads = grad_fn(now)
    for _ in range(n_steps):
        optimizer.update(now, grads)
        history.append({key: value * 1.0 for key, value in now.items()})
        grads = grad_fn(now)
    params.update(now)
    return history
