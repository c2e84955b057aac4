"""Values as messages: what crosses is equal, stays one object, and wrong bytes do no harm."""

import contextlib
import copy
import json
import tracemalloc

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.sandbox.inside.arrays import DTYPES
from grader.sandbox.inside.objects import Objects
from grader.sandbox.inside.sizes import LARGEST, MOST_KEYS
from grader.sandbox.inside.wire import HEAD, Heard, Malformed, Said, join

FEW = settings(deadline=None, max_examples=250, suppress_health_check=list(HealthCheck))


class Pair:
    """A judge's table and a child's, and what crosses between them as bytes."""

    def __init__(self):
        self.judge = Objects("j", self.export, self.load, forgets=True)
        self.child = Objects("c", self.export, self.load, forgets=False)
        self.lines = {"j": (Said(), Heard()), "c": (Said(), Heard())}

    def export(self, value):
        return ["r", type(value).__name__]

    def load(self, tag, *told):
        return ("loaded", tag, *told)

    def over(self, *values):
        """Hand values from the judge to the child; give the only one, or all."""
        return self.cross(self.judge, self.child, values)

    def back(self, *values):
        """Hand values from the child to the judge; give the only one, or all."""
        return self.cross(self.child, self.judge, values)

    def cross(self, sender, receiver, values):
        said, heard = self.lines[sender.side]
        message = said.write(1, *sender.pack(values))
        size, numbers, number, again = HEAD.unpack(message[:HEAD.size])
        assert (len(message), number) == (HEAD.size + size + numbers, 1)
        self.was_again = again > 0
        read = receiver.unpack(*heard.read(message, size, again))
        return read[0] if len(read) == 1 else read


def parts(message):
    """Give a message's header and numbers, read."""
    size, _, _, again = HEAD.unpack(message[:HEAD.size])
    return Heard().read(message, size, again)


def alike(a, b):
    """Whether two values are of the same types and hold the same, nan included."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and np.array_equal(
            a, b, equal_nan=a.dtype.kind in "fc") and a.flags.writeable == b.flags.writeable
    if isinstance(a, np.generic):
        return a.dtype == b.dtype and alike(np.array(a), np.array(b))
    if isinstance(a, dict):
        return list(map(repr, a)) == list(map(repr, b)) and all(
            map(alike, a.values(), b.values()))
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(alike, a, b))
    return a == b or (a != a and b != b)


# -- values --------------------------------------------------------------------------------------

def locked(array):
    array.flags.writeable = False
    return array


VALUES = {
    "nothing": None, "true": True, "whole": -3, "large": 2**63 - 1, "float": 0.1,
    "nan": float("nan"), "infinite": float("-inf"), "text": "μ \ud800 \0 \"", "empty text": "",
    "0-d": np.array(2.5), "empty": np.zeros((0, 3)), "matrix": np.arange(6.0).reshape(2, 3),
    "Fortran": np.asfortranarray(np.arange(6.0).reshape(2, 3)), "read-only": locked(np.ones(3)),
    "nan and inf": np.array([np.nan, np.inf, -np.inf, -0.0, 5e-324, 1.8e308]),
    "every second": np.arange(8.0)[::-2], "transposed": np.arange(6.0).reshape(2, 3).T,
    "broadcast": np.broadcast_to(np.ones(2), (3, 2)).copy(),
    "texts": np.array(["minimum", "saddle"]), "texts in a matrix": np.array([["a"], ["bc"]]),
    "no texts": np.array([], dtype="<U1").reshape(0, 2),
    "tuple": (1, (2.0, "x"), ()), "list": [1, [2, [3]], []], "dict": {"a": {"b": np.ones(2)}},
    "keys": {1: "a", (1, 2): "b", None: "c", True + 1: "d", 0.5: "e"},
    "float64": np.float64(0.1), "float32": np.float32(0.1), "int8": np.int8(-5),
    "bool": np.bool_(True), "complex": np.complex128(1 - 2j), "nan scalar": np.float64("nan"),
} | {f"array of {name}": np.array([0, 1, 1, 0]).astype(dtype) for name, dtype in DTYPES.items()}


@pytest.mark.parametrize("name", VALUES)
def test_a_value_is_equal_on_the_other_side(name):
    pair, value = Pair(), VALUES[name]
    assert alike(pair.over(value), value)
    copied = copy.deepcopy(value)
    assert alike(pair.back(copied), copied)


VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-2**63 + 1, 2**63 - 1) | st.floats() | st.text()
    | hnp.arrays(st.sampled_from(["<f8", "<f4", "<i4", "|b1", "<c16"]),
                 hnp.array_shapes(min_dims=0, min_side=0, max_side=3))
    | hnp.from_dtype(np.dtype("<f8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.text() | st.integers(0, 9), inner, max_size=3) | st.tuples(inner, inner),
    max_leaves=12)


@FEW
@given(st.lists(VALUE, max_size=3), VALUE)
def test_what_is_packed_on_one_side_is_read_equal_on_the_other(sent, returned):
    pair = Pair()
    for value in sent:
        assert alike(pair.over(value), value)
    assert alike(pair.back(returned), returned)
    if sent:
        assert alike(pair.over(sent[0]), sent[0])


class Name(str):
    pass


class Rate(float):
    pass


class Row(list):
    pass


class Grid(np.ndarray):
    pass


class Params(dict):
    pass


@pytest.mark.parametrize(("value", "read"), [
    (Name("adam"), "adam"), (Rate(0.5), 0.5), (np.str_("saddle"), "saddle"),
    (Row([1, 2]), [1, 2]), (Params(a=1), {"a": 1}),
    (np.ones((1, 2)).view(Grid), np.ones((1, 2))),
    (np.ma.masked_array([1.0, 2.0], [True, False]), np.array([1.0, 2.0])),
    (np.longdouble(0.5), np.float64(0.5)), (np.array([1, 2], ">f8"), np.array([1.0, 2.0])),
    (np.array([1.5, 2], np.longdouble), np.array([1.5, 2.0])),
    (2**63, ("loaded", "?", "int")), (object(), ("loaded", "r", "object")),
    (b"x", ("loaded", "r", "bytes")), ({1}, ("loaded", "r", "set")),
    (1 + 2j, ("loaded", "r", "complex")),
    (np.array([None]), ("loaded", "?", "ndarray", [1])),
    (np.array(["2026-01-01"], "M8[D]"), ("loaded", "?", "ndarray", [1])),
])
def test_of_a_subclass_or_another_type_there_remains_what_a_message_can_say(value, read):
    assert alike(Pair().back(value), read)


def test_numbers_are_exact_to_the_last_bit():
    value = np.random.RandomState(3).randn(50) * 10.0 ** np.arange(-150, 150, 6)
    assert Pair().over(value).tobytes() == value.tobytes()


# -- one object on each side -----------------------------------------------------------------------

def test_what_was_changed_in_place_is_changed_in_place_and_what_was_bound_anew_is_bound_anew():
    pair = Pair()
    weights, bias = np.ones(2), np.array(0.5)
    params = {"w": weights, "b": bias}
    mirror = pair.over(params)
    kept = mirror["w"]
    mirror["w"] += 1
    mirror["b"] = np.array(3.0)
    mirror["new"] = 4.0
    pair.back()
    assert params["w"] is weights
    assert weights.tolist() == [2, 2]
    assert params["b"] is not bias
    assert (float(bias), float(params["b"]), params["new"]) == (0.5, 3.0, 4.0)
    weights[0] = 9
    del params["new"]
    assert pair.over(params) is mirror
    assert mirror["w"] is kept
    assert kept.tolist() == [9, 2]
    assert list(mirror) == ["w", "b"]


def test_an_object_that_comes_back_is_the_one_that_was_sent():
    pair = Pair()
    array, items = np.ones(2), [1, 2]
    mirrors = pair.over((array, items))
    returned = pair.back([mirrors[1], mirrors[0], mirrors[0]])
    assert returned[0] is items
    assert returned[1] is returned[2] is array


def test_the_same_array_under_two_keys_is_one_array_on_the_other_side():
    pair = Pair()
    one = np.zeros(2)
    mirror = pair.over({"a": one, "b": one})
    assert mirror["a"] is mirror["b"]
    mirror["a"][0] = 5
    pair.back()
    assert one.tolist() == [5, 0]


@pytest.mark.parametrize("part", [
    np.s_[2:5], np.s_[::-1], np.s_[::-2], np.s_[3], np.s_[None, ::3], np.s_[7:7]])
def test_a_view_of_what_is_known_stays_a_view(part):
    pair = Pair()
    base = np.arange(8.0)
    mirror = pair.over(base)
    view = pair.back(np.atleast_1d(mirror[part]) if part == 3 else mirror[part])
    assert view.tolist() == np.atleast_1d(base[part]).tolist()
    base += 10
    assert part == 3 or view.tolist() == base[part].tolist()


def test_a_view_of_a_view_of_a_matrix_stays_a_view():
    pair = Pair()
    base = np.arange(12.0).reshape(3, 4)
    view = pair.back(pair.over(base).T[1:, ::-1][::2])
    assert view.tolist() == base.T[1:, ::-1][::2].tolist()
    base[...] = 0
    assert not view.any()


def test_a_known_array_in_a_new_dict_is_still_that_array():
    pair = Pair()
    array = np.ones(2)
    mirror = pair.over({"w": array})
    anew = pair.back({"x": mirror["w"], "y": np.zeros(1)})
    assert anew["x"] is array
    assert pair.over(anew)["x"] is mirror["w"]


def test_a_child_changes_on_the_judges_side_what_a_reference_was_kept_to():
    pair = Pair()
    params = {"w": np.zeros(2)}
    kept = pair.over(params)["w"]
    pair.over(7)
    kept += 1
    pair.back()
    assert params["w"].tolist() == [1, 1]


def test_what_nobody_holds_any_more_is_dropped_on_both_sides():
    pair = Pair()
    params = {"w": np.zeros(2)}
    mirror = pair.over(params)
    for _ in range(20):
        mirror["w"] = mirror["w"] + 1
        pair.back()
        pair.over(params)
    assert len(pair.judge.known) == len(pair.child.known) == 2
    assert len(pair.judge.handles) == len(pair.child.handles) == 2
    del params
    pair.over(1)
    assert not pair.judge.known
    assert not pair.child.known
    assert not pair.child.handles
    pair.over({"w": np.zeros(2)})
    pair.judge.clear()
    assert not pair.judge.known


def test_dicts_may_hold_each_other_and_themselves():
    pair = Pair()
    one, two = {}, {}
    one["two"], two["one"], one["self"] = two, one, one
    mirror = pair.over(one)
    assert mirror["two"]["one"] is mirror
    assert mirror["self"] is mirror
    assert pair.back(mirror["two"]) is two


def test_a_known_array_takes_another_shape_in_place_but_no_other_size():
    pair = Pair()
    array = np.arange(6.0)
    mirror = pair.over(array)
    mirror.resize((2, 3), refcheck=False)
    pair.back()
    assert array.shape == (2, 3)
    view = array[1:]
    pair = Pair()
    pair.over(array)
    with pytest.raises(Malformed, match="larger or smaller"):
        pair.judge.unpack(*message(o=[["j1", "a", "<f8", [900], True, 900]],
                                   numbers=np.zeros(900).tobytes()))
    assert view.tolist() == [[3, 4, 5]]


def test_a_lock_that_was_set_or_taken_off_is_seen():
    pair = Pair()
    array = np.ones(2)
    mirror = pair.over(array)
    mirror.flags.writeable = False
    pair.back()
    assert not array.flags.writeable
    mirror.flags.writeable = True
    mirror[0] = 3
    pair.back()
    assert array.tolist() == [3, 1]
    assert array.flags.writeable


# -- calls that are like the one before -----------------------------------------------------------

def gradients(*values):
    return {"w": np.array(values)}


def test_a_step_like_the_one_before_has_the_same_header():
    pair = Pair()
    params, again = {"w": np.zeros(2)}, []
    for step in range(6):
        mirror, grads = pair.over(params, gradients(step, 1.0))
        again.append(pair.was_again)
        mirror["w"] -= grads["w"]
        pair.back(None)
        again.append(pair.was_again)
    assert params["w"].tolist() == [-15, -6]
    assert again[4:] == [True] * 8  # the first has no step before it, whose objects are gone
    assert len(pair.judge.known) == len(pair.child.known) == 4


def test_gradients_that_were_kept_stay_what_they_were():
    pair, kept = Pair(), []
    params = {"w": np.zeros(1)}
    for step in range(5):
        _, grads = pair.over(params, gradients(float(step)))
        kept.append(grads)
        pair.back(None)
    assert [grads["w"].tolist() for grads in kept] == [[0], [1], [2], [3], [4]]
    assert len({*map(id, kept)}) == 5


def test_gradients_that_the_judge_still_has_keep_their_handles():
    pair = Pair()
    mine = [gradients(float(step)) for step in range(4)]
    theirs = [pair.over({}, grads)[1] for grads in mine]
    assert [pair.back(one) is grads for one, grads in zip(theirs, mine, strict=True)] == [True] * 4


FORMS = {
    "of another shape": lambda: {"w": np.ones(3)}, "0-d": lambda: {"w": np.array(1.0)},
    "of another key": lambda: {"b": np.ones(2)},
    "of two keys": lambda: {"w": np.ones(2), "b": np.ones(2)},
    "of no key": lambda: {}, "locked": lambda: {"w": locked(np.ones(2))},
    "of whole numbers": lambda: {"w": np.ones(2, int)}, "a view": lambda: {"w": np.ones(4)[::2]},
    "twice the same": lambda: dict.fromkeys(["w", "b"], np.ones(2)),
    "a number": lambda: {"w": 1.0}, "of an equal key": lambda: {Name("w"): np.ones(2)},
    "of a number's key": lambda: {1: np.ones(2)}, "in another dict": lambda: Params(w=np.ones(2)),
    "in another array": lambda: {"w": np.ones(2).view(Grid)}, "no dict": lambda: [np.ones(2)]}


@pytest.mark.parametrize("form", FORMS)
def test_gradients_of_another_form_are_what_they_are_and_so_are_the_next(form):
    pair = Pair()
    usual = [lambda: gradients(1.0, 2.0)]
    for make in usual * 3 + [FORMS[form]] * 3 + usual:
        grads = make()
        read, plain = pair.over({}, grads)[1], Pair().over(grads)
        assert alike(read, plain)
        del grads
        pair.back(None)


def test_the_same_dict_twice_is_one_dict():
    pair = Pair()
    for step in range(4):
        pair.over({}, gradients(float(step)))
    grads = gradients(9.0)
    one, other = pair.over(grads, grads)
    assert one is other
    assert one["w"].tolist() == [9]


def test_a_child_that_changed_the_form_of_gradients_does_not_change_that_of_the_next():
    pair = Pair()
    for step in range(3):
        grads = pair.over({}, gradients(float(step), 1.0))[1]
        grads["w"].resize((2, 1), refcheck=False)
        grads["w"].flags.writeable = False
        grads["extra"] = 5.0
        pair.back(None)
    assert alike(pair.over({}, gradients(7.0, 8.0))[1], gradients(7.0, 8.0))


class Learner:
    """Does with its arguments what learners do; `kept` is what it remembers."""

    def __init__(self):
        self.kept = []

    def update(self, deeds, params, grads):
        returned = None
        for deed in deeds:
            with contextlib.suppress(KeyError, IndexError, ValueError, TypeError):
                returned = getattr(self, deed)(params, grads)
        return returned

    def subtract(self, params, grads):
        for key in params:
            params[key] -= grads[key]

    def rebind(self, params, grads):
        for key in params:
            params[key] = params[key] - grads[key]

    def keep_grads(self, params, grads):
        self.kept.append(grads)

    def keep_one(self, params, grads):
        self.kept += [grads["w"], params["w"]]

    def keep_view(self, params, grads):
        self.kept.append(params["w"][::-1])

    def change_kept(self, params, grads):
        for one in self.kept:
            (one["w"] if isinstance(one, dict) else one)[...] *= 2

    def drop_kept(self, params, grads):
        self.kept.pop(0)

    def add_key(self, params, grads):
        params[f"new{len(params)}"] = grads["w"]

    def lose_key(self, params, grads):
        del params["b"]

    def change_grads(self, params, grads):
        grads["w"] *= 3

    def rebind_grads(self, params, grads):
        grads["w"] = params["w"]

    def lock(self, params, grads):
        grads["w"].flags.writeable = False

    def reshape(self, params, grads):
        if grads["w"].size == 3:  # another size is refused
            grads["w"].resize((3, 1), refcheck=False)

    def return_grads(self, params, grads):
        return grads

    def return_kept(self, params, grads):
        return self.kept[-1]

    def return_view(self, params, grads):
        return params["w"][1:]


DEEDS = [name for name in vars(Learner) if not name.startswith("_") and name != "update"]
STEP = st.tuples(st.lists(st.sampled_from(DEEDS), max_size=3),
                 st.sampled_from(["new", "new", "held", "last", "one array", "no b", "locked"]))


def play(steps, call):
    """Drive a learner; give what there is after each step, on both sides."""
    params, held, seen, grads = {"w": np.arange(3.0), "b": np.array(1.0)}, [], [], None
    for number, (deeds, form) in enumerate(steps):
        if form != "last" or grads is None:
            one = np.full(3, number + 1.0)
            grads = {"w": one, "b": one if form == "one array" else np.array(2.0)}
            one.flags.writeable = form != "locked"
            del one
        if form == "no b":
            del grads["b"]
        if form == "held":
            held.append(grads)
        returned, theirs = call(deeds, params, grads)
        here = params, grads, held, returned
        seen.append(copy.deepcopy([here, theirs, same_objects(here)]))
        del returned, theirs, here
        if form != "held":
            grads = None
    return seen


def same_objects(value):
    """Tell which of the arrays and dicts in nested containers are one object."""
    found = [value]
    for one in found:
        if isinstance(one, dict | list | tuple):
            found += one.values() if isinstance(one, dict) else one
    ids = [id(one) for one in found if isinstance(one, dict | np.ndarray)]
    return [ids.index(one) for one in ids]


@FEW
@given(st.lists(STEP, min_size=1, max_size=12))
@example([(["subtract"], "new")] * 5)
@example([(["rebind"], "new")] * 5)
@example([(["keep_grads", "subtract"], "new")] * 5)
def test_steps_across_the_wall_do_what_they_do_in_one_process(steps):
    here, there, pair = Learner(), Learner(), Pair()

    def direct(deeds, params, grads):
        return here.update(deeds, params, grads), here.kept

    def across(deeds, params, grads):
        returned = there.update(deeds, *pair.over(params, grads))
        return pair.back(returned), there.kept
    assert alike(play(steps, across), play(steps, direct))


# -- wrong bytes -----------------------------------------------------------------------------------

def message(v=None, o=(), x=(), numbers=None):
    """Make a message by hand, and read its parts; the numbers are those of the arrays, or given."""
    if numbers is None:
        numbers = bytes(8 * sum(one[-1] for one in o if one[1:2] == ["a"] and one[-1] == 1))
    return parts(join(1, {"v": [v], "o": list(o), "x": list(x)}, numbers))


ONE = ["c1", "a", "<f8", [1], True, 1]
WRONG = {
    "no array": message(o=[["c1", "l", [1]]], v=["v", "c1", 0, [1], [8]]),
    "view with strides of 0": message(o=[ONE], v=["v", "c1", 0, [4_000_000_000], [0]]),
    "many views": message(o=[ONE], v=["t", [["v", "c1", 0, [900_000], [0]]] * 3]),
    "view before": message(o=[ONE], v=["v", "c1", -8, [1], [8]]),
    "view beyond": message(o=[ONE], v=["v", "c1", 0, [2], [8]]),
    "view of an offset that is none": message(o=[ONE], v=["v", "c1", "0", [1], [8]]),
    "empty array of a large shape": message(o=[["c1", "a", "<f8", [0, 10**9], True, 0]]),
    "empty view of a large shape": message(o=[ONE], v=["v", "c1", 0, [0, 10**9], [0, 0]]),
    "negative length": message(o=[["c1", "a", "<f8", [-1], True, 1]]),
    "too few numbers": message(o=[["c1", "a", "<f8", [2], True, 2]]),
    "count of another type": message(o=[["c1", "a", "<f8", [1], True, True]]),
    "no dtype": message(o=[["c1", "a", "O", [1], True, 1]]),
    "texts padded": message(v=["u", [1000], ["x" * 10_000] + [""] * 999]),
    "texts in no list": message(v=["u", [1], 3]),
    "a list of a long text": message(
        o=[["c1", "l", ["x" * 100_000] + [""] * 999]], v=["h", "c1"]),
    "lists that double": message(
        o=[[f"c{i}", "l", [["h", f"c{i + 1}"]] * 2] for i in range(60)] + [["c60", "l", [1]]],
        v=["h", "c0"]),
    "tuples of one list": message(
        o=[["c1", "l", list(range(9000))]], v=["t", [["h", "c1"]] * 1000]),
    "list of one array": message(
        o=[["c1", "a", "<f8", [9000], True, 9000], ["c2", "l", [["h", "c1"]] * 1000]],
        numbers=bytes(72_000)),
    "a list that holds itself": message(o=[["c1", "l", [["h", "c1"]] * 2]], v=["h", "c1"]),
    "lists without end": message(
        o=[[f"c{i}", "l", [["h", f"c{i + 1}"]]] for i in range(3000)] + [["c3000", "l", []]]),
    "too many keys": message(
        o=[["c1", "d", [[i * (2**61 - 1), 0] for i in range(MOST_KEYS + 1)]]]),
    "a key that has no hash": message(o=[["c1", "d", [[["h", "c1"], 0]]]]),
    "a handle of the reader's": message(o=[["j7", "l", []]]),
    "a handle that is none": message(v=["h", "c9"]),
    "a handle of another type": message(v=["h", [1]]),
    "a long handle": message(o=[["c" * 13, "l", []]]),
    "another kind": message(o=[["c1", "l", []], ["c1", "d", []]]),
    "a list written as an array": message(o=[["c1", "l", []], ["c1", "="]]),
    "an object in the open": message(v={"a": 1}),
    "an empty list": message(v=[]),
    "a scalar of a text": message(v=["s", "<f8", "1"]),
    "a scalar of a list": message(v=["s", "<f8", [1, 2]]),
    "a scalar too large": message(v=["s", "|i1", 1000]),
    "a whole number too large": message(v=10**400),
    "nothing at all": parts(join(1, {}, b"")),
    "an object forgotten by the other side": message(x=["c1"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_message_is_malformed_and_costs_little(name):
    objects = Pair().judge
    tracemalloc.start()
    try:
        with pytest.raises(Malformed):
            objects.unpack(*WRONG[name])
        assert tracemalloc.get_traced_memory()[1] < 4 * LARGEST
    finally:
        tracemalloc.stop()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["h", "t", "s", "v", "u", "r", "?", "l", "d", "a", "=", "c1", "j1", "<f8"]),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(
        st.sampled_from(["v", "o", "x", "m"]), inner, max_size=3), max_leaves=25)
HANDLES = st.sampled_from(["c1", "c2", "j1", "j2", "j9"])
TREE = st.recursive(
    JSON | st.tuples(st.just("h"), HANDLES).map(list) | st.builds(
        lambda *parts: ["v", *parts], HANDLES, st.integers(-16, 40),
        st.lists(st.integers(0, 5), max_size=3), st.lists(st.integers(-24, 24), max_size=3))
    | st.builds(lambda dtype, one: ["s", dtype, one], st.sampled_from(list(DTYPES)), JSON),
    lambda inner: st.lists(inner, max_size=3).map(lambda some: ["t", some]), max_leaves=6)
CHANGE = st.builds(
    lambda handle, dtype, shape, lock, count: [handle, "a", dtype, shape, lock, count],
    HANDLES, st.sampled_from(list(DTYPES)), st.lists(st.integers(0, 3), max_size=3),
    st.booleans(), st.integers(0, 9)) | st.builds(
    lambda handle, items: [handle, "l", items], HANDLES, st.lists(TREE, max_size=3)) | st.builds(
    lambda handle, items: [handle, "d", items], HANDLES,
    st.lists(st.tuples(TREE, TREE), max_size=3)) | st.builds(
    lambda handle: [handle, "="], HANDLES) | JSON


@FEW
@given(st.one_of(JSON, st.fixed_dictionaries({
    "v": st.lists(TREE, max_size=2), "o": st.lists(CHANGE, max_size=4),
    "x": st.lists(HANDLES | JSON, max_size=2)})),
    st.binary(max_size=80))
@example({"v": [["h", "j2"]], "o": [["j1", "="]], "x": []}, b"")
def test_any_header_is_read_or_malformed_and_the_judge_can_go_on(header, numbers):
    pair = Pair()
    mine = np.arange(3.0), [1.0, {"a": 2}]
    pair.over(mine)
    try:
        text = json.dumps(header).encode()
        pair.judge.unpack(*Heard().read(bytes(HEAD.size) + text + numbers, len(text), 0))
    except Malformed:
        return
    pair.judge.pack([mine])


@FEW
@given(VALUE, st.data())
def test_a_damaged_message_is_read_or_malformed(value, data):
    pair = Pair()
    message = join(1, *pair.child.pack([value]))
    size = HEAD.unpack(message[:HEAD.size])[0]
    content, numbers = bytearray(message[HEAD.size:][:size]), message[HEAD.size + size:]
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    numbers = numbers[:data.draw(st.integers(0, len(numbers)))]
    try:
        pair.judge.unpack(*Heard().read(message[:HEAD.size] + bytes(content) + numbers, size, 0))
    except Malformed:
        return
