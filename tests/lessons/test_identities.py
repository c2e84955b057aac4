"""Every numbered equation of the lessons is proved with sympy: identities/i<stem>.py.

Each lesson has a `TABLE` (some two, in files that begin with the lesson's number): tag, text, and
a proof, which gives claims (`identities/prove.py`). Not proved are definitions, which only give a
name; and rules of algorithms, which are walked beside the references that PyTorch's paths or
50-digit arithmetic hold. Inequalities are proved by a difference whose sign can be read, from the
signs of its symbols.
"""

import importlib
import re
from functools import cache, partial
from pathlib import Path

import jupytext
import numpy as np
import pytest
import sympy as sp
from conftest import implementation
from lessons.identities.prove import AtLeast, Entry, Holds, OnGrid, Same, Table, is_zero, plain

HERE = Path(__file__).parent
LESSONS = sorted((HERE.parents[1] / "solutions").glob("[0-9]*.py"))
# In 20 steps with these AMSGrad's v also falls, RAdam rectifies, and ε counts.
AWAY = {"lr": 0.1, "beta2": 0.9, "decay_rate": 0.8, "eps": 1e-3}
KINDS = {"proved", "bound", "rule", "definition", "cited", "prose"}


@cache
def table_of(number: str) -> dict[str, Entry]:
    """Join the tables of a lesson, given the two digits of its name."""
    whole = Table()
    for path in sorted((HERE / "identities").glob(f"i{number}_*.py")):
        module = importlib.import_module(f"lessons.identities.{path.stem}")
        for tag, entry in module.TABLE.entries.items():
            whole.add(tag, entry)
    return whole.entries


@cache
def equations_of(lesson: Path) -> dict[str, str]:
    """Read the displayed equations that have a tag."""
    found = {}
    for cell in jupytext.read(lesson).cells:
        for text in re.findall(r"\$\$(.*?)\$\$", cell.source, re.S):
            for tag in re.findall(r"\\tag\{([^}]*)\}", text):
                assert tag not in found, f"{lesson.name} has two equations ({tag})"
                found[tag] = text
    return found


def name_of(tag: str, entry: Entry) -> str:
    return entry.proof.__name__ if entry.kind == "prose" else tag


ENTRIES = [
    pytest.param(entry, id=f"{lesson.stem}-{name_of(tag, entry)}")
    for lesson in LESSONS for tag, entry in table_of(lesson.stem[:2]).items()
]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_the_table_holds_every_equation_and_no_other(lesson):
    table = table_of(lesson.stem[:2])
    assert {tag for tag in table if table[tag].kind != "prose"} == set(equations_of(lesson))


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_every_equation_still_says_what_was_proved(lesson):
    table = table_of(lesson.stem[:2])
    changed = {
        tag: text for tag, text in equations_of(lesson).items()
        if tag in table and plain(text) != plain(table[tag].text)
    }
    prose = plain(" ".join(cell.source for cell in jupytext.read(lesson).cells))
    changed |= {
        entry.text: "not there" for entry in table.values()
        if entry.kind == "prose" and plain(entry.text) not in prose
    }
    assert not changed, f"prove these anew, then put them into the table: {changed}"


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_claim_of_the_proof_holds(entry):
    assert entry.kind in KINDS and (entry.proof or entry.why), "neither a proof nor a reason"
    if entry.proof is None or entry.why:
        return
    claims = list(entry.proof())
    assert claims, "a proof must claim something"
    wrong = [claim for claim in claims if not claim.holds()]
    assert not wrong, f"{entry.text}: {wrong}"
    assert not all(isinstance(claim, OnGrid) for claim in claims), "a grid proves nothing"


@pytest.mark.parametrize(
    "entry", [param for param in ENTRIES if param.values[0].kind == "rule" and param.values[0].why])
def test_a_rule_walks_the_path_of_the_reference(entry):
    """Gradients have a fixed seed; the sums differ in order, hence the room for rounding."""
    reference = implementation("reference", entry.why)
    made = reference(**{name: AWAY[name] for name in reference.rule.defaults if name in AWAY})
    state = {}
    rng = np.random.default_rng(20)
    params = {"a": rng.normal(size=(2, 3))}
    theta = params["a"].copy()
    for t in range(1, 21):
        gradient = rng.normal(size=(2, 3))
        if made.rule.ahead:  # then what is given is a function of the point
            gradient = partial(np.multiply, gradient)
            made.update(params, lambda points, at=gradient: {"a": at(points["a"])})
        else:
            made.update(params, {"a": gradient.copy()})
        theta = entry.proof(theta, gradient, state, t, made.hyper)
        np.testing.assert_allclose(theta, params["a"], rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(("claim", "true"), [
    (Same(sp.Symbol("x") ** 2 - 1, (sp.Symbol("x") - 1) * (sp.Symbol("x") + 1)), True),
    (Same(sp.Symbol("x") ** 2 - 1, (sp.Symbol("x") - 1) ** 2), False),
    (AtLeast(sp.Symbol("x", real=True) ** 2, 0), True),
    (AtLeast(sp.Symbol("x", real=True) ** 3, 0), False),
    (AtLeast(sp.Symbol("x", positive=True), 1, by=sp.Symbol("y", positive=True)), False),
    (Holds(sp.Integer(2) > 1, "2 > 1"), True),
])
def test_a_claim_is_held_only_when_it_is_true(claim, true):
    assert claim.holds() is true


def test_a_matrix_is_zero_in_each_entry():
    assert is_zero(sp.zeros(2)) and not is_zero(sp.Matrix([[0, 0], [0, 1]]))


@pytest.mark.parametrize(("other", "same"), [
    (r"v_t = \mu v_{t-1} - \eta\,g_t . \tag{3.1}", True),
    (r"v_t &= \mu\;v_{t-1} \\ &\quad - \eta g_t,", True),
    (r"v_t = \mu v_{t-1} + \eta g_t", False),
    (r"v_t = \mu v_{t-1} - \eta g_t^2", False),
])
def test_an_equation_may_be_set_otherwise_but_not_say_otherwise(other, same):
    assert (plain(other) == plain(r"v_t = \mu v_{t-1} - \eta g_t")) is same
