"""grader check: files in processes of their own, fresh private probes, the corpus' verdicts."""

import json

import nbformat
import pytest
from click.testing import CliRunner
from conftest import submissions

from descent.exercises import EXERCISES
from grader.checking import Checker, draw_seed
from grader.cli import main
from grader.errors import UnknownExercise
from grader.exam import Exam
from grader.sandbox.inside.loading import load
from grader.submission import Unreadable, source

ALL = submissions("honest") + submissions("wrong")
SEED = 20261121
RIGHT = "def bias_factor(beta, t):\n    return 1 - beta**t\n"


@pytest.mark.parametrize("exercise", sorted({one.exercise for one in ALL}))
def test_the_corpus_gets_its_verdicts_from_outside_and_on_fresh_probes_too(exercise):
    # The endless ones are the corpus test's. One at a time: pytest runs several processes itself.
    some = [one for one in ALL if one.exercise == exercise and one.status != "timeout"]
    verdicts = Checker(exercise, SEED, jobs=1).check([one.path for one in some])
    for submission, checked in zip(some, verdicts, strict=True):
        expected = "error" if submission.status == "unwritten" else submission.status
        assert checked.status == expected, (submission.path.name, checked.text())
        assert (checked.score == 1) == (expected == "right")
        diagnosis = [one["slug"] for one in checked.data()["diagnosis"]]
        wanted = [submission.slug] if submission.slug and expected != "right" else []
        assert diagnosis == wanted, submission.path.name


MOMENTUM = """
import numpy as np
class Momentum:
    def __init__(self, {parameters}):
        self.lr, self.mu, self.v = {lr}, {mu}, None
    def update(self, params, grads):
        if self.v is None:
            self.v = {{key: np.zeros_like(p) for key, p in params.items()}}
        for key in params:
            self.v[key] = self.mu * self.v[key] {sign} self.lr * grads[key]
            params[key] += self.v[key]
"""
ALL_OF_IT = {"parameters": "lr=0.01, momentum=0.9", "lr": "lr", "mu": "momentum", "sign": "-"}


@pytest.mark.parametrize(("change", "status", "diagnosis", "not_varied"), [
    ({}, "right", [], []),
    ({"parameters": "lr=0.01", "mu": "0.9"}, "right", [], ["momentum"]),
    ({"parameters": "lr=0.01", "mu": "0.8"}, "wrong", [], ["momentum"]),
    ({"parameters": "learning_rate=0.01, mu=0.9", "lr": "learning_rate", "mu": "mu"},
     "right", [], ["lr", "momentum"]),
    ({"parameters": "*rates", "lr": "0.01", "mu": "0.9"}, "right", [], ["lr", "momentum"]),
    ({"parameters": "**hyper", "lr": "hyper['lr']", "mu": "hyper['momentum']"}, "right", [], []),
    ({"parameters": "lr=0.01", "mu": "0.9", "sign": "+"}, "wrong", ["ascent"], ["momentum"]),
    ({"parameters": "lr, mu", "mu": "mu"}, "error", [], ["momentum"]),
])
def test_a_constructor_is_driven_with_what_it_takes_and_a_note_says_what_it_lacks(
        tmp_path, change, status, diagnosis, not_varied):
    checked = check(tmp_path, MOMENTUM.format(**ALL_OF_IT | change), exercise="momentum")
    data = checked.data()
    assert data["status"] == status, checked.text()
    assert [one["slug"] for one in data["diagnosis"]] == diagnosis
    assert [one["slug"] for one in data["notes"]] == [f"not-varied={name}" for name in not_varied]
    for name in not_varied:
        assert f"does not take {name}" in checked.text()


def check(tmp_path, text, name="answer.py", exercise="bias_factor"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    [checked] = Checker(exercise, 7).check([path])
    return checked


@pytest.mark.parametrize(("text", "status", "said"), [
    (RIGHT, "right", ""),
    (RIGHT.replace("bias_factor", "BiasFactor"), "right", ""),
    ("print(missing)\n" + RIGHT + "assert False\nwhile True:\n    pass\n", "right", ""),
    ("import no_such_module\n" + RIGHT, "right", ""),
    (RIGHT + "\nx = (\n", "right", ""),
    ("def other(beta, t):\n    return 1\n", "error",
     "no function bias_factor. The file defines other."),
    ("bias_factor = 3\n", "error", "no function bias_factor. bias_factor is of type int."),
    ("class bias_factor:\n    pass\n", "error", "bias_factor is not a function"),
    ("def bias_factor(beta, t)\n    return 1\n", "error", "SyntaxError: expected ':' (line 1)"),
    ("import os\nos._exit(0)\n", "error", "no function bias_factor"),  # a call: left out
    ("import os\nclass A:\n    os._exit(0)\n", "error", "ended before it answered"),
    ("def bias_factor(beta, t):\n    return [0.0] * 10**10\n", "memory", ""),
    ("", "error", "no function bias_factor"),
    ("\0", "error", ""),
])
def test_a_file_gets_a_status_and_a_reason(tmp_path, text, status, said):
    checked = check(tmp_path, text)
    data = checked.data()
    assert data["status"] == status, data
    assert said in data["message"]
    assert set(data) >= {"exercise", "file", "status", "score", "probes", "diagnosis", "notes",
                         "sandbox"}
    assert json.loads(json.dumps(data)) == data


def test_a_notebook_is_read_cell_by_cell_and_its_magics_and_broken_cells_are_left_out(tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[
        nbformat.v4.new_markdown_cell("def bias_factor(beta, t): return 0"),
        nbformat.v4.new_code_cell("%matplotlib inline\n!ls\nimport numpy as np"),
        nbformat.v4.new_code_cell("this is no Python"),
        nbformat.v4.new_code_cell(RIGHT),
        nbformat.v4.new_code_cell("check('bias_factor', bias_factor)\nraise SystemExit")])
    assert check(tmp_path, nbformat.writes(notebook), "answer.ipynb").status == "right"


@pytest.mark.parametrize(("name", "content", "said"), [
    ("a.txt", b"", "neither .py nor .ipynb"),
    ("a.ipynb", b"[" * 100_000, "can't be read"),
    ("a.ipynb", b"{}", "no list of cells"),
    ("a.py", b"\xff\xfe\xff", "can't be read"),
    ("a.py", b"#" * 6_000_000, "6000000 bytes"),
])
def test_a_file_that_is_none_of_ours_is_refused_with_a_reason(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    [checked] = Checker("bias_factor", 7).check([path])
    assert checked.status == "refused"
    assert said in checked.data()["message"]
    with pytest.raises(Unreadable):
        source(tmp_path / "missing.py")


def test_the_same_seed_gives_the_same_verdict_and_another_seed_other_probes(tmp_path):
    path = tmp_path / "answer.py"
    path.write_text("def bias_factor(beta, t):\n    return 1 - beta * t\n", encoding="utf-8")
    results = [next(Checker("bias_factor", seed).check([path])).data() for seed in (3, 3)]
    assert results[0] == results[1]
    assert Exam("bias_factor", 3).known[1].right.tolist() != Exam(
        "bias_factor", 4).known[1].right.tolist()
    assert draw_seed() != draw_seed()


def test_the_command_prints_a_line_of_json_a_file_and_its_exit_code_tells(tmp_path):
    right, wrong = tmp_path / "right.py", tmp_path / "wrong.py"
    right.write_text(RIGHT, encoding="utf-8")
    wrong.write_text(RIGHT.replace("1 -", "2 -"), encoding="utf-8")
    both = CliRunner().invoke(main, ["check", "bias_factor", str(right), str(wrong), "--json",
                                     "--seed", "5"])
    assert both.exit_code == 1
    assert [json.loads(line)["status"] for line in both.stdout.splitlines()] == ["right", "wrong"]
    assert "--seed 5" in both.stderr
    alone = CliRunner().invoke(main, ["check", "bias_factor", str(right)])
    assert (alone.exit_code, "Right" in alone.stdout) == (0, True)
    unknown = CliRunner().invoke(main, ["check", "adm", str(right)])
    assert unknown.exit_code == 2
    assert "there is no exercise 'adm'" in unknown.stderr
    with pytest.raises(UnknownExercise):
        Checker("adm", 1)


def test_loading_runs_definitions_only():
    text = "calls = []\ncalls.append(1)\nfor i in range(3):\n    calls.append(i)\n" + RIGHT
    assert load([text], "bias_factor", "x.py").__globals__["calls"] == []


def test_every_exercise_of_the_course_can_be_checked():
    assert {one.exercise for one in ALL} <= set(EXERCISES)
