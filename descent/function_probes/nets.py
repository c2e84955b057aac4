"""Probes for a real net: its start, its gradients, and a fair race of learning rates."""

import math
from itertools import pairwise

import numpy as np

from descent.contract import Breach, is_numeric
from descent.function_probes.common import flat, shaped

__all__ = ["HE_INIT", "MLP_LOSS_GRAD", "SENSITIVITY", "TUNE"]


def shapes_of(sizes) -> dict[str, tuple[int, ...]]:
    """Give the shapes of a net's params, in the order of its layers."""
    return {key: shape for layer, (n_in, n_out) in enumerate(pairwise(sizes), start=1)
            for key, shape in ((f"W{layer}", (n_in, n_out)), (f"b{layer}", (n_out,)))}


# -- he_init -------------------------------------------------------------------------------------


def made(he_init, sizes, seed, call):
    """Call he_init and see that a dict with numbers under the right sort of keys came back."""
    params = he_init(sizes, np.random.default_rng(seed))
    if not isinstance(params, dict):
        if params is None:
            raise Breach("returned_none", call=call)
        raise Breach("not_a_dict", call=call, type=type(params).__name__)
    shapes = shapes_of(sizes)
    if len(params) == len(shapes) or set(params) - set(shapes):
        if set(params) != set(shapes):
            raise Breach("other_keys", call=call, seen=", ".join(map(str, params)),
                         expected=", ".join(shapes))
    for key, value in params.items():
        if not is_numeric(value):
            raise Breach("not_numbers", key=key, type=type(value).__name__)
        if np.ndim(value) != len(shapes[key]):
            raise Breach("shape_changed", key=key, expected=shapes[key], seen=np.shape(value))
    return params


def near_one(ratio: float, error: float) -> float:
    """Give 1 for a ratio that is 1 up to chance, and any other to one digit.

    Five standard errors: a right answer lies outside once in two million times. One digit says
    which mistake it is whatever the numbers drawn.
    """
    if abs(ratio - 1) <= 5 * error:
        return 1.0
    rounded = float(f"{ratio:.1g}")
    return ratio if rounded == 1 else rounded


def sizes_of_weights(he_init, rng):
    for sizes in ((100, 300, 75), (64, 32, 128, 10)):
        seed = int(rng.randint(1000))
        call = f"he_init({sizes}, np.random.default_rng({seed}))"
        params = made(he_init, sizes, seed, call)
        yield f"number of arrays in {call}", len(params)
        for key, shape in shapes_of(sizes).items():
            value = np.asarray(params.get(key, np.zeros(shape)), dtype=float)
            yield f"shape of {key} in {call}", np.shape(value)
            if key[0] == "W":
                std, count = math.sqrt(2 / shape[0]), value.size
                yield (f"std of {key} over sqrt(2/{shape[0]}) in {call}, 1 up to chance",
                       near_one(value.std() / std, 1 / math.sqrt(2 * count)))
                yield (f"is the mean of {key} in {call} 0 up to chance?",
                       abs(value.mean()) <= 5 * max(std, value.std()) / math.sqrt(count))


def biases(he_init, rng):
    sizes = (4, 6, 5, 3)
    seed = int(rng.randint(1000))
    call = f"he_init({sizes}, np.random.default_rng({seed}))"
    params = made(he_init, sizes, seed, call)
    for key, shape in shapes_of(sizes).items():
        if key[0] == "b":
            yield f"{key} of {call}", shaped(params.get(key, np.full(shape, np.nan)),
                                             f"{key} of {call}", shape)


def randomness(he_init, rng):
    sizes = (5, 5, 5)
    one, other = (int(seed) for seed in 1000 + rng.permutation(1000)[:2])

    def net(seed):
        params = made(he_init, sizes, seed, f"he_init({sizes}, np.random.default_rng({seed}))")
        return {key: np.asarray(value, dtype=float) for key, value in params.items()}

    def equal(a, b):
        return a.keys() == b.keys() and all(np.array_equal(a[key], b[key]) for key in a)

    first = net(one)
    yield f"do two generators of seed {one} give the same net?", equal(first, net(one))
    yield f"do generators of the seeds {one} and {other} give the same net?", equal(
        first, net(other))
    generator = np.random.default_rng(one)
    twice = [he_init(sizes, generator) for _ in range(2)]
    yield "does one generator give the same net twice?", equal(*twice)
    W1, W2 = first.get("W1"), first.get("W2")
    yield "are W1 and W2 of the same shape equal?", np.array_equal(W1, W2)
    yield "how many different weights has W1, of shape (5, 5)", (
        0 if W1 is None else len(np.unique(W1)))


HE_INIT = {"he-sizes": sizes_of_weights, "he-biases": biases, "he-randomness": randomness}

# -- mlp_loss_grad -------------------------------------------------------------------------------


def some_net(rng, sizes):
    """Make params of a net with biases that are not zero."""
    return {key: rng.normal(size=shape) * (1 / math.sqrt(shape[0]) if key[0] == "W" else 0.5)
            for key, shape in shapes_of(sizes).items()}


def loss_and_gradients(mlp_loss_grad, params, X, y, shown):
    """Call mlp_loss_grad; give rows of its loss and of each gradient."""
    given = {key: value.copy() for key, value in params.items()}, X.copy(), y.copy()
    call = f"mlp_loss_grad(params, X, y) on {shown}"
    result = mlp_loss_grad(*given)
    if result is None:
        raise Breach("returned_none", call=call)
    if not isinstance(result, tuple | list) or len(result) != 2:
        raise Breach("not_loss_and_grads", call=call, type=type(result).__name__)
    loss, grads = result
    yield f"loss of {call}", shaped(loss, f"the loss of {call}")
    flat(grads, f"grads of {call}", {key: value.shape for key, value in params.items()})
    for key in params:
        yield f"grads[{key!r}] of {call}", grads[key]
    for key, value in given[0].items():
        yield f"params[{key!r}] after {call}", value
    yield f"X after {call}", given[1]
    yield f"y after {call}", given[2]


def one_layer(mlp_loss_grad, rng):
    zeros = {"W1": np.zeros((2, 2)), "b1": np.zeros(2)}
    yield from loss_and_gradients(
        mlp_loss_grad, zeros, np.array([[1.0, 2.0]]), np.array([0]),
        "W1 = [[0, 0], [0, 0]], b1 = [0, 0], X = [[1, 2]], y = [0]")
    params = {"W1": np.array([[1.0, 0.0], [0.0, 1.0]]), "b1": np.array([0.5, -0.5])}
    yield from loss_and_gradients(
        mlp_loss_grad, params, np.array([[1.0, 2.0], [-1.0, 0.5], [2.0, -1.0]]),
        np.array([0, 1, 1]), "W1 = [[1, 0], [0, 1]], b1 = [0.5, -0.5], "
        "X = [[1, 2], [-1, 0.5], [2, -1]], y = [0, 1, 1]")


def on_nets(*cases):
    """Make a play over nets of several widths, each with its number of rows."""
    def play(mlp_loss_grad, rng):
        for sizes, n in cases:
            params = some_net(rng, sizes)
            X, y = rng.normal(size=(n, sizes[0])), rng.randint(sizes[-1], size=n)
            yield from loss_and_gradients(mlp_loss_grad, params, X, y,
                                          f"a net of widths {sizes} and {n} rows")
    return play


def large_logits(mlp_loss_grad, rng):
    # The label's logit is near the largest: how small a probability may get is not asked here.
    for logits, label in (([1000.0, 998.0, 999.5], 2), ([-1000.0, -1001.5, -1002.0], 1),
                          ([1000.0, 999.0, -1000.0], 0)):
        params = {"W1": np.array([logits]), "b1": np.zeros(3)}
        yield from loss_and_gradients(mlp_loss_grad, params, np.array([[1.0]]),
                                      np.array([label]), f"logits {logits}, y = [{label}]")


MLP_LOSS_GRAD = {"net-one-layer": one_layer,
                 "net-hidden-layer": on_nets(((3, 4, 2), 4), ((4, 6, 3), 5)),
                 "net-deep": on_nets(((3, 5, 4, 3), 6), ((2, 4, 4, 4, 3), 1)),
                 "net-large-logits": large_logits}

# -- tune ----------------------------------------------------------------------------------------


class Made:
    """What the stand-in factory makes: an optimizer that counts its runs."""

    exposed = ("lr",)

    def __init__(self, lr):
        self.lr, self.runs = lr, 0


def stand_in(optimizer, seed):
    """Give 10 lr + seed as the loss of a fresh optimizer, and 100 more for each earlier run."""
    if not isinstance(optimizer, Made):
        raise Breach("train_argument", type=type(optimizer).__name__)
    loss = 10 * optimizer.lr + seed + 100 * optimizer.runs
    optimizer.runs += 1
    return math.nan if optimizer.lr >= 10 and seed % 2 else float(loss)


def races(*cases):
    """Make a play of tune on several grids and numbers of seeds, or seeds themselves."""
    def play(tune, rng):
        for grid, seeds in cases:
            if isinstance(seeds, int):
                seeds = rng.choice(20, seeds, replace=False).tolist()
            given = list(grid), list(seeds)
            call = f"tune(opt_factory, {given[0]}, {given[1]}, train)"
            results = tune(Made, *given, stand_in)
            if results is None:
                raise Breach("returned_none", call=call)
            if not isinstance(results, dict):
                raise Breach("not_a_dict", call=call, type=type(results).__name__)
            yield f"number of learning rates in {call}", len(results)
            for lr in grid:
                yield f"is {lr} a key of {call}?", lr in results
                yield from losses_of(results.get(lr, ()), seeds, f"{call}[{lr}]",
                                     lambda seed, lr=lr: lr >= 10 and seed % 2)
            yield f"grid after {call}", given[0]
            yield f"seeds after {call}", given[1]
    return play


def losses_of(losses, seeds, entry, diverges):
    """Give rows of one rate's losses; nan in the place of those that are missing."""
    try:
        losses = np.asarray(losses, dtype=float).ravel()
    except (TypeError, ValueError):
        raise Breach("returned_other", call=entry, type=type(losses).__name__) from None
    yield f"number of losses in {entry}", len(losses)
    for place, seed in enumerate(seeds):
        here, there = f"{entry}[{place}]", place < len(losses)
        if diverges(seed):
            yield f"is {here} nan, as train gave it?", there and np.isnan(losses[place])
        else:
            yield here, losses[place] if there else math.nan


TUNE = {"tune-two-rates": races(((0.1, 0.01), (0, 1, 2))),
        "tune-other-seeds": races(((1.0, 0.001, 0.1), 4), ((0.3,), 1)),
        "tune-diverged": races(((0.1, 100.0, 1.0), (2, 1, 4)))}

# -- sensitivity ---------------------------------------------------------------------------------


def tables(cases):
    """Make a play of sensitivity on several dicts of results; cases(rng) gives those."""
    def play(sensitivity, rng):
        for results in cases(rng):
            given = {lr: list(losses) for lr, losses in results.items()}
            call = f"sensitivity({given})"
            table = sensitivity(given)
            if table is None:
                raise Breach("returned_none", call=call)
            if not isinstance(table, list | tuple | np.ndarray):
                raise Breach("not_a_list", call=call, type=type(table).__name__)
            yield f"number of rows of {call}", len(table)
            for place, lr in enumerate(sorted(results)):
                row = table[place] if place < len(table) else (math.nan,) * 4
                yield from entries(row, results[lr], f"row {place} of {call}")
            for lr, losses in given.items():
                # Adding infinities would hide a nan, so they are told apart by signs of their own.
                yield f"the losses of {lr} after {call}", np.nan_to_num(
                    np.asarray(losses, dtype=float), nan=-1.0, posinf=-2.0)
    return play


def entries(row, losses, label):
    """Give the four numbers of a row; where one should be infinite, whether it is."""
    try:
        numbers = np.asarray(row, dtype=float)
    except (TypeError, ValueError):
        raise Breach("returned_other", call=label, type=type(row).__name__) from None
    shaped(numbers, label, (4,))
    finite = int(np.isfinite(losses).sum())
    diverged = {"lr": False, "median": finite <= len(losses) // 2, "lowest": finite == 0,
                "highest": finite < len(losses)}
    for (name, infinite), value in zip(diverged.items(), numbers, strict=True):
        if infinite:
            yield f"is the {name} in {label} inf?", value == math.inf
        else:
            yield f"the {name} in {label}", value


def three_seeds(rng):
    yield {0.1: [3.0, 1.0, 8.0]}
    yield {0.01: [2.5, 4.0, 3.75], 0.1: [0.9, 0.2, 0.3], 1.0: [2.0, 7.0, 6.5]}


def unsorted_rates(rng):
    yield {0.1: [0.3, 0.9, 0.2], 10.0: [5.0, 4.0, 9.0], 1.0: [0.7, 2.0, 1.5], 2.0: [1.0, 8.0, 3.0],
           1e-05: [9.5, 9.1, 9.2], 0.001: [9.0, 4.5, 6.0]}
    losses = np.round(rng.permutation(np.arange(1, 13)) + rng.uniform(0.1, 0.9, 12), 2).tolist()
    yield {0.5: losses[:4], 0.05: losses[4:8], 0.005: losses[8:]}
    yield from ({0.2: [1.5], 0.02: [2.5]}, {0.3: [6.0, 1.5, 8.0, 3.5, 2.0, 4.5]})


def diverged_runs(rng):
    nan, inf = math.nan, math.inf
    yield {0.1: [2.0, nan, 1.0], 1.0: [inf, 5.0, nan], 10.0: [nan, inf, nan]}
    yield {0.3: [nan, 3.0, 2.0, 4.0, 1.0], 3.0: [nan, 6.0, inf, 4.0, nan]}
    yield {0.7: [1.0, nan, 3.0, 2.0], 7.0: [inf, 2.0, nan, 1.0]}


SENSITIVITY = {"sensitivity-three-seeds": tables(three_seeds),
               "sensitivity-order": tables(unsorted_rates),
               "sensitivity-diverged": tables(diverged_runs)}
