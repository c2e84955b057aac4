"""The references and the lessons' solutions take PyTorch's steps (tests/paths/*.npz)."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from conftest import implementation
from paths import make_paths

TESTS = Path(__file__).parents[1]

# exercise: file. Forms A and B of momentum take the same steps while lr stays the same, so
# PyTorch's form B is the truth for both.
FILE = {
    "sgd": "sgd",
    "momentum": "momentum",
    "momentum_torch": "momentum",
    "momentum_ema": "momentum_ema",
    "adam": "adam",
    "nesterov": "nesterov",
    "adagrad": "adagrad",
    "rmsprop": "rmsprop",
    "adadelta": "adadelta",
    "adamw": "adamw",
    "adam_l2": "adam_l2",
    "amsgrad": "amsgrad",
    "nadam": "nadam",
    "radam": "radam",
}
FILES = tuple(make_paths.SETTINGS)
PROBLEMS = tuple(make_paths.PROBLEMS)
SETTINGS = ("defaults", "away")
# What is tested: the catalogue's reference, the class that learners read, and the repaired one.
REPAIRED = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "amsgrad")
UNDER_TEST = [
    *(("reference", name) for name in FILE),
    *(("solution", name) for name in FILE),
    *(("repair", name) for name in REPAIRED),
]
BY_IMPLEMENTATION = pytest.mark.parametrize(("source", "name"), UNDER_TEST)
BY_SETTING = pytest.mark.parametrize("setting", SETTINGS)
BY_FILE = pytest.mark.parametrize("file", FILES)

# Both sides compute one rule in two orders of operations. After t steps they may differ by a few
# roundings a step of whatever was added up: the start and the lengths of all steps so far. "A few"
# is three in the parameter's line and up to five in the moments, on each side.
ROUNDINGS = 16
# RAdam's sixth step is the first that eps and the root divide, and with tiny gradients it is far
# longer than the five before together. In an entry whose first moment all but cancels there, the
# moment's roundings are large beside everything added up so far.
CANCELLING = {("radam", "tiny", "defaults"): 500}


@cache
def stored(file):
    """Read a file: what it says about itself, and its arrays."""
    with np.load(TESTS / "paths" / f"{file}.npz", allow_pickle=False) as arrays:
        arrays = dict(arrays)
    return json.loads(str(arrays.pop("about"))), arrays


def part(file, problem, name):
    """Give one part of a problem (start, grads or a setting), key -> array."""
    prefix = f"{problem}/{name}/"
    arrays = stored(file)[1]
    return {key[len(prefix) :]: value for key, value in arrays.items() if key.startswith(prefix)}


def drive(optimizer, start, grads):
    """Take every step; return the params after each, checking the contract of `update`.

    As in many training loops, gradients arrive in the same arrays each step, overwritten.
    """
    params = {key: value.copy() for key, value in start.items()}
    given = {key: np.empty_like(value) for key, value in start.items()}
    path = {key: np.empty_like(value) for key, value in grads.items()}
    for step in range(len(next(iter(grads.values())))):
        for key in given:
            given[key][...] = grads[key][step]
        assert optimizer.update(params, given) is None
        for key in path:
            np.testing.assert_array_equal(given[key], grads[key][step], "update changed grads")
            assert np.shape(params[key]) == start[key].shape
            path[key][step] = params[key]
    return path


def excess(path, truth, start):
    """Give the largest distance from PyTorch's path, in units of what roundings explain."""
    worst = 0.0
    for key, right in truth.items():
        lengths = np.abs(np.diff(right, axis=0, prepend=start[key][np.newaxis]))
        added_up = np.abs(start[key]) + np.cumsum(lengths, axis=0)
        steps = np.arange(1, len(right) + 1).reshape(-1, *[1] * start[key].ndim)
        allowed = ROUNDINGS * np.finfo(float).eps * steps * added_up
        away = np.where(np.isfinite(path[key]), np.abs(path[key] - right), np.inf)
        # Where nothing has moved yet from a start at 0, nothing is allowed either.
        ratio = np.divide(away, allowed, out=np.where(away > 0, np.inf, 0.0), where=allowed > 0)
        assert not np.any(np.isnan(ratio))
        worst = max(worst, float(ratio.max()))
    return worst


def distance_from_pytorch(optimizer, file, problem, setting):
    start, grads = part(file, problem, "start"), part(file, problem, "grads")
    return excess(drive(optimizer, start, grads), part(file, problem, setting), start)


@BY_IMPLEMENTATION
@BY_SETTING
@pytest.mark.parametrize("problem", PROBLEMS)
def test_every_step_is_pytorchs_up_to_rounding(source, name, setting, problem):
    file = FILE[name]
    # "defaults" are left to the constructor, so that they are tested too.
    hyper = {} if setting == "defaults" else stored(file)[0]["settings"][setting]
    optimizer = implementation(source, name)(**hyper)
    most = CANCELLING.get((file, problem, setting), 1)
    assert distance_from_pytorch(optimizer, file, problem, setting) <= most


@BY_IMPLEMENTATION
@BY_SETTING
def test_a_hyper_parameter_off_by_a_millionth_is_noticed(source, name, setting):
    file = FILE[name]
    hyper = stored(file)[0]["settings"][setting]
    for word, value in hyper.items():
        build, off = implementation(source, name), {**hyper, word: value * (1 + 1e-6)}
        seen = [distance_from_pytorch(build(**off), file, problem, setting) for problem in PROBLEMS]
        assert max(seen) > 100, word


@BY_SETTING
@pytest.mark.parametrize("problem", PROBLEMS)
def test_the_look_ahead_asks_where_pytorchs_nesterov_stands(setting, problem):
    # PyTorch's params are the look-ahead point: after its step t they are where step t + 1 asks.
    hyper = stored("nesterov")[0]["settings"][setting]
    start, grads, truth = (part("nesterov", problem, name) for name in ("start", "grads", setting))
    optimizer = implementation("reference", "nesterov_lookahead")(**hyper)
    params = {key: value.copy() for key, value in start.items()}
    asked = []

    def grad_fn(places):
        step = min(len(asked), len(grads["weight"]) - 1)  # the last call only asks
        asked.append({key: np.array(place) for key, place in places.items()})
        return {key: value[step] for key, value in grads.items()}

    for _ in range(len(grads["weight"]) + 1):
        assert optimizer.update(params, grad_fn) is None
    for key, value in start.items():
        np.testing.assert_array_equal(asked[0][key], value)
    path = {key: np.stack([places[key] for places in asked[1:]]) for key in truth}
    assert excess(path, truth, start) <= 1


@BY_FILE
def test_a_file_says_how_it_was_made_and_stays_small(file):
    about = stored(file)[0]
    assert about["script"] == "make_paths.py"
    assert all(about[word] for word in ("torch", "numpy", "python"))
    assert (TESTS / "paths" / f"{file}.npz").stat().st_size < 150_000


@BY_FILE
def test_a_file_has_the_inputs_its_script_draws(file):
    assert stored(file)[0]["settings"] == make_paths.SETTINGS[file]
    assert tuple(stored(file)[0]["problems"]) == PROBLEMS
    for problem in PROBLEMS:
        for name, drawn in zip(("start", "grads"), make_paths.problem(problem), strict=True):
            kept = part(file, problem, name)
            assert kept.keys() == drawn.keys()
            for key in kept:
                # Another libm's log or pow may round the last two bits of a draw another way.
                np.testing.assert_allclose(kept[key], drawn[key], rtol=1e-15, atol=0)


@BY_FILE
def test_the_problems_reach_the_corners(file):
    grads = {problem: part(file, problem, "grads") for problem in PROBLEMS}
    assert {len(g["weight"]) for g in grads.values()} >= {1, 200}
    assert {value.ndim - 1 for value in grads["ordinary"].values()} == {0, 1, 2, 3}

    def sizes(problem):
        return np.abs(np.concatenate([value.ravel() for value in grads[problem].values()]))

    assert 0.8 < np.mean(sizes("sparse") == 0) < 0.95
    assert all(
        np.all(value[0] == 0) and np.any(value[1:] != 0)
        for value in (grads["zeros"][key] for key in ("bias", "weight", "kernel"))
    )
    assert np.median(sizes("tiny")) < 1e-10 and np.median(sizes("huge")) > 5e5
    assert sizes("mixed").min() < 1e-9 and sizes("mixed").max() > 1e5
