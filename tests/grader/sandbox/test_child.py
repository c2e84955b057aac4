"""A child as the judge sees it: what it sends, how it ends, and what it tries to be."""

import signal
import time

import pytest

from grader.errors import SandboxFailed
from grader.sandbox import Died, Limits, TimeUp

from .conftest import SNIPPET, deadline, hand_over, run_in

SAYS = "import os\nos.write(descriptor, {!r})\n"
WAITS = "os.read(descriptor, 1)\n"


@pytest.fixture
def failing(sandbox):
    """Run a text in a child and wait for an answer that doesn't come; give what is raised."""
    def failure(text, kind):
        with sandbox.child(serve=SNIPPET) as child:
            hand_over(child, text)
            with pytest.raises(kind) as raised:
                child.receive(1 << 20, deadline(60 if kind is Died else 0.3))
        failure.child = child
        return raised.value
    return failure


def test_bytes_come_as_they_were_sent_whatever_their_number(sandbox):
    data = bytes(range(256)) * 20_000
    with sandbox.child(serve=SNIPPET) as child:
        hand_over(child, f"import os\nleft = {len(data)}\n"
                         "while left:\n"
                         "    data = os.read(descriptor, left)\n"
                         "    left -= len(data)\n"
                         "    while data: data = data[os.write(descriptor, data):]")
        for start in range(0, len(data), 100_000):
            part = data[start:start + 100_000]
            child.send(part, deadline())
            assert child.receive(1000, deadline()) == part[:1000]
            assert child.receive(len(part) - 1000, deadline()) == part[1000:]


def test_a_child_that_waits_is_quiet_and_one_that_says_too_much_is_not(sandbox):
    with sandbox.child(serve=SNIPPET) as child:
        hand_over(child, SAYS.format(b"a") + WAITS + SAYS.format(b"bc") + WAITS)
        assert child.receive(1, deadline()) == b"a"
        assert child.is_quiet()
        child.send(b"!", deadline())
        assert child.receive(1, deadline()) == b"b"
        assert not child.is_quiet()


def test_a_child_that_is_gone_is_not_quiet(sandbox):
    with sandbox.child(serve=SNIPPET) as child:
        hand_over(child, "import os; os._exit(0)")
        with pytest.raises(Died):
            child.receive(1, deadline())
        assert not child.is_quiet()


def test_what_was_sent_before_the_end_is_still_received(sandbox):
    with sandbox.child(serve=SNIPPET) as child:
        hand_over(child, SAYS.format(b"abc") + "os._exit(3)")
        assert child.receive(3, deadline()) == b"abc"
        with pytest.raises(Died, match="exited with code 3"):
            child.receive(1, deadline())


@pytest.mark.parametrize(("text", "cause", "code"), [
    ("import os; os._exit(5)", "exit", 5),
    ("raise SystemExit(6)", "exit", 6),
    ("raise KeyboardInterrupt", "exit", 1),
    ("import ctypes; ctypes.string_at(0)", "signal", -signal.SIGSEGV),
    ("import os; os.close(descriptor); os.read(os.pipe()[0], 1)", "closed", None),
    ("import os; os.dup2(0, descriptor); os.read(os.pipe()[0], 1)", "closed", None),
    ("import os; os.closerange(0, 99); os._exit(7)", "exit", 7),
])
def test_how_a_child_ended_is_told(failing, text, cause, code):
    ending = failing(text, Died).ending
    assert ending.cause == cause
    if code is not None:
        assert (ending.exit_code if code >= 0 else -ending.signal) == code


def test_an_abort_is_told_as_a_signal(failing):
    # The first process of a namespace gets no SIGABRT; the C library then crashes it.
    ending = failing("import os; os.abort()", Died).ending
    assert ending.cause == "signal"
    assert ending.signal in (signal.SIGABRT, signal.SIGSEGV)


def test_a_child_that_stops_itself_is_out_of_time_and_ends(sandbox, failing):
    failing("import os, signal\n"
            "os.kill(os.getpid(), signal.SIGSTOP)\n"
            "while True: pass", TimeUp)
    assert failing.child.ending.cause == "stopped"


def test_a_child_that_ignores_every_signal_ends(failing):
    failing("import signal\n"
            "for number in signal.valid_signals():\n"
            "    try: signal.signal(number, signal.SIG_IGN)\n"
            "    except (OSError, ValueError): pass\n"
            "while True: pass", TimeUp)
    assert failing.child.ending.signal == signal.SIGKILL


def test_a_child_that_swallows_every_exception_ends(failing):
    failing("while True:\n    try:\n        while True: pass\n    except BaseException: pass",
            TimeUp)


def test_a_child_that_does_not_read_is_out_of_time(sandbox):
    with sandbox.child(serve=SNIPPET) as child:
        hand_over(child, "while True: pass")
        with pytest.raises(TimeUp):
            child.send(bytes(1 << 24), deadline(0.3))


def test_a_passed_deadline_is_out_of_time_at_once(sandbox):
    with sandbox.child(serve=SNIPPET) as child, pytest.raises(TimeUp):
        child.receive(1, time.monotonic() - 1)


def test_what_was_printed_may_be_any_bytes(run):
    result = run("import os, sys\n"
                 "print('before')\n"
                 "os.write(1, b'\\xff\\xfe')\n"
                 "sys.stderr.write('\\ud800\\n')")
    assert result.printed == "before\n\ufffd\ufffd?\n"


def test_a_child_that_closed_its_output_still_answers(run):
    assert run("import os; os.close(1); os.close(2)").raised == ""


def test_an_ending_tells_what_was_used(run):
    ending = run("x = b'x' * (50 << 20)\nfor _ in range(10**6): pass").ending
    assert ending.cause == "stopped" or ending.exit_code == 0
    assert 0 < ending.cpu_seconds < 30
    assert 50 << 20 < ending.max_rss < 1 << 30


@pytest.mark.parametrize(("serve", "limits", "said"), [
    ("inside.nothing:serve", {}, r"\(start\).*No module named 'inside.nothing'"),
    ("inside.snippet:nothing", {}, r"\(start\).*no attribute 'nothing'"),
    (SNIPPET, {"files": 1}, r"could not be set up \((privileges|landlock|seccomp|limits)\)"),
])
def test_what_fails_before_student_code_is_never_the_student_s_fault(sandbox, serve, limits, said):
    if limits and sandbox.tier.name != "full":
        pytest.skip("only a rule for a home of its own needs a descriptor that late")
    with pytest.raises(SandboxFailed, match=said), sandbox.child(Limits(**limits), serve=serve):
        raise AssertionError("it was set up")
    assert run_in(sandbox, "print(1)").printed == "1\n"


def test_student_code_can_not_pretend_that_set_up_failed(failing):
    # What it would write to is closed: descriptor 4, and every other but its own.
    text = ("import json, os\n"
            "body = json.dumps({'failed': 'landlock', 'why': 'me'}).encode()\n"
            "for number in range(4, 4096):\n"
            "    try: os.write(number, len(body).to_bytes(4, 'little') + body)\n"
            "    except OSError: pass\n"
            "os._exit(1)")
    assert failing(text, Died).ending.cause == "exit"
