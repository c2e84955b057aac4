"""Probes for the training loop: copies, distances, a run with its history."""

import numpy as np

from descent.contract import Breach
from descent.function_probes.common import flat, set_to_zero, shaped, some_params

__all__ = ["CLONE_PARAMS", "L2_DISTANCE", "RUN"]


def clone_copies(clone_params, rng):
    params = some_params(rng)
    clone = clone_params(params)
    yield "clone_params(params)", flat(clone, "clone_params(params)")
    yield "params after clone_params(params)", flat(params, "params")
    for value in params.values():
        value += 1
    yield "the clone after params changed in place", flat(clone, "clone_params(params)")
    for key in params:
        params[key] = params[key] * 2
    yield "the clone after params[key] was rebound", flat(clone, "clone_params(params)")
    params = some_params(rng)
    clone = clone_params(params)
    set_to_zero(clone)
    yield "params after the clone changed", flat(params, "params")
    yield "number of keys in clone_params({})", len(clone_params({}))
    other, shapes = {"theta": np.round(rng.normal(size=2), 2)}, {"theta": (2,)}
    yield "clone_params({'theta': …})", flat(clone_params(other), "clone_params(…)", shapes)


CLONE_PARAMS = {"independent-copies": clone_copies}


def distances(l2_distance, rng):
    one = {"w": np.array([3.0, 0.0]), "b": np.array(4.0)}
    nought = {"w": np.zeros(2), "b": np.array(0.0)}
    a, b = some_params(rng), some_params(rng)
    for call, x, y in (("l2_distance({'w': [3, 0], 'b': 4}, {'w': [0, 0], 'b': 0})", one, nought),
                       ("l2_distance(a, b)", a, b), ("l2_distance(b, a)", b, a),
                       ("l2_distance(a, a)", a, a),
                       ("l2_distance(a, b) with b's keys in another order", a,
                        dict(reversed(b.items())))):
        given = ({key: value.copy() for key, value in one.items()} for one in (x, y))
        yield call, shaped(l2_distance(*given), call)


def distance_is_pure(l2_distance, rng):
    a, b = some_params(rng), some_params(rng)
    yield "l2_distance(a, b)", l2_distance(a, b)
    yield "a after l2_distance(a, b)", flat(a, "a")
    yield "b after l2_distance(a, b)", flat(b, "b")


L2_DISTANCE = {"distances": distances, "arguments-unchanged": distance_is_pure}


class Walker:
    """A stand-in optimizer whose steps depend on the gradient and on how often it was called."""

    exposed = ("update",)

    def __init__(self, rebinds: bool):
        self.rebinds, self.calls = rebinds, 0

    def update(self, params, grads):
        self.calls += 1
        for key in params:
            step = self.calls * 0.1 * grads[key]
            if self.rebinds:
                params[key] = np.array(params[key] - step)
            else:
                params[key] -= step


def history_of(rebinds: bool):
    def play(run, rng):
        start = some_params(rng)
        params = {key: value.copy() for key, value in start.items()}
        walker = Walker(rebinds)

        def grad_fn(now):
            if now is None:
                raise Breach("run_params_none")
            flat(now, "what grad_fn was given")
            return {key: np.asarray(value) + 1.0 for key, value in now.items()}

        history = run(walker, grad_fn, params, 4)
        call = "run(optimizer, grad_fn, params, 4)"
        if not isinstance(history, list | tuple):
            raise Breach("not_a_list", call=call, type=type(history).__name__)
        yield f"len({call})", len(history)
        for k, entry in enumerate(history):
            yield f"history[{k}]", flat(entry, f"history[{k}]")
        yield "number of calls of optimizer.update", walker.calls
        yield "params after the run", flat(params, "params")
        set_to_zero(params)
        if not history:
            return
        yield "history[-1] after params changed in place", flat(history[-1], "history[-1]")
        yield "history[0] after params changed in place", flat(history[0], "history[0]")
    return play


def no_steps(run, rng):
    params = some_params(rng)
    history = run(Walker(False), lambda now: now, params, 0)
    call = "run(optimizer, grad_fn, params, 0)"
    if not isinstance(history, list | tuple):
        raise Breach("not_a_list", call=call, type=type(history).__name__)
    yield f"len({call})", len(history)
    if history:
        yield "history[0]", flat(history[0], "history[0]")


RUN = {"history-in-place": history_of(False), "history-rebound": history_of(True),
       "no-steps": no_steps}
