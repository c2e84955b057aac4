"""What an optimizer is given and must keep: the function that it asks for gradients."""

import numpy as np
import pytest

from descent import check
from descent.contract import grad_fn_of
from descent.exercises import EXERCISES
from descent.probes import Event
from grader.catalogue import exercise

SOURCE = '''
class NesterovLookahead:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {{}}

    def update(self, params, grad_fn):
        {body}
'''
# what is handed to grad_fn, or done with it, and what the report must say
FAULTS = [
    ("grad_fn(params['w'])", "wrong", "something of type ndarray"),
    ("grad_fn(list(params.values()))", "wrong", "something of type list"),
    ("grad_fn(None)", "wrong", "something of type NoneType"),
    ("grad_fn({})", "wrong", "lacks 'w'"),
    ("grad_fn({key: p[:1] for key, p in params.items()})", "wrong",
     "'w' of shape (1,), where the params have (3,)"),
    ("grad_fn({key: 0.0 for key in params})", "wrong", "of shape ()"),
    ("grad_fn({key: list(p) for key, p in params.items()})", "wrong", "with list under 'w'"),
    ("grad_fn({key: p * 1j for key, p in params.items()})", "wrong", "with ndarray under 'w'"),
    ("grad_fn({key: None for key in params})", "wrong", "with NoneType under 'w'"),
    ("grad_fn['w']", "error", "call it with a dict of params"),
    ("grad_fn.items()", "error", "call it with a dict of params"),
    ("for key in grad_fn: pass", "error", "call it with a dict of params"),
    ("'w' in grad_fn", "error", "call it with a dict of params"),
    ("0.1 * grad_fn", "error", "call it with a dict of params"),
    ("grad_fn()", "error", "leaves out"),
]


@pytest.mark.parametrize(("body", "status", "said"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_wrong_use_of_grad_fn_is_said_with_the_learners_line(body, status, said, tmp_path):
    path = tmp_path / "answer.py"
    path.write_text(SOURCE.format(body=body), encoding="utf-8")
    names: dict = {}
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), names)
    report = check("nesterov_lookahead", names["NesterovLookahead"])
    assert (report.verdict.status, report.verdict.diagnosis) == (status, None)
    assert said in report.text(), report.text()
    assert f"Your line 7: {body}" in report.text()


def test_grad_fn_answers_alike_whenever_it_is_asked_and_shares_no_array():
    start = {"w": np.array([1.0, 2.0]), "b": np.array(3.0)}
    given = {"w": np.array([0.5, -0.5]), "b": np.array(2.0)}
    grad_fn = grad_fn_of(Event(0, 0, given), start)
    first = grad_fn(start)
    first["w"] *= 7
    first.pop("b")
    for key, again in grad_fn({**start, "extra": 1}).items():
        np.testing.assert_array_equal(again, given[key])
        assert not np.shares_memory(again, given[key])
    np.testing.assert_array_equal(start["w"], [1.0, 2.0])


@pytest.mark.parametrize("probe", EXERCISES["nesterov_lookahead"].optimizer_probes(7),
                         ids=lambda probe: probe.name)
def test_the_place_shows_in_every_gradient_but_those_that_are_the_same_everywhere(probe):
    event = probe.events[0]
    start = probe.params[event.params]
    grad_fn = grad_fn_of(event, start)
    here = grad_fn(start)
    there = grad_fn({key: value + 1 for key, value in start.items()})
    for key in start:
        if probe.name in ("first-step", "constant-gradient"):
            np.testing.assert_array_equal(there[key], here[key])
        else:
            moved = there[key] != here[key]
            np.testing.assert_array_equal(moved, here[key] != 0)


def test_a_key_that_has_moved_shows_in_the_gradient_of_another():
    probes = {probe.name: probe for probe in EXERCISES["nesterov_lookahead"].optimizer_probes(7)}
    event, start = probes["two-keys"].events[0], probes["two-keys"].params[0]
    grad_fn = grad_fn_of(event, start)
    moved = grad_fn({**start, "left": start["left"] + 1})
    assert np.all(moved["right"] != grad_fn(start)["right"])


def test_the_look_ahead_probes_hand_over_no_reused_arrays():
    probes = EXERCISES["nesterov_lookahead"].optimizer_probes(7)
    assert all(probe.takes_grad_fn and not probe.reuses_buffers for probe in probes)
    assert "reused-buffer" not in {probe.name for probe in probes}


def test_two_forms_of_nesterov_walk_one_way_seen_from_two_points():
    # y = x + mu v, on a bowl whose gradient is known everywhere.
    curvature, hyper = np.array([0.1, 2.0]), {"lr": 0.1, "momentum": 0.9}
    ahead = exercise("nesterov_lookahead").right(**hyper)
    stored = exercise("nesterov").right(**hyper)
    x, y = {"x": np.array([-7.0, 2.0])}, {"x": np.array([-7.0, 2.0])}
    for _ in range(60):
        asked = []
        ahead.update(x, lambda at, asked=asked: (
            asked.append(at["x"].copy()) or {"x": curvature * at["x"]}))
        np.testing.assert_allclose(asked[0], y["x"], rtol=0, atol=1e-12)
        stored.update(y, {"x": curvature * y["x"]})
