# expect: run right -
import copy


def run(optimizer, grad_fn, params, n_steps):
    def gen():
        yield copy.deepcopy(params)
        for _ in range(n_steps):
            optimizer.update(params, grad_fn(params)); yield copy.deepcopy(params)
    return list(gen())
