"""Errors in learners' code: each is explained, with the line it happened on."""

import numpy as np
import pytest

from descent import check

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
    ("a third parameter", "{}", "self, params, grads, t", "pass", "leaves out 't'"),
    ("asked in None", "None", "self, params, grads", "'w' in self.v", "put to None"),
    ("item of None", "None", "self, params, grads", "self.v['w'] = 0", "Something is None"),
    ("attribute of None", "None", "self, params, grads", "self.v.items()", "None has no items"),
    ("None in a sum", "None", "self, params, grads", "self.v * 0.9", "never given a value"),
    ("state of one key only", "{}", "self, params, grads", "self.v['w'] * 0.9",
     "nothing under 'w'"),
    ("dict in a product", "{}", "self, params, grads", "0.9 * grads", "whole dict"),
    ("own attribute missing", "{}", "self, params, grads", "self.velocity = self.speeds",
     "Nothing was stored under speeds"),
    ("truth of an array", "{}", "self, params, grads", "if params['w']: pass", "is None"),
    ("shapes that do not fit", "np.zeros(7)", "self, params, grads",
     "self.v + grads['w']", "of its own shape"),
    ("division by zero", "0", "self, params, grads", "1 / self.v", "What is t in the first call"),
    ("round brackets", "{}", "self, params, grads", "grads('w')", "square ones"),
    ("local before assignment", "{}", "self, params, grads", "t = t + 1", "local one"),
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


def test_a_stub_that_was_not_touched_is_no_error_but_not_written_yet():
    def bias_factor(beta, t):
        raise NotImplementedError("write me")

    report = check("bias_factor", bias_factor, points=2)
    assert report.verdict.status == "unwritten"
    assert "Not written yet, 0 of 2 points" in report.text()
    assert "<table" not in report.html()


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
