"""The judge and a child that misbehaves: no reply crashes it, and none is right but the answer."""

import math
from dataclasses import replace
from functools import cache

import pytest
from fake_child import QUIET, FakeChild, FakeKeeper, Honest, said
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from descent.exercises import EXERCISES
from grader import checking, exports, remote
from grader.checking import Checker
from grader.errors import SandboxFailed
from grader.exam import Exam
from grader.remote import Refused, Session
from grader.sandbox import Died, Ending, TooMuchPrinted
from grader.sandbox.inside.sizes import LARGEST
from grader.sandbox.inside.wire import HEAD, Header

SEED = 7
FEW = settings(deadline=None, max_examples=120, suppress_health_check=list(HealthCheck))
THE_CHILDS = {"wrong", "error", "timeout", "memory", "refused"}


def right(beta, t):
    return 1 - beta**t


exam_of = cache(Exam)


def status(reply, asked="bias_factor", seconds=10.0):
    """Judge a fake child; give the status and the words."""
    session = Session(FakeChild(reply))
    try:
        report = exam_of(asked, SEED, seconds).put(session, lambda: session.load(
            [], EXERCISES[asked].name, "answer.py"))
    except Refused as error:
        return error.status, error.said
    return report.verdict.status, report.data()["fault"] or ""


def test_a_child_that_answers_as_asked_is_judged_by_its_numbers():
    assert status(Honest(right))[0] == "right"
    assert status(Honest(lambda beta, t: 1 - beta))[0] == "wrong"


# -- replies that are none -----------------------------------------------------------------------

class Twisted(Honest):
    """Right, but for what it makes of one of its replies."""

    def __init__(self, twist, at=3):
        super().__init__(right)
        self.twist, self.at = twist, at

    def call(self, header, values):
        reply = super().call(header, values)
        return reply if self.calls != self.at else self.twist(header, reply)


def instead(**told):
    """Answer with another header."""
    return lambda header, reply: said({"n": header["n"], "v": [0.5], "o": [], "x": [], "m": "ok"}
                                      | QUIET | told)


def fault(**told):
    return instead(m="fault", **{"kind": "exception", "raised": ["ValueError"], "said": "",
                                 "line": 3, "text": "", "judge": None} | told)


def without(name):
    def twist(header, reply):
        told = {"n": header["n"], "v": [0.5], "o": [], "x": [], "m": "ok"} | QUIET
        del told[name]
        return said(told)
    return twist


REPLIES = {
    "twice": (lambda header, reply: reply + reply, "refused"),
    "a byte too many": (lambda header, reply: reply + b"\0", "refused"),
    "a byte too few": (lambda header, reply: reply[:-1], "timeout"),
    "nothing": (lambda header, reply: b"", "timeout"),
    "half a head": (lambda header, reply: reply[:5], "timeout"),
    "noise": (lambda header, reply: b"\xff" * 4096, "refused"),
    "oversize": (lambda header, reply: HEAD.pack(LARGEST, 8, header["n"], 0), "refused"),
    "no JSON": (lambda header, reply: HEAD.pack(3, 0, header["n"], 0) + b"{]}", "refused"),
    "a list": (lambda header, reply: HEAD.pack(2, 0, header["n"], 0) + b"[]", "refused"),
    "broken numbers": (lambda header, reply: said({"n": header["n"]}, b"1234"), "refused"),
    "an old number": (lambda header, reply: said({"n": 1, "m": "ok"}), "refused"),
    "the next number": (instead(n=999), "refused"),
    "the number nought": (instead(n=0), "refused"),
    "another kind of message": (instead(m="found"), "refused"),
    "a kind that is none": (instead(m=["ok"]), "refused"),
    "a value of no kind": (instead(v=[["no such tag", 1]]), "refused"),
    "a handle of nothing": (instead(v=[["h", "c77"]]), "refused"),
    "an export that isn't there": (instead(v=[["j", "e5"]]), "refused"),
    "an export of a list": (instead(v=[["j", []]]), "refused"),
    "a number of noise": (instead(nan=[math.inf, 3]), "refused"),
    "nan without line": (instead(nan=7), "refused"),
    "a type without a name": (instead(v=[["?", "", 1]]), "wrong"),
    "a remote function": (instead(v=[["r", "r5", "float", True, ["x"]]]), "wrong"),
    "a remote of no list": (instead(v=[["r", "r5", "float", True, 5]]), "refused"),
    "an array that is none": (instead(v=[["y", "r5", "deque", ["t", [1.0]]]]), "refused"),
    "a text": (instead(v=["0.5"]), "wrong"),
    "nan": (instead(v=[math.nan]), "wrong"),
    "a fault without words": (instead(m="fault"), "refused"),
    "a fault of no known kind": (fault(kind="internal error"), "error"),
    "a fault of a kind that is no text": (fault(kind=["x"]), "refused"),
    "a fault with a handle of ours": (fault(judge=10**9), "error"),
    "a fault with nothing ours": (fault(judge=-1), "error"),
    "a fault that wants values": (fault(kind="key_lost", said="{key} {0}"), "wrong"),
    "out of time it says": (fault(kind="timeout"), "timeout"),
    "out of memory it says": (fault(raised=["MemoryError"]), "memory"),
    "raised nothing": (fault(raised=[]), "error"),
    "raised a number": (fault(raised=3), "refused"),
    "raised things": (fault(raised=[None, {}, []]), "error"),
    "said a list": (fault(said=[1], text={}, line="3"), "error"),
    "said braces": (fault(said="{} {seconds} {", text="{"), "error"),
    "asks of nothing": (instead(m="ask", w="get", t="e0", a="lr"), "refused"),
    "asks for a list": (instead(m="ask", w="get", t=[], a="lr"), "refused"),
} | {f"raised {name!r}": (fault(raised=[name, "BaseException"]), "error") for name in (
    "KeyboardInterrupt", "SystemExit", "GeneratorExit", "StopIteration", "StopAsyncIteration",
    "OutOfTime", "Told", "Refused", "SandboxFailed", "", "a b", "\ud800", "\0", "x" * 10_000,
    "__init__", "AssertionError", "ExceptionGroup")} | {
    f"without {name}": (without(name), "refused") for name in ("m", "v", "o", "x", "nan")}


@pytest.mark.parametrize("name", REPLIES)
def test_one_reply_that_is_wrong_ends_in_a_verdict_on_the_child(name):
    twist, expected = REPLIES[name]
    seen, said = status(Twisted(twist))
    assert seen == expected, said
    assert "\ud800" not in said


@pytest.mark.parametrize("told", [
    {"v": 5}, {"v": [["h", "c1"]]}, {"takes": 7}, {"takes": [["a", 9, False]]}, {"takes": [[]]},
    {"takes": [[{}, 1, 2]]}, {"outside": 3}, {"m": "done"}, {"m": "missing"}, {"m": "failed"},
    {"m": "failed", "kind": "internal error", "said": "{"}, {"m": "missing", "said": {}},
    {"m": "failed", "kind": [], "said": ""}, {"class": "yes"}, {"class": 1, "callable": 1},
    {"v": [["r", "r1", "f", False, []]]}], ids=repr)
def test_what_is_told_of_the_answer_may_be_anything(told):
    class Liar(Honest):
        def say(self, header, reply, numbers=b""):
            return super().say(header, reply | (told if header["m"] == "load" else {}), numbers)
    assert status(Liar(right))[0] in {"right"} | THE_CHILDS  # its numbers are right


@pytest.mark.parametrize("when", ["begin", "end"])
@pytest.mark.parametrize("told", [{"m": None}, {"printed": {}}, {"printed": "\ud800{" * 50_000}])
def test_what_is_told_around_a_probe_may_be_anything(when, told):
    class Liar(Honest):
        def say(self, header, reply, numbers=b""):
            return super().say(header, reply | (told if header["m"] == when else {}), numbers)
    assert status(Liar(right))[0] in {"right"} | THE_CHILDS


@pytest.mark.parametrize("at", ["load", "begin", "call", "end"])
@pytest.mark.parametrize(("error", "expected"), [
    (Died(Ending("exit", 0, None, 0.1, 0)), "error"),
    (Died(Ending("signal", None, 11, 0.1, 0)), "error"),
    (Died(Ending("memory", None, 9, 0.1, 0)), "memory"),
    (Died(Ending("cpu", None, 24, 9.9, 0)), "timeout"),
    (TooMuchPrinted("too much"), "refused"),
    (SandboxFailed("the fork server ended"), "internal error"),
])
def test_a_child_that_ends_is_judged_by_how_it_ended(at, error, expected):
    honest = Honest(right)

    def reply(header, values):
        if header["m"] == at:
            raise error
        return honest(header, values)
    assert status(reply)[0] == expected


# -- what a child asks for -------------------------------------------------------------------------

class Asking(Honest):
    """A child that has one wish in its first call, and then gives what its function gives."""

    def __init__(self, asked, wish, again=1):
        super().__init__(lambda *args, **named: None)
        self.asked, self.wish, self.left, self.heard = EXERCISES[asked], wish, again, []
        self.is_class, self.methods = self.asked.wants_class, ("update",)
        self.takes = None

    def call(self, header, values):
        self.objects.unpack(header, values)
        return self.next(header)

    def answer(self, header, values):
        self.heard.append("answer")
        return self.next(header)

    def next(self, header):
        if self.left > 0:
            self.left -= 1
            told, numbers = self.objects.pack(self.wish.get("values", ()))
            return self.say(header, told | {
                "m": "ask", "w": "call", "t": "e0", "a": "", "k": []} | {
                key: one for key, one in self.wish.items() if key != "values"}, numbers)
        told, numbers = self.objects.pack([None])
        return self.say(header, {"m": "ok"} | QUIET | told, numbers)

    def __getattribute__(self, name):
        if name == "raise":
            return object.__getattribute__(self, "answer")
        return object.__getattribute__(self, name)


WISHES = [
    {"w": what, "t": target, "a": name, "values": values, "k": names}
    for what in ("call", "get", "set", "make", "copy", "no such wish", 3, None)
    for target in ("e0", "e1", "e2")
    for name, values, names in (
        ("", (), []), ("", (0.1,), []), ("", (None,), []), ("", ("abc", 1), ["a"]), ("", (), 5),
        ("", (), ["a", "b"]), ("", (1,), [["a"]]), ("", (1, 2), ["a", "a"]),
        ("lr", (0.5,), []), ("lr", ("x" * 900,), []), ("lr", (2**62,), []), ("runs", (0,), []),
        ("rates", ([],), []), ("lr", (1, 2), []), ("lr", (), []),
        ("update", (), []), ("update", ({}, {}), []),
        ("update", ({"w": 1.0}, {"w": "x"}), []),
        ("__class__", (), []), ("__init__", (), []), ("__globals__", (), []),
        ("exposed", ((),), []), ("__dict__", (), []), ("mro", (), []), ("x" * 10_000, (), []),
        (["lr"], (), []))]


@pytest.mark.parametrize("asked", ["scheduled", "tune", "run", "adam_tests"])
def test_no_wish_of_a_child_is_its_luck_or_our_fault(asked):
    for wish in WISHES:
        seen, said = status(Asking(asked, wish))
        assert seen in THE_CHILDS, (wish, said)


@pytest.mark.parametrize("name", ["__class__", "__dict__", "__init__", "runs", "exposed"])
def test_what_a_class_does_not_expose_is_not_there(name):
    session = Session(FakeChild(lambda header, values: b""))
    made = type("Made", (), {"exposed": ("lr",), "lr": 3, "runs": 0})()
    handle = session.exports.handle_of(made)
    for what in ("get", "set", "call"):
        header, _ = session.answer(Header({"w": what, "t": handle, "a": name, "v": [], "o": [],
                                           "x": [], "k": []}), [])
        assert (header["m"], header["e"][0]) == ("raise", "AttributeError")
    assert made.runs == 0
    header, _ = session.answer(Header({"w": "get", "t": handle, "a": "lr", "v": [], "o": [],
                                       "x": [], "k": []}), [])
    assert (header["m"], header["v"]) == ("answer", [3])


def test_a_child_that_asks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(remote, "MOST_MESSAGES", 500)
    wish = {"w": "get", "t": "e0", "a": "lr"}
    assert status(Asking("scheduled", wish, again=10**9), "scheduled")[0] == "refused"


def test_a_child_that_is_never_silent_runs_out_of_time_all_the_same(monkeypatch):
    monkeypatch.setattr(remote, "GRACE", -1000.0)
    wish = {"w": "get", "t": "e0", "a": "lr"}
    assert status(Asking("scheduled", wish, again=10**9), "scheduled")[0] == "timeout"


def test_a_child_that_has_objects_made_without_end_is_refused():
    wish = {"w": "make", "t": "e0", "a": "", "values": (0.1,)}
    assert status(Asking("tune", wish, again=10**6), "tune")[0] == "refused"


@pytest.mark.parametrize("value", [
    [{"w": 2**70}], [{"w": 10**6}], ["x" * 2000]])
def test_arguments_with_which_our_arithmetic_would_take_long_go_back_as_an_error(value):
    with pytest.raises(ValueError, match="too large"):
        exports.refuse_costly(value)


# -- anything --------------------------------------------------------------------------------------

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["ok", "fault", "ask", "answer", "found", "h", "t", "y", "r", "?", "j", "g",
                       "e0", "e1", "c1", "j1", "lr", "update", "call", "get", "set", "make"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.text(max_size=3), inner, max_size=3), max_leaves=12)
FIELDS = ("m", "v", "o", "x", "n", "w", "t", "a", "divided", "nan", "kind", "raised", "said",
          "line", "text", "judge", "printed", "k")


@FEW
@given(st.dictionaries(st.sampled_from(FIELDS), ANY), st.sampled_from(["ok", "fault", "ask", None]),
       st.integers(1, 6), st.sampled_from(["bias_factor", "tune", "scheduled"]),
       st.binary(max_size=24))
def test_whatever_one_reply_holds_it_does_not_make_a_wrong_answer_right(told, kind, at, asked, raw):
    class Drawn(Asking):
        def next(self, header):
            self.calls += 1
            if self.calls != at:
                return super().next(header)
            return self.say(header, {"v": [], "o": [], "x": [], "k": [], "w": "get", "t": "e0",
                                     "a": "lr", "raised": [], "said": "", "line": None, "text": "",
                                     "kind": "exception"} | QUIET | ({"m": kind} if kind else {})
                            | told, raw)
    assert status(Drawn(asked, {}, again=0), asked)[0] in THE_CHILDS


@FEW
@given(st.binary(max_size=60), st.integers(1, 4))
def test_whatever_bytes_come_they_are_no_verdict_of_right(data, at):
    assert status(Twisted(lambda header, reply: data, at))[0] in THE_CHILDS


# -- our own faults -----------------------------------------------------------------------------

def test_a_probe_that_hands_over_what_no_child_may_have_is_our_fault():
    exam = Exam("bias_factor", SEED)

    def play(function, rng):
        yield "a lock", function(object(), 1)
    exam.asked = replace(exam.asked, plays={"locks": play})
    session = Session(FakeChild(Honest(right)))
    with pytest.raises(Refused) as caught:
        exam.put(session, lambda: session.load([], "bias_factor", "answer.py"))
    assert caught.value.status == "internal error"
    assert "exposed" in caught.value.said


def test_the_reason_that_came_first_stays():
    session = Session(FakeChild(lambda header, values: b""))
    for error in ("internal error", "refused"):
        with pytest.raises(Exception, match="because"):
            session.end(error, f"because: {error}")
    assert session.ended == ("internal error", "because: internal error")


@pytest.mark.parametrize(("error", "expected"), [
    (RuntimeError("ours"), "internal error"), (SandboxFailed("gone"), "internal error"),
    (Died(Ending("exit", 0, None, 0.1, 0)), "error"), (None, "right")])
def test_a_checker_never_raises_and_gives_no_score_for_a_fault_of_ours(
        monkeypatch, tmp_path, error, expected):
    def make():
        if isinstance(error, RuntimeError):
            raise error
        honest = Honest(right)

        def reply(header, values):
            if error is not None and header["m"] == "call":
                raise error
            return honest(header, values)
        return FakeChild(reply)
    monkeypatch.setattr(checking, "keeper_of", lambda *_, **__: FakeKeeper(make))
    path = tmp_path / "answer.py"
    path.write_text("bias_factor = 1\n", encoding="utf-8")
    [checked] = Checker("bias_factor", SEED, jobs=1).check([path])
    assert checked.status == expected
    assert checked.score == (expected == "right")
