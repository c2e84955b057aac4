"""A Parsons problem: what its lines make is judged like written code, and every slip has words."""

import re

import pytest

from descent import check, parsons
from descent.parsons import Puzzle, load, names, puzzle
from descent.words import words

SMALL = Puzzle(
    "small", "sgd",
    "class SGD:\n    def __init__(self, lr=0.01):\n        self.lr = lr\n\n"
    "    def update(self, params, grads):",
    {"A": "            params[key] -= self.lr * g",
     "B": "            params[key] += self.lr * g",
     "C": "        for key, g in grads.items():",
     "D": "        pass"},
    spare=2)


@pytest.fixture
def shown(monkeypatch):
    """Put the small problem in the place of any other; collect (HTML, plain text) as shown."""
    outputs = []
    monkeypatch.setattr(parsons, "display_html", lambda *output: outputs.append(output))
    monkeypatch.setattr(parsons, "load", lambda name: SMALL)
    return outputs


def answer(order):
    def chosen():
        return order
    return puzzle("small")(chosen)


def test_lines_in_order_are_a_class_like_any_other_and_shown_as_one(shown):
    report = check("sgd", answer("CA"))
    assert report.points == 1 and report.verdict.status == "right"
    html, text = shown[0]
    assert "C          for key, g in grads.items():" in text
    assert text.rstrip().endswith("params[key] -= self.lr * g")
    assert words("puzzle.spare", count=2) in text and "&lt;" not in html


@pytest.mark.parametrize("order", ["ca", "C A", "C, A", "DCA"])
def test_small_letters_blanks_and_commas_and_lines_that_do_nothing_are_no_mistake(shown, order):
    assert check("sgd", answer(order)).points == 1


def test_a_wrong_line_gets_the_name_of_its_mistake(shown):
    report = check("sgd", answer("CB"))
    assert report.points == 0 and report.verdict.diagnosis == "ascent"


@pytest.mark.parametrize("order, said", [
    (None, words("faults.order_no_text", seen="None")),
    (["C", "A"], words("faults.order_no_text", seen="['C', 'A']")),
    ("", words("faults.order_empty", letters="A, B, C, D")),
    ("CE", words("faults.order_unknown", letter="E", letters="A, B, C, D")),
    ("CAA", words("faults.order_twice", letter="A")),
])
def test_what_is_no_order_earns_nothing_and_is_named(shown, order, said):
    report = check("sgd", answer(order))
    assert report.points == 0 and said in report.text()


def test_lines_that_are_no_code_earn_nothing_and_the_line_is_shown(shown):
    report = check("sgd", answer("AC"))
    assert report.points == 0 and report.verdict.status == "error"
    assert "Lines of one block begin at the same column" in report.text()


def test_code_that_breaks_off_is_shown_with_its_line(monkeypatch):
    monkeypatch.setattr(parsons, "display_html", lambda *output: None)

    @puzzle("adam")
    def early():
        return "GCFDB"  # without the loop

    assert re.search(r"Your line 10: v_hat = self\.v\[key\] / ", check("adam", early).text())


def test_an_unwritten_answer_shows_the_lines_and_is_not_written_yet(shown):
    @puzzle("small")
    def unwritten():
        raise NotImplementedError("Replace this line with your own code.")

    report = check("sgd", unwritten)
    assert report.points == 0 and report.text().count(words("report.unwritten")) == 1
    assert len(shown) == 1 and words("puzzle.made") not in shown[0][1]


def test_a_puzzle_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(ValueError, match="no puzzle 'adm': use one of .*adam"):
        puzzle("adm")


@pytest.mark.parametrize("name", names())
def test_lines_are_few_different_and_lettered(name):
    asked = load(name)
    assert 5 <= len(asked.lines) <= 12 and 1 <= asked.spare <= 4
    assert len(set(asked.lines.values())) == len(asked.lines)
    assert max(map(len, [*asked.lines.values(), *asked.given.splitlines()])) <= 96
