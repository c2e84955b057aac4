"""A Parsons problem: what its lines make is judged like written code, and every slip has words."""

import re
import subprocess
import sys
from html.parser import HTMLParser

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
    _, text = shown[0]
    assert "C          for key, g in grads.items():" in text
    assert text.rstrip().endswith("params[key] -= self.lr * g")
    assert words("puzzle.spare", count=2, total=4) in text


class Boxes(HTMLParser):
    """Collect the text of each <pre>, of each <strong>, and all tags."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.boxes, self.bold = [], [], [], []

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        self.tags.append(tag)
        if tag == "pre":
            self.boxes.append("")
            # A page of nbconvert's would give both away.
            assert {"white-space: pre", "font-family: var(--jp-code-font-family, monospace)"} < set(
                dict(attributes)["style"].split("; "))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "pre" in self.open:
            self.boxes[-1] += data
        if "strong" in self.open:
            self.bold.append(data)


def test_a_page_shows_each_line_as_it_is_indented_and_its_letter_in_bold(shown):
    answer("CA")
    page = Boxes()
    page.feed(shown[0][0])
    given, lines, made = page.boxes
    assert given == SMALL.given and made == SMALL.code("CA").rstrip()
    assert lines.splitlines() == [f"{letter}  {line}" for letter, line in SMALL.lines.items()]
    assert page.bold == list(SMALL.lines) and set(page.tags) == {"div", "p", "pre", "strong"}


def test_code_cannot_become_markup_and_colours_have_one_without_a_theme(monkeypatch, shown):
    odd = Puzzle("odd", "sgd", "if 1 < 2 & 3 > 1:", {"A": "    x = '<b>'"}, spare=1)
    monkeypatch.setattr(parsons, "load", lambda name: odd)
    answer("A")
    html, _ = shown[0]
    assert "if 1 &lt; 2 &amp; 3 &gt; 1:" in html and "<b>" not in html
    variables = re.findall(r"var\(([^)]*)\)", html)
    assert variables and all(re.fullmatch(r"--jp-[a-z0-9-]+, \S+", one) for one in variables)


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


@pytest.fixture
def displayed(monkeypatch, shown):
    """Stand in for a kernel; collect what is displayed."""
    outputs = []
    monkeypatch.setattr(parsons, "kernel_shell", object)
    monkeypatch.setattr("IPython.display.display", outputs.append)
    return outputs


@pytest.mark.parametrize("order, lists, makes_code", [
    ("CA", ["CA", "BD"], True), ("c, a", ["CA", "BD"], True), ("AC", ["AC", "BD"], False),
    (None, ["", "ABCD"], False), ("", ["", "ABCD"], False), ("CE", ["", "ABCD"], False),
    ("CAA", ["", "ABCD"], False)])
def test_in_a_notebook_the_lines_can_be_arranged_from_the_order_that_came_back(
        displayed, shown, order, lists, makes_code):
    answer(order)
    (arranged,) = displayed
    assert shown == [] and arranged.lists == lists
    assert arranged.plan["function"] == "chosen" and arranged.plan["ran"] == lists[0]
    assert arranged.plan["made"] == (SMALL.code("CA") if makes_code else "")


def test_without_the_kernel_the_same_is_shown_as_where_there_was_none(
        displayed, shown, monkeypatch):
    answer("CA")
    bundle, _ = displayed[0]._repr_mimebundle_()
    monkeypatch.setattr(parsons, "kernel_shell", lambda: None)
    answer("CA")
    assert shown == [(bundle["text/html"], bundle["text/plain"])]


def test_ipywidgets_is_loaded_where_a_kernel_is_only():
    code = ("import sys\nfrom descent.parsons import puzzle\n"
            "@puzzle('adam')\ndef unwritten():\n    raise NotImplementedError\n"
            "sys.exit(any(name in sys.modules for name in ('ipywidgets', 'anywidget')))")
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=60)


def test_a_puzzle_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(ValueError, match="no puzzle 'adm': use one of .*adam"):
        puzzle("adm")


@pytest.mark.parametrize("name", names())
def test_lines_are_few_different_and_lettered(name):
    asked = load(name)
    assert 5 <= len(asked.lines) <= 12 and 1 <= asked.spare <= 4
    assert len(set(asked.lines.values())) == len(asked.lines)
    assert max(map(len, [*asked.lines.values(), *asked.given.splitlines()])) <= 96
