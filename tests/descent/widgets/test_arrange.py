"""Lines to arrange: what the page is told, that no answer is in it, and what a kernel's end leaves.

What it does when lines are moved happens in the page: `tests/browser/test_puzzles.py`.
"""

import json
import re
from importlib.resources import files

import pytest

from descent.widgets import front
from descent.widgets.arrange import SAID, Arrange
from descent.words import words

GIVEN = "def half(x):"
LINES = {"A": "    return x / 2", "B": "    return x * 2", "C": "    x = float(x)"}
SPARE = "One of the 3 lines doesn't belong."
FALLBACK = {"text/html": "<p>lines</p>", "text/plain": "lines"}


def arrange(order="", made=""):
    return Arrange(GIVEN, LINES, SPARE, order, made, "arranged", FALLBACK)


@pytest.mark.parametrize("order, lists", [
    ("", ["", "ABC"]), ("CA", ["CA", "B"]), ("B", ["B", "AC"]), ("CBA", ["CBA", ""])])
def test_every_line_is_in_one_of_the_two_lists_what_stays_out_by_the_alphabet(order, lists):
    arranged = arrange(order)
    assert arranged.lists == lists and arranged.plan["ran"] == order


def test_the_page_gets_each_line_as_it_is_indented_and_the_code_around_them():
    plan = arrange("CA", "def half(x):\n    x = float(x)\n    return x / 2\n").plan
    assert plan["lines"] == LINES and plan["given"] == GIVEN
    assert plan["made"].startswith(GIVEN) and plan["function"] == "arranged"


def test_it_knows_the_id_by_which_an_output_names_it():
    arranged = arrange()
    bundle, _ = arranged._repr_mimebundle_()
    assert arranged.own == bundle["application/vnd.jupyter.widget-view+json"]["model_id"]


def test_without_a_kernel_the_fallback_is_shown():
    bundle, _ = arrange("CA")._repr_mimebundle_()
    assert {kind: bundle[kind] for kind in FALLBACK} == FALLBACK


def test_all_that_the_page_says_comes_from_the_words_and_all_of_them_are_used():
    said = arrange().plan["words"]
    assert said["spare"] == SPARE and said["given"] == words("puzzle.given")
    source = files(front).joinpath("arrange.js").read_text(encoding="utf-8")
    # Two are looked up under the names of what their buttons do.
    looked_up = set(re.findall(r"words\.(\w+)", source)) | {"up", "down", "kept", "write"}
    assert looked_up == set(said) and set(SAID) < set(said)


@pytest.mark.parametrize("key, names", [
    ("line", {"letter", "code"}), ("up", {"letter"}), ("down", {"letter"}), ("use", {"letter"}),
    ("leave", {"letter"}), ("moved", {"letter", "place", "count"}),
    ("moved_out", {"letter", "place", "count"}), ("kept", {"code"}), ("write", {"code"})])
def test_a_text_names_what_the_page_fills_in(key, names):
    assert set(re.findall(r"\{(\w+)\}", arrange().plan["words"][key])) == names


@pytest.mark.parametrize("key", ["use", "leave"])
def test_the_name_of_a_button_holds_what_stands_on_it(key):
    said = arrange().plan["words"]
    assert said[key].startswith(said[f"{key}_short"])


def test_it_starts_the_same_whatever_order_is_right():
    page = json.dumps(arrange().get_state() | {"own": ""}, default=str)
    for order in ("CA", "AC", "CB"):
        assert f'"{order}"' not in page


def test_a_move_in_the_page_changes_the_lists_and_nothing_else():
    arranged = arrange()
    before = dict(arranged.plan)
    arranged.set_state({"lists": ["CA", "B"]})
    assert arranged.lists == ["CA", "B"] and arranged.plan == before
