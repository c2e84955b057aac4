"""Errors in learners' code: each is explained, with the line it happened on."""

import linecache
import re
from pathlib import Path

import numpy as np
import pytest
from crashes import CRASHES, ELSEWHERE, NO_PYTHON, RIGHT, code_of

import descent
from descent import check
from descent.causes import OF_OUR_CALL, TABLES
from descent.exercises import EXERCISES
from descent.faults import explain
from descent.observe import fault_of
from descent.plain import clean
from descent.syntax_causes import SYNTAX
from descent.words import catalogue
from grader.exam import Exam
from grader.remote import Refused, Session
from grader.sandbox.inside.loading import load
from grader.sandbox.keeper import keeper_of

STUB = '''
import numpy as np
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {start}
    def update({signature}):
        {body}
'''

CASES = [
    # what is wrong, start of self.v, signature, body, what the explanation must say
    ("misspelt method", "{}", "self, params, grads", "for k in params.key(): pass",
     "Did you mean keys?"),
    ("misspelt function", "{}", "self, params, grads", "np.zero_like(params)",
     "Did you mean zeros_like?"),
    ("misspelt name", "{}", "self, params, grads", "parms['w'] = 0", "Did you mean params?"),
    ("self. forgotten", "{}", "self, params, grads", "params['w'] -= lr", "write self.lr"),
    ("self missing", "{}", "params, grads", "pass", "def update(self, params, grads)"),
    ("a third parameter", "{}", "self, params, grads, t", "pass", "any further one a default"),
    ("asked in None", "None", "self, params, grads", "'w' in self.v", "put to None"),
    ("item of None", "None", "self, params, grads", "self.v['w'] = 0",
     "there must be a dict"),
    ("attribute of None", "None", "self, params, grads", "self.v.items()", "None has no items"),
    ("None in a sum", "None", "self, params, grads", "self.v * 0.9", "ever given a value"),
    ("state of one key only", "{}", "self, params, grads", "self.v['w'] * 0.9",
     "nothing under 'w'"),
    ("dict in a product", "{}", "self, params, grads", "0.9 * grads", "whole dict"),
    ("own attribute missing", "{}", "self, params, grads", "self.velocity = self.speeds",
     "Nothing was stored under speeds"),
    ("truth of an array", "{}", "self, params, grads", "if params['w']: pass", "is None"),
    ("shapes that do not fit", "np.zeros(7)", "self, params, grads",
     "self.v + grads['w']", "of its own shape"),
    ("division by zero", "0", "self, params, grads", "1 / self.v", "Which part of that line"),
    ("round brackets", "{}", "self, params, grads", "grads('w')", "square brackets"),
    ("local before assignment", "{}", "self, params, grads", "t = t + 1",
     "is read here before"),
    ("endless recursion", "{}", "self, params, grads", "self.update(params, grads)",
     "calls itself"),
    ("array method on a dict's array", "{}", "self, params, grads", "params['w'].keys()",
     "An array has no keys"),
]


@pytest.mark.parametrize(("start", "signature", "body", "said"), [c[1:] for c in CASES],
                         ids=[c[0] for c in CASES])
def test_an_error_is_explained_with_what_to_look_at(start, signature, body, said):
    names: dict = {}
    source = STUB.format(start=start, signature=signature, body=body)
    exec(compile(source, "<learner>", "exec"), names)
    report = check("momentum", names["Momentum"], points=3)
    assert report.verdict.status == "error"
    assert said in report.text(), report.text()
    assert report.points == 0
    assert report.verdict.diagnosis is None


CAUSES = {key: re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)))
          for key, text in catalogue("en")["causes"].items()}
POINTERS = ("syntax", "stopped_at_end", "stopped_at_start", "stopped_after", "opened_after")


def assert_cause(said, key):
    """See that the cause is given as the last thing said, or where there is none, nothing is."""
    given = {one for one, text in CAUSES.items() if one not in POINTERS
             for hit in text.finditer(said) if hit.end() == len(said)}
    assert given == ({key} if key else set()), said


@pytest.mark.parametrize(("exercise", "old", "new", "cause", "line"), CRASHES,
                         ids=[f"{i}: {row[2]}"[:60] for i, row in enumerate(CRASHES)])
def test_a_crash_is_shown_with_its_line_and_a_cause_that_is_right_or_none(
        exercise, old, new, cause, line):
    code = code_of(exercise, old, new)
    linecache.cache["<cell>"] = (len(code), None, code.splitlines(keepends=True), "<cell>")
    names: dict = {}
    exec(compile(code, "<cell>", "exec"), names)
    report = check(exercise, names[EXERCISES[exercise].name])
    fault = report.verdict.first_failure.fault
    assert report.verdict.status in ("error", "unwritten"), report.text()
    expected = new.splitlines()[0] if line == "" else line
    assert fault.text == (expected or "")
    assert expected is None or code.splitlines()[fault.line - 1].strip() == expected
    assert_cause(report.fault, cause)


def test_every_cause_that_code_can_name_has_words_and_all_words_are_named():
    files = [*Path(descent.__file__).parent.glob("*cause*.py"),
             Path(descent.__file__).parent / "faults.py"]
    named = set(re.findall(r'"(?:causes\.)?([a-z_]+)"', "".join(
        path.read_text(encoding="utf-8") for path in files)))
    assert not set(CAUSES) - named
    tables = [*TABLES, (None, OF_OUR_CALL), (None, [row[1:] for row in SYNTAX])]
    assert {key for _, table in tables for _, key in table} - {""} <= set(CAUSES)


@pytest.mark.parametrize(("error", "cause"), ELSEWHERE, ids=lambda one: str(one)[:50])
def test_the_sentences_of_other_versions_are_understood_too(error, cause):
    def bias_factor(beta, t):
        raise error

    assert_cause(check("bias_factor", bias_factor).fault, cause)


@pytest.mark.parametrize(("code", "cause", "line"), NO_PYTHON,
                         ids=[f"{i}: {row[0]}"[:40] for i, row in enumerate(NO_PYTHON)])
def test_code_that_is_no_python_is_explained_with_its_line(code, cause, line):
    linecache.cache["<cell>"] = (len(code), None, code.splitlines(keepends=True), "<cell>")
    with pytest.raises(SyntaxError) as caught:
        compile(code, "<cell>", "exec")
    said = explain(fault_of(caught.value, 0))
    shown = clean(code.splitlines()[line - 1].strip())
    assert f"(line {line}): {shown}" in said
    assert_cause(said, cause)


@pytest.mark.parametrize(("line", "said"), [
    ("a = (1 - b)c", "Python stopped at c, after: a = (1 - b)"),
    ("if a", "Python stopped at the end of this line."),
    ("a = (1 + (2", "It is the ( after: a = (1 +"),
    ("else: pass", "Python stopped at else, the first thing in this line."),
])
def test_where_reading_stopped_is_said_in_words(line, said):
    with pytest.raises(SyntaxError) as caught:
        compile(line, "<cell>", "exec")
    assert said in explain(fault_of(caught.value, 0))


CELLS = ["%matplotlib inline\nimport numpy as np\n".replace("%", "# %"), "this is no Python\n",
         "\n# my Adam\n" + RIGHT["adam"].replace("self.t += 1", "self.t += one"), "print(1)\n"]


def from_outside(cells, filename="answer.ipynb"):
    """Check Adam as graders do, in another process."""
    with keeper_of("inside.answers").sandbox().child() as child:
        session = Session(child)
        return Exam("adam", 1).put(session, lambda: session.load(cells, "Adam", filename))


def refused(cells, filename="answer.ipynb"):
    with pytest.raises(Refused) as caught:
        from_outside(cells, filename)
    assert caught.value.status == "error"
    return caught.value.said


def test_in_a_notebook_the_line_is_that_of_the_cell_and_the_cell_is_named():
    seen = from_outside(CELLS).seen["first-step"]
    assert (seen.fault.line, seen.fault.text) == (23, "self.t += one")
    assert "code cell 3 of the notebook, the one that begins: # my Adam" in seen.fault.said


def test_in_a_notebook_the_syntax_error_is_that_of_the_cell_with_the_answer():
    said = refused([*CELLS[:2], CELLS[2].replace("params, grads):", "params, grads)")])
    assert "(line 16): def update(self, params, grads) Python stopped at the end" in said
    assert "code cell 3" in said and "no Python" not in said


def test_a_definition_that_failed_is_blamed_on_the_import_that_it_needed():
    said = refused(["import no_such_module\n", "class Adam(no_such_module.Base):\n    pass\n"])
    assert "ModuleNotFoundError" in said and "code cell 1" in said
    said = refused(["class Adam(Base):\n    pass\n"], filename="a.py")
    assert "NameError: name 'Base'" in said and "Your line 1: class Adam(Base):" in said


def test_errors_that_have_nothing_to_do_with_the_answer_are_not_blamed():
    said = refused(["import no_such_module\nx = (\n", "class Adm: pass\n"])
    assert "The file defines Adm." in said
    assert load(["x = (", "def f(): return 1"], "f", "a.ipynb")() == 1


def test_the_learners_own_line_is_shown_not_the_checks(tmp_path):
    path = tmp_path / "answer.py"
    path.write_text("def l2_distance(a, b):\n    total = 0\n    return totl\n", encoding="utf-8")
    names: dict = {}
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), names)
    text = check("l2_distance", names["l2_distance"]).text()
    assert "Your line 3: return totl" in text
    assert "Did you mean total?" in text


@pytest.mark.parametrize(("function", "said"), [
    (lambda beta, t: None, "gave None"),
    (lambda beta, t: "0.1", "gave a str"),
    (lambda beta, t: [1, 2], "gave something of shape (2,), where a single number was expected"),
    (lambda beta, t: 1j, "gave a complex"),
    (lambda beta, t: np.array([1 - beta**t]), "shape (1,), where a single number"),
])
def test_a_result_of_the_wrong_sort_is_named_as_such(function, said):
    report = check("bias_factor", function)
    assert said in report.text(), report.text()
    assert report.points == 0


@pytest.mark.parametrize(("old", "new"), [
    ("m_hat = self.m[key]", "m_hat = np.sqrt(self.m[key])"),
    ("self.v[key] / (1 - self.beta2**self.t)", "0 * self.v[key] / (self.v[key] * 0)"),
])
def test_of_a_nan_the_line_is_shown_that_made_it(old, new):
    code = code_of("adam", old, new)
    linecache.cache["<cell>"] = (len(code), None, code.splitlines(keepends=True), "<cell>")
    names: dict = {}
    exec(compile(code, "<cell>", "exec"), names)
    [(number, line)] = [(number, line.strip()) for number, line
                        in enumerate(code.splitlines(), start=1) if new in line]
    report = check("adam", names["Adam"])
    said = f"It first arose in your line {number}: {line}"
    assert report.verdict.status == "wrong" and said in report.text(), report.text()
    assert "nan means no number" in report.html()
    seen = from_outside([code], "a.py").seen
    assert {one.nan_line for one in seen.values()} - {None} == {(number, line)}


def test_a_nan_that_was_returned_as_such_has_no_line():
    text = check("bias_factor", lambda beta, t: float("nan")).text()
    assert "nan means no number" in text and "It first arose" not in text


def test_a_stub_that_was_not_touched_is_no_error_but_not_written_yet():
    def bias_factor(beta, t):
        raise NotImplementedError("write me")

    report = check("bias_factor", bias_factor, points=2)
    assert report.verdict.status == "unwritten"
    assert "Not written yet, 0 of 2 points" in report.text()
    assert "<table" not in report.html()


def test_the_stubs_line_left_in_below_the_answer_is_shown():
    code = "def bias_factor(beta, t):\n    1 - beta**t\n    raise NotImplementedError('write me')\n"
    linecache.cache["<cell>"] = (len(code), None, code.splitlines(keepends=True), "<cell>")
    names: dict = {}
    exec(compile(code, "<cell>", "exec"), names)
    report = check("bias_factor", names["bias_factor"])
    assert "Your line 3: raise NotImplementedError('write me')" in report.text()
    assert "Your line 3:" in report.html()


class Unspeakable(Exception):
    def __str__(self):
        raise RuntimeError("no")


class Cursed:
    """Whatever is asked of it raises."""

    def __getattr__(self, name):
        return self.config[name]


def raising(error):
    def bias_factor(beta, t):
        raise error
    return bias_factor


@pytest.mark.parametrize("error", [
    Unspeakable(), ValueError("{braces} <b>\ud800</b>"), KeyError(), NameError("x", name=5),
    AttributeError("x", name="y", obj=Cursed()), GeneratorExit(), SystemExit(3),
    type("Own", (BaseException,), {})()], ids=lambda error: type(error).__name__)
def test_no_exception_however_odd_breaks_the_report(error, capfd):
    report = check("bias_factor", raising(error))
    assert report.verdict.status == "error"
    report.html().encode("utf-8")
    report.text().encode("utf-8")
    assert type(error).__name__ in report.text()
    assert capfd.readouterr() == ("", "")


def test_code_that_swallows_the_time_limit_is_stopped_after_its_call(monkeypatch):
    ticks = iter(range(10**9))

    def bias_factor(beta, t):
        try:
            while True:
                next(ticks)
        except BaseException:
            return 1 - beta**t

    monkeypatch.setattr("descent.observe.SECONDS", 0.2)
    assert check("bias_factor", bias_factor).verdict.status == "timeout"


def test_endless_printing_fills_no_memory():
    def bias_factor(beta, t):
        print("x" * 1_000_000)
        return 1 - beta**t

    report = check("bias_factor", bias_factor, points=2)
    assert repr(report) == "2" and len(report.printed) == 100_000


def test_a_closed_stdout_is_no_fault_of_the_check():
    import sys

    def bias_factor(beta, t):
        sys.stdout.close()
        return 1 - beta**t

    assert repr(check("bias_factor", bias_factor, points=2)) == "2"


def test_none_is_only_blamed_where_there_is_none():
    def bias_factor(beta, t):
        raise AttributeError("cannot assign to field 'lr'")

    assert "None" not in check("bias_factor", bias_factor).text()
