"""Probes for the exercises that ask for a function: generators that call it and yield results.

Each generator takes the learner's function and a `RandomState`, and yields pairs
(label, value): the label shows the call as a learner would write it, the value is compared. A
label that ends with a question mark has 1 for yes and 0 for no.
Inputs are rounded, so that a message can print them whole.
"""

import numpy as np

from descent.contract import Breach, is_numeric

__all__ = ["BEST_LR", "BIAS_FACTOR", "CLONE_PARAMS", "CONVERT_LR", "GD_RATE", "L2_DISTANCE",
           "MAX_STABLE_LR", "RUN", "STEPS_TO"]

SHAPES = {"W": (2, 3), "b": (3,), "scale": ()}


def some_params(rng) -> dict[str, np.ndarray]:
    return {key: np.array(np.round(rng.normal(size=shape), 2)) for key, shape in SHAPES.items()}


def bowl(rng, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Make a symmetric positive definite n×n matrix that is not diagonal, and its eigenvalues."""
    eigenvalues = np.round(np.sort(rng.uniform(0.1, 3, n)), 2)
    q, _ = np.linalg.qr(rng.normal(size=(n, n)))
    H = q @ np.diag(eigenvalues) @ q.T
    return (H + H.T) / 2, eigenvalues


def flat(entry, call: str, shapes=SHAPES) -> np.ndarray:
    """Flatten a params dict that a learner returned, keys sorted."""
    if not isinstance(entry, dict):
        raise Breach("not_a_dict", call=call, type=type(entry).__name__)
    if set(entry) != set(shapes):
        raise Breach("other_keys", call=call, seen=", ".join(map(str, entry)) or "none",
                     expected=", ".join(shapes))
    for key, shape in shapes.items():
        value = entry[key]
        if not is_numeric(value):
            raise Breach("not_numbers", key=key, type=type(value).__name__)
        if np.shape(value) != shape:
            raise Breach("shape_changed", key=key, expected=shape, seen=np.shape(value))
    return np.concatenate([np.asarray(entry[key], dtype=float).ravel() for key in sorted(entry)])


def shaped(value, call: str, shape=()):
    """Give a result back, having seen that it has the shape that was asked for."""
    if value is not None and np.shape(value) != shape:
        raise Breach("returned_shape", call=call, expected=shape or "a single number",
                     seen=np.shape(value))
    return value


def set_to_zero(params) -> None:
    """Overwrite a dict's arrays in place; numbers that stand for 0-d arrays are left alone."""
    for value in params.values():
        if isinstance(value, np.ndarray):
            value[...] = 0


def raises_value_error(call, *args) -> float:
    """Give 1 when the call raises ValueError, 0 when it returns."""
    try:
        call(*args)
    except ValueError:
        return 1.0
    return 0.0


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
        yield call, shaped(l2_distance(x, y), call)


def distance_is_pure(l2_distance, rng):
    a, b = some_params(rng), some_params(rng)
    yield "l2_distance(a, b)", l2_distance(a, b)
    yield "a after l2_distance(a, b)", flat(a, "a")
    yield "b after l2_distance(a, b)", flat(b, "b")


L2_DISTANCE = {"distances": distances, "arguments-unchanged": distance_is_pure}


class Walker:
    """A stand-in optimizer whose steps depend on the gradient and on how often it was called."""

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


def on_bowls(name, rates=()):
    """Make plays that call a function of H on several bowls.

    Args:
        name: of the function.
        rates: learning rates to hand over as well, in units of 1/L; without, H is all.
    """
    def calls(function, H, shown, largest):
        given = H.copy()
        for rate in rates or [None]:
            more = () if rate is None else (float(f"{rate / largest:.2g}"),)
            call = f"{name}({', '.join([shown, *map(str, more)])})"
            yield call, shaped(function(given, *more), call)
        yield f"H after {name}(H{', lr' if rates else ''})", given

    def diagonal(function, rng):
        for eigenvalues in ([2.0], [0.1, 2.0], [3.0, 0.5, 1.0], [1.0, 1.0]):
            yield from calls(function, np.diag(eigenvalues), f"np.diag({eigenvalues})",
                             max(eigenvalues))

    def rotated(function, rng):
        for n in (2, 3, 5):
            H, eigenvalues = bowl(rng, n)
            values = ", ".join(f"{value:g}" for value in eigenvalues)
            yield from calls(function, H, f"H with eigenvalues {values}", eigenvalues[-1])
    return {"diagonal": diagonal, "rotated": rotated}


def asymmetric(max_stable_lr, rng):
    for H in ([[1.0, 0.5], [0.0, 2.0]], [[2.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.1, 0.0, 1.0]],
              [[1.0, 0.0, 0.0], [0.0, 1.0, 0.01], [0.0, 0.0, 1.0]]):
        yield (f"does max_stable_lr({H}) raise ValueError?",
               raises_value_error(max_stable_lr, np.array(H)))


MAX_STABLE_LR = on_bowls("max_stable_lr") | {"asymmetric": asymmetric}
BEST_LR = on_bowls("best_lr")
GD_RATE = on_bowls("gd_rate", (0.3, 1.7, 2.6))


def steps_on_bowls(steps_to, rng):
    for eigenvalues, lr, x0 in (([0.1, 2.0], 0.5, [-7.0, 2.0]), ([0.1, 2.0], 0.95, [-7.0, 2.0]),
                                ([1.0], 1.9, [3.0]), ([0.002, 1.0], 1.0, [7.0, 2.0])):
        call = f"steps_to(1e-3, np.diag({eigenvalues}), {lr}, {x0})"
        yield call, shaped(steps_to(1e-3, np.diag(eigenvalues), lr, np.array(x0)), call)
    for n in (2, 3):
        H, eigenvalues = bowl(rng, n)
        lr = float(f"{1.5 / eigenvalues.max():.2g}")
        x0 = np.round(rng.normal(size=n) * 5, 2)
        tol = float(10.0 ** -rng.randint(2, 6))
        yield (f"steps_to({tol:g}, H, {lr}, {x0.tolist()}), H rotated",
               steps_to(tol, H, lr, x0.copy()))


def steps_at_the_edge(steps_to, rng):
    H = np.diag([0.5, 1.0])
    yield "steps_to(10.0, H, 0.5, [1, 2]), near enough at the start", steps_to(
        10.0, H, 0.5, np.array([1.0, 2.0]))
    # lr 1 with curvature 1: the first step lands on the minimum.
    yield "steps_to(1e-9, [[1.0]], 1.0, [5.0])", steps_to(1e-9, np.eye(1), 1.0, np.array([5.0]))
    # 8 is halved exactly three times: near enough means no farther than tol.
    yield "steps_to(1.0, [[1.0]], 0.5, [8.0])", steps_to(1.0, np.eye(1), 0.5, np.array([8.0]))
    x0, given = np.array([1.0, -2.0]), H.copy()
    steps_to(0.1, given, 0.5, x0)
    yield "x0 after steps_to(0.1, H, 0.5, x0)", x0
    yield "H after steps_to(0.1, H, 0.5, x0)", given


def steps_never_enough(steps_to, rng):
    for lr in (2.5, 2.0):
        yield (f"does steps_to(1e-3, np.diag([0.5, 1.0]), {lr}, [1, 2]) raise ValueError?",
               raises_value_error(steps_to, 1e-3, np.diag([0.5, 1.0]), lr, np.array([1.0, 2.0])))
    # Off the axes the diagonal of H looks harmless.
    H = np.array([[0.75, 0.25], [0.25, 0.75]])
    yield (f"does steps_to(1e-3, {H.tolist()}, 2.5, [1, 2]) raise ValueError?",
           raises_value_error(steps_to, 1e-3, H, 2.5, np.array([1.0, 2.0])))


STEPS_TO = {"on-bowls": steps_on_bowls, "at-the-edge": steps_at_the_edge,
            "cannot-converge": steps_never_enough}


def conversions(convert_lr, rng):
    for src in "ABC":
        for dst in "ABC":
            lr, mu = float(np.round(rng.uniform(0.01, 0.5), 3)), float(
                np.round(rng.uniform(0.5, 0.95), 2))
            call = f"convert_lr({lr}, {mu}, {src!r}, {dst!r})"
            yield call, shaped(convert_lr(lr, mu, src, dst), call)


def without_momentum(convert_lr, rng):
    for src, dst in ("AC", "CB", "BA"):
        yield f"convert_lr(0.1, 0.0, {src!r}, {dst!r})", convert_lr(0.1, 0.0, src, dst)
    yield "convert_lr(0.1, 0.9, 'A', 'C')", convert_lr(0.1, 0.9, "A", "C")


CONVERT_LR = {"conversions": conversions, "without-momentum": without_momentum}


def factors(bias_factor, rng):
    for beta in (0.9, 0.999, float(np.round(rng.uniform(0.5, 0.99), 3))):
        for t in (1, 2, 12, 1000):
            call = f"bias_factor({beta}, {t})"
            yield call, shaped(bias_factor(beta, t), call)


def factors_of_arrays(bias_factor, rng):
    beta = np.round(rng.uniform(0.5, 0.99, 3), 3)
    t = np.arange(1, 6)
    for call, arguments, shape in ((f"bias_factor(np.array({beta.tolist()}), 3)", (beta, 3), (3,)),
                                   ("bias_factor(0.9, np.arange(1, 6))", (0.9, t), (5,))):
        yield call, shaped(bias_factor(*arguments), call, shape)
    yield "the array of betas after the call", beta
    yield "the array of times after the call", t


def no_memory(bias_factor, rng):
    yield "bias_factor(0.0, 1)", bias_factor(0.0, 1)
    yield "bias_factor(0.9, 1)", bias_factor(0.9, 1)


BIAS_FACTOR = {"factors": factors, "arrays": factors_of_arrays, "no-memory": no_memory}
