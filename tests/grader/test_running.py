"""Cells in a sandboxed child: one that ends it, hangs or floods it costs itself and no other."""

import pytest
from fake_child import FakeKeeper
from kept_sandbox import kept_sandbox

from grader import running
from grader.errors import SandboxFailed
from grader.exam import Exam
from grader.remote import Refused
from grader.running import Clock, Step, Unjudged, go_on, run

EXAM = Exam("bias_factor", 7)
RIGHT = "def bias_factor(beta, t):\n    return 1 - beta**t"
MEMORY = 256 << 20


@pytest.fixture(scope="module")
def keeper():
    return kept_sandbox("inside.cells")


def judged():
    return Step("check('bias_factor', bias_factor)", EXAM, "bias_factor", 3.0)


def texts(step):
    """Give what a step printed and showed."""
    return "".join(one.get("text", "") or one.get("data", {}).get("text/plain", "")
                   for one in step.outputs)


# -- cells that do harm --------------------------------------------------------------------------

HARM = {
    "exits": ("import os\nos._exit(0)", "exited with code 0"),
    "crashes": ("import ctypes\nctypes.string_at(0)", ""),
    "writes to the judge": ("import os\nos.write(3, b'x' * 4096)", ""),
    "closes its connection": ("import os\nos.close(3)", ""),
    "writes past the cell's outputs": (
        "import os\nwhile True:\n    os.write(1, b'x' * 65536)", "printed more"),
}


@pytest.mark.parametrize("name", HARM)
def test_a_cell_that_ends_its_process_costs_itself_and_no_other(keeper, name):
    source, said = HARM[name]
    steps = [Step("print('before')"), Step(RIGHT), Step(source), judged(),
             Step("print('after', bias_factor(0.5, 1))")]
    run(steps, keeper, 20, 60, MEMORY)
    assert steps[2].ended is not None
    assert said in steps[2].ended[1]
    assert steps[3].verdict.verdict.status == "right"
    assert steps[3].verdict.points == 3
    assert texts(steps[0]) == "before\n"
    assert texts(steps[4]) == "after 0.5\n"


KEEPS = {
    "eats memory": ("x = [0] * 10**10", "MemoryError"),
    "exits politely": ("raise SystemExit(3)", "SystemExit"),
    "calls exit": ("exit()", ""),
    "quits": ("import sys\nsys.exit()", "SystemExit"),
    "asks": ("input('name? ')", "Error"),
    "starts a program": ("!ls", ""),
    "forks": ("import os\nos.fork()", "Error"),
    "recurses": ("def f(): return f()\nf()", "RecursionError"),
    "interrupts": ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    "hides its cause": (
        "class Hidden(Exception):\n    __cause__ = __context__ = __traceback__ = property("
        "lambda self: Hidden())\nraise Hidden", "RecursionError"),  # of IPython's
    "replaces print": ("import builtins\nbuiltins.print = None\nprint()", "TypeError"),
    "leaves threads": ("import threading, time\nfor _ in range(500):\n    threading.Thread("
                       "target=time.sleep, args=(100,), daemon=True).start()", "thread"),
}


@pytest.mark.parametrize("name", KEEPS)
def test_a_cell_that_fails_shows_its_error_and_the_process_goes_on(keeper, name):
    source, said = KEEPS[name]
    steps = [Step(RIGHT + "\nprint('before')"), Step(source), judged(), Step("7")]
    run(steps, keeper, 20, 60, MEMORY)
    assert steps[1].ended is None
    told = [one for one in steps[1].outputs if one["output_type"] == "error"]
    assert not said or said in told[0]["ename"] + told[0]["evalue"]
    assert steps[2].verdict.points == 3
    assert texts(steps[3]) == "7"


def test_a_cell_that_prints_without_end_is_cut_and_runs_out_of_time(keeper):
    steps = [Step(RIGHT), Step("while True:\n    print('x' * 1000)"), judged()]
    run(steps, keeper, 0.5, 60)
    assert len(texts(steps[1])) < 1_000_000
    assert steps[1].late == 2
    assert steps[1].outputs[-1]["ename"] == "CellTimeoutError"
    assert steps[2].verdict.points == 3


@pytest.mark.parametrize("source", [
    "while True:\n    pass",
    "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n"
    "        pass",
    "import signal\nsignal.setitimer(signal.ITIMER_REAL, 0)\nwhile True:\n    pass"])
def test_a_cell_that_loops_is_stopped_and_the_others_are_there(keeper, source, monkeypatch):
    monkeypatch.setattr("grader.remote.GRACE", 0.5)
    steps = [Step("print('before')"), Step(RIGHT), Step(source), judged(), Step("print('after')")]
    run(steps, keeper, 0.4, 60)
    assert steps[2].late == 2 or steps[2].ended[0] == "timeout"
    assert [texts(steps[0]), texts(steps[4])] == ["before\n", "after\n"]
    assert steps[3].verdict.points == 3


def test_outputs_are_told_once_though_the_cells_ran_again(keeper):
    steps = [Step("print('one')"), Step("n = 1\nn"), Step("import os\nos._exit(1)"),
             Step("n += 1\nn"), Step("os._exit(2)"), Step("print(n)")]
    run(steps, keeper, 20, 60)
    assert [texts(step) for step in steps] == ["one\n", "1", "", "2", "", "2\n"]
    assert [step.count for step in steps][:2] == [1, 2]


def test_a_verdict_stands_though_a_later_cell_ends_the_process(keeper):
    steps = [Step(RIGHT), judged(), Step("import os\nos._exit(1)"),
             Step("bias_factor = None"), judged()]
    run(steps, keeper, 20, 60)
    assert steps[1].verdict.points == 3
    assert isinstance(steps[4].verdict, Refused)


def test_an_answer_that_ends_the_process_costs_its_points_only(keeper):
    steps = [Step("import os\ndef bias_factor(beta, t):\n    os._exit(0)"), judged(),
             Step(RIGHT + "\nprint('mended')"), judged()]
    run(steps, keeper, 20, 60)
    assert isinstance(steps[1].verdict, Refused)
    assert steps[1].verdict.status == "error"
    assert steps[3].verdict.points == 3
    assert texts(steps[2]) == "mended\n"


def test_too_many_cells_that_end_the_process_are_enough(keeper, monkeypatch):
    monkeypatch.setattr(running, "MOST_CHILDREN", 3)
    steps = [Step("import os\nos._exit(1)") for _ in range(4)] + [judged()]
    run(steps, keeper, 20, 60)
    assert [step.done for step in steps] == [True] * 5
    assert steps[4].verdict.status == "refused"
    assert "Too many" in steps[4].verdict.said


def test_cells_share_the_time_of_a_notebook(keeper):
    steps = [Step("import time\ntime.sleep(0.2)"), Step("print('late')"), Step(RIGHT), judged()]
    run(steps, keeper, 20, 0.1)
    assert "used up" in steps[1].ended[1]
    assert not steps[1].outputs
    assert isinstance(steps[3].verdict, Refused)


# -- time that is up, and faults of ours -----------------------------------------------------------

class Scripted:
    """A session whose cells are late, or end it, as a list says."""

    def __init__(self, script):
        self.script, self.ended = script, None

    def give(self, seconds, by_the_clock=None):
        pass

    def cell(self, source):
        now = self.script.pop(0)
        if isinstance(now, tuple):
            self.ended = now
            raise RuntimeError(now)
        return [source], 1, now == "late"


def play(step, script):
    """Run a step, each time in a new session, until nothing is left to find out."""
    while not go_on(step, Scripted(script), Clock(10, 100)):
        assert step.late < 3


@pytest.mark.parametrize(("script", "late", "ended"), [
    (["in time"], 0, None),
    (["late", "in time"], 1, None),
    (["late", "late"], 2, None),
    ([("timeout", "no answer"), "in time"], 1, None),
    ([("timeout", "no answer"), ("timeout", "no answer")], 1, ("timeout", "no answer")),
    (["late", ("timeout", "no answer")], 1, ("timeout", "no answer")),
    ([("refused", "nonsense")], 0, ("refused", "nonsense")),
    ([("internal error", "ours"), "in time"], 1, None),
])
def test_time_that_is_up_counts_the_second_time_only(script, late, ended):
    step = Step("x = 1")
    left = list(script)
    play(step, left)
    assert (step.late, step.ended, step.done, left) == (late, ended, True, [])
    assert ended or step.outputs == ["x = 1"]


def test_a_cell_that_was_in_time_at_last_runs_again_for_the_cells_after_it():
    step, script = Step("x = 1"), ["late", "in time", "in time"]
    play(step, script)
    assert go_on(step, Scripted(script), Clock(10, 100))
    assert not script


def test_a_fault_of_ours_twice_is_no_verdict():
    step = judged()
    with pytest.raises(Unjudged, match="ours"):
        for _ in range(2):
            running.settle(step, ("internal error", "ours"))
    assert step.verdict is None


def test_a_sandbox_that_fails_again_and_again_is_no_verdict():
    def broken():
        raise SandboxFailed("the fork server ended")
    steps = [Step("x = 1"), judged()]
    with pytest.raises(Unjudged, match="fork server"):
        run(steps, FakeKeeper(broken), 10, 60)
    assert steps[1].verdict is None


# -- what is printed -------------------------------------------------------------------------------

PRINTED = {
    "in the order of its writing": (
        "import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c', end='')\nprint('d')",
        [("stdout", "a\n"), ("stderr", "b\n"), ("stdout", "cd\n")]),
    "around what is shown": (
        "print('a')\ndisplay(1)\nprint('b')", [("stdout", "a\n"), (None, ""), ("stdout", "b\n")]),
    "after what is cleared": (
        "from IPython.display import clear_output\nprint('a')\nclear_output()\nprint('b')",
        [("stdout", "b\n")]),
    "in many lines": ("for _ in range(60_000):\n    print('1234')",
                      [("stdout", "1234\n" * 40_000)]),
    "in one long line": ("print('a')\nprint('x' * 10**6)", [("stdout", "a\n" + "x" * 199_998)]),
    "to two streams by turns": (
        "import sys\nfor _ in range(400):\n    print('a')\n    print('b', file=sys.stderr)",
        [("stdout", "a\n"), ("stderr", "b\n")] * 150),
    "to a stream that is called stderr, then an error": (
        "import sys\nprint('a', file=sys.stderr)\n1 / 0", [("stderr", "a\n"), (None, "")]),
}


@pytest.mark.parametrize("name", PRINTED)
def test_what_is_printed_is_told(keeper, name):
    source, expected = PRINTED[name]
    outputs, _ = shown(keeper, source)
    assert [(one.get("name"), one.get("text", "")) for one in outputs] == expected


# -- as beside a kernel ----------------------------------------------------------------------------

def shown(keeper, *cells, **settings):
    """Run cells; give what the last of them left, and the findings."""
    steps = [Step(cell) for cell in cells]
    findings = run(steps, keeper, 20, 60, MEMORY, **settings)
    return steps[-1].outputs, findings


FILES = {"data.csv": b"1,2\n3,4", "helper.py": b"x = 5", "pkg/mod.py": b"def f():\n    return 3",
         "large": bytes(range(256)) * 9000, "empty": b"", "\udce9": b"no text"}
READS = {
    "data": ("import numpy as np\nnp.loadtxt('data.csv', delimiter=',').sum()", "np.float64(10.0)"),
    "a module": ("import helper\nhelper.x", "5"),
    "a package": ("from pkg.mod import f\nf()", "3"),
    "a large file": ("open('large', 'rb').read() == bytes(range(256)) * 9000", "True"),
    "an empty file": ("open('empty').read()", "''"),
    "any name": ("import os\nlen(os.listdir())", "6"),
    "changed": ("open('data.csv', 'w').write('5')\nopen('data.csv').read()", "'5'"),
}


@pytest.mark.parametrize("name", READS)
def test_files_beside_the_notebook_are_there(keeper, name):
    source, expected = READS[name]
    (output,), findings = shown(keeper, source, files=FILES)
    assert output["data"] == {"text/plain": expected}
    assert not findings


def test_files_are_there_again_in_each_new_child(keeper):
    steps = [Step("import os\nos.remove('a')"), Step("os._exit(1)"), Step("open('a').read()")]
    assert not run(steps, keeper, 20, 60, MEMORY, files={"a": b"1"})
    assert steps[0].outputs == []
    assert steps[2].outputs[0]["ename"] == "FileNotFoundError"  # the first cell ran again too


def test_a_file_of_a_hostile_path_is_named_and_the_notebook_runs(keeper):
    (output,), (finding,) = shown(keeper, "7", files={"../\x1b[31m": b"", "a": b""})
    assert output["data"] == {"text/plain": "7"}
    assert "\x1b" not in finding.said


LIKE_A_KERNEL = {
    "nbgrader's variable": ("import os\nos.environ['NBGRADER_EXECUTION']", "'autograde'"),
    "no file": ("'__file__' in globals()", "False"),
    "await": ("import asyncio\nasync def f():\n    await asyncio.sleep(0)\n    return 7\nawait f()",
              "7"),
    "an event loop": ("import asyncio\nasyncio.run(asyncio.sleep(0, 8))", "8"),
    "a thread for an event loop": ("import asyncio\nawait asyncio.to_thread(lambda: 9)", "9"),
}


@pytest.mark.parametrize("name", LIKE_A_KERNEL)
def test_a_cell_finds_what_it_finds_in_a_kernel(keeper, name):
    source, expected = LIKE_A_KERNEL[name]
    (output,), _ = shown(keeper, source)
    assert output["data"] == {"text/plain": expected}


@pytest.mark.parametrize("source", ["input('name? ')", "import getpass\ngetpass.getpass()"],
                         ids=["a name", "a password"])
def test_nobody_answers_a_cell_that_asks(keeper, source):
    (output,), _ = shown(keeper, source)
    assert output["ename"] == "StdinNotImplementedError"


def test_an_await_without_end_runs_out_of_time(keeper):
    steps = [Step("import asyncio\nawait asyncio.sleep(100)"), Step("7")]
    run(steps, keeper, 0.4, 60, MEMORY)
    assert steps[0].outputs[-1]["ename"] == "CellTimeoutError"
    assert texts(steps[1]) == "7"


# -- figures ---------------------------------------------------------------------------------------

PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
FIGURES = {
    "shown": (PLOT, "<Figure size 640x480 with 1 Axes>"),
    "left at the end": (PLOT.replace("\nplt.show()", ";"), "<Figure size 640x480 with 1 Axes>"),
    "in another format": ("%config InlineBackend.figure_format = 'svg'\n" + PLOT,
                          "<Figure size 640x480 with 1 Axes>"),
    "of the lessons": ("from descent.plots import curves, show\n"
                       "show(curves({'SGD': [1, 2]}, xlabel='t', ylabel='f'), alt='It goes up')",
                       "It goes up"),
    "that moves": ("from descent.widgets import rotated_bowl\nclass SGD:\n"
                   "    def __init__(self, lr=0.1):\n        self.lr = lr\n"
                   "    def update(self, params, grads):\n"
                   "        params['x'] = params['x'] - self.lr * grads['x']\n"
                   "rotated_bowl(SGD)", ""),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_that_is_not_drawn_leaves_its_words(keeper, name):
    source, expected = FIGURES[name]
    outputs, _ = shown(keeper, source, figures=False)
    (output,) = (one for one in outputs if one["output_type"] != "stream")
    assert expected in output["data"]["text/plain"]
    assert "image/png" not in str(output)


def test_a_figure_is_saved_to_a_file_though_none_are_shown(keeper):
    (output,), _ = shown(keeper, PLOT, "plt.plot([1, 2])\nplt.savefig('a.png')\nplt.close()\n"
                         "open('a.png', 'rb').read(4)", figures=False)
    assert output["data"]["text/plain"] == repr(b"\x89PNG")
