"""The demo: its sample class, its own folder, and a real round trip through nbgrader."""

import ast
import io
import re
import shutil
import warnings
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from rich.console import Console
from tracked import read, tracked_cells

from descent import observe
from descent.report import MIME, Report
from grader import demo
from grader.demo_course import LESSON, MARKER, Graded, Mark, make, reason
from grader.errors import GraderError
from grader.grafting import graft
from grader.hand_ins import grade_id, hand_in, read_sample, samples

ROOT = Path(__file__).parents[2]
SAMPLES = samples()
BY_STUDENT = {sample.student: sample for sample in SAMPLES}
RELEASE = nbformat.read(ROOT / "notebooks" / LESSON / f"{LESSON}.ipynb", as_version=4)
SOLUTION = nbformat.read(ROOT / "solutions" / LESSON / f"{LESSON}.ipynb", as_version=4)
# What nbgrader puts into the test cells before it runs a hand-in: the tests, hidden part included.
TESTS = {grade_id(cell): cell.source for cell in SOLUTION.cells
         if grade_id(cell).endswith("_check")}


def run_cell(source, names):
    """Run a cell as a kernel does; give the outputs that matter for grading."""
    try:
        tree = ast.parse(source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else ast.Expr(
            ast.Constant(None))
        exec(compile(tree, "<cell>", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
    except Exception as error:
        return [{"output_type": "error", "ename": type(error).__name__, "evalue": str(error)}]
    if isinstance(value, Report):
        return [{"output_type": "execute_result", "data": {MIME: value.data()}}]
    return []


def marks_of(notebook):
    """Run a hand-in in this process, its figures left out: exercise -> (points, word)."""
    names, cells = {}, {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a kernel shows them, and goes on
        for cell in notebook.cells:
            name = grade_id(cell)
            if name in TESTS or cell.cell_type == "code":
                outputs = run_cell(TESTS.get(name, cell.source), names)
                cells[name] = {"outputs": outputs}
                names |= dict.fromkeys(["show", "curves", "contour"], lambda *_, **__: None)
    marks = {}
    for test in TESTS:
        exercise = test.removesuffix("_check")
        verdicts = [output["data"][MIME] for output in cells.get(test, {}).get("outputs", [])
                    if "data" in output]
        marks[exercise] = (verdicts[0]["points"] if verdicts else 0,
                           reason(cells, exercise, test)[0])
    return marks


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.student)
def test_each_hand_in_earns_the_points_and_the_name_that_its_file_expects(sample, monkeypatch):
    if "timeout" in [word for _, word in sample.expected.values()]:
        monkeypatch.setattr(observe, "SECONDS", 1.0)
    notebook, _ = graft(RELEASE, tracked_cells(RELEASE), read(hand_in(RELEASE, sample)))
    marks = marks_of(notebook)
    # Where nbgrader stops, the student's work itself is right.
    expected = sample.expected or {"bias_factor": (2, ""), "adam": (6, ""), "adam_repair": (2, "")}
    assert marks == expected


def test_the_class_is_of_at_least_24_with_numbers_for_names():
    assert len(SAMPLES) >= 24
    assert list(BY_STUDENT) == [f"student-{n:02}" for n in range(1, len(SAMPLES) + 1)]
    assert all(sample.story for sample in SAMPLES)


def test_at_least_ten_right_adams_are_written_in_different_ways():
    right = [sample.cells["adam"] for sample in SAMPLES
             if sample.expected.get("adam", (0,))[0] == 6 and not sample.retyped]
    assert len({ast.dump(ast.parse(source)) for source in right}) >= 10


@pytest.mark.parametrize("word", [
    "correction-missing", "time-per-key", "time-stuck", "time-from-zero", "state-shared-by-keys",
    "state-shared-by-instances", "state-made-anew", "ema-plus-equals", "betas-swapped",
    "root-missing", "eps-outside-fraction", "ascent", "first-call-only", "efficient-form",
    "eps-inside-root", "AttributeError", "TypeError", "NameError", "SyntaxError", "contract",
    "unnamed", "unwritten", "timeout"])
def test_the_class_has_somebody_with(word):
    assert word in [word for sample in SAMPLES for _, word in sample.expected.values()]


def test_the_class_has_cells_lost_copied_and_retyped_prints_stderr_and_answers_by_hand():
    assert [sample for sample in SAMPLES if sample.lost]
    assert [sample for sample in SAMPLES if sample.copied]
    assert [sample for sample in SAMPLES if sample.retyped]
    sources = "".join(sample.cells.get("adam", "") for sample in SAMPLES)
    assert all(written in sources for written in ["print(key", "sys.stderr", "warnings.warn"])
    assert 5 <= len([sample for sample in SAMPLES if "first_steps_why" in sample.cells]) < 24


def test_an_untouched_hand_in_is_the_release():
    untouched = [sample for sample in SAMPLES if not sample.cells]
    assert [hand_in(RELEASE, sample) for sample in untouched] == [RELEASE]


def test_a_hand_in_differs_from_the_release_in_the_students_own_cells_only():
    for sample in SAMPLES:
        before = {cell.id: cell for cell in RELEASE.cells}
        after = {cell.id: cell for cell in hand_in(RELEASE, sample).cells}
        changed = {name for name in before.keys() | after.keys()
                   if before.get(name) != after.get(name)}
        copies = {f"{name}-copy" for name in sample.copied}
        assert changed == {*sample.cells, *sample.lost, *sample.retyped, *copies}, sample.student
    assert "YOUR ANSWER HERE" in str(RELEASE)


def test_an_answer_by_hand_stands_below_its_question():
    sample = BY_STUDENT["student-01"]
    [cell] = [cell for cell in hand_in(RELEASE, sample).cells if cell.id == "first_steps_why"]
    assert cell.source.startswith("## Explain it")
    assert cell.source.rstrip().endswith("4. beta1 = beta2 = 0.9: 0.1 / sqrt(0.1) = 0.32.")
    assert "YOUR ANSWER HERE" not in cell.source


def test_a_sample_for_a_cell_that_the_release_lacks_is_an_error_that_names_it():
    sample = replace(BY_STUDENT["student-01"], cells={"adamw": "class AdamW: ..."})
    with pytest.raises(GraderError, match="student-01: the release has no cell adamw"):
        hand_in(RELEASE, sample)


@pytest.mark.parametrize("head", ["# expect: adam six", "# Nothing is expected.", "# expect:"])
def test_a_sample_file_without_a_readable_expectation_is_an_error(tmp_path, head):
    path = tmp_path / "student-01.py"
    path.write_text(f"{head}\n\n# %% adam\nclass Adam: ...\n")
    with pytest.raises(GraderError, match="student-01.py: .* is not readable"):
        read_sample(path)


def verdict(**changed):
    data = {"status": "wrong", "fault": None, "diagnosis": [], "notes": []} | changed
    return [{"output_type": "execute_result", "data": {"text/plain": "0", MIME: data}}]


def raised(name, value):
    return [{"output_type": "error", "ename": name, "evalue": value}]


@pytest.mark.parametrize("solution, test, expected", [
    ([], verdict(status="right"), ("", "")),
    ([], verdict(status="right", notes=[{"slug": "eps-inside-root", "message": "…"}]),
     ("eps-inside-root", "right, with a note: eps-inside-root")),
    ([], verdict(diagnosis=[{"slug": "ascent", "title": "Uphill", "message": "…"}]),
     ("ascent", "Uphill")),
    ([], verdict(status="error", fault="KeyError: 'w'. Is it made?"),
     ("KeyError", "KeyError: 'w'. Is it made?")),
    ([], verdict(status="error", fault="AssertionError. Why?"),
     ("AssertionError", "AssertionError. Why?")),
    ([], verdict(status="timeout", fault="Still running."), ("timeout", "time limit")),
    ([], verdict(status="unwritten", fault="…"), ("unwritten", "untouched")),
    ([], verdict(fault="update returned a new dict."), ("contract", "update returned a new dict.")),
    ([], verdict(), ("unnamed", "wrong, in a way without a name")),
    (raised("SyntaxError", "expected ':' (line 8)"),
     raised("NameError", "name 'Adam' is not defined"),
     ("SyntaxError", "SyntaxError: expected ':' (line 8)")),
    ([], raised("NameError", "name 'Adam' is not defined"),
     ("NameError", "NameError: name 'Adam' is not defined")),
    ([], [], ("silent", "the test cell gave nothing")),
    ([], None, ("lost", "test cell lost")),
])
def test_the_reason_is_read_from_the_verdict_else_from_the_first_error(solution, test, expected):
    cells = {"adam": {"outputs": solution}} | (
        {} if test is None else {"adam_check": {"outputs": test}})
    assert reason(cells, "adam", "adam_check") == expected


def test_the_table_shows_points_totals_reasons_and_failures_within_100_columns():
    marks = (Mark("adam", 5.0, 6.0, "time-per-key", "[bold]The clock[/bold] ticks. And so on."),
             Mark("adam_repair", 0.0, 2.0, "ValueError", "ValueError: " + "far too long " * 30),
             Mark("first_steps_why", None, 4.0, "", ""))
    graded = {"student-01": Graded("student-01", marks, 5.0, "", 1.0),
              "student-02": Graded("student-02", (), 0.0, "DeadKernelError: Kernel died", 1.0)}
    console = Console(file=io.StringIO(), width=100)
    console.print(demo.table(SAMPLES[:2], graded))
    text = console.file.getvalue()
    assert max(map(len, text.splitlines())) <= 100
    assert re.search(r"student-01 +5 +0 +to mark +5 +adam: \[bold\]The clock\[/bold\] ticks", text)
    assert re.search(r"student-02 +- +- +- +- +no grade: DeadKernelError", text)
    assert "adam_repair: ValueError: far too long" in text
    assert "And so on" not in text


@pytest.fixture
def course(tmp_path):
    """Give a copy of what the demo reads of a course."""
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    for folder in ("solutions", "notebooks"):
        (tmp_path / folder / LESSON).mkdir(parents=True)
        name = f"{folder}/{LESSON}/{LESSON}.ipynb"
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()}


def test_the_demo_is_made_anew_in_its_own_folder_and_nowhere_else(course):
    (course / "gradebook").mkdir()
    (course / "gradebook" / "gradebook.db").write_text("the instructor's")
    before = files(course)
    made = make(course)
    first = files(course)
    (made.root / "solutions" / "left").mkdir()
    (made.root / "solutions" / "left" / "over.txt").touch()
    (made.root / "elsewhere").symlink_to(course / "gradebook")
    make(course)
    assert files(course) == first
    assert {name: content for name, content in first.items() if name in before} == before
    assert {name for name in first if name not in before} == {
        f"gradebook/demo/{name}" for name in
        (MARKER, "nbgrader_config.py", f"solutions/{LESSON}/{LESSON}.ipynb")}


def test_a_folder_that_no_demo_made_is_refused_and_left_alone(course):
    own = course / "gradebook" / "demo" / "grades.csv"
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    with pytest.raises(GraderError, match="was not made by `grader demo`.* move it elsewhere"):
        make(course)
    assert own.read_text() == "mine"


def test_a_link_in_the_place_of_the_folder_is_refused_even_if_it_leads_to_a_demo(course):
    demo_folder = make(course).root
    demo_folder.rename(course / "elsewhere")
    demo_folder.symlink_to(course / "elsewhere")
    with pytest.raises(GraderError, match="was not made by `grader demo`"):
        make(course)


def test_a_lesson_that_is_not_built_is_an_error_that_says_how_to_build_it(course):
    (course / "solutions" / LESSON / f"{LESSON}.ipynb").unlink()
    with pytest.raises(GraderError, match="is missing: run `grader build 08_adam`"):
        make(course)


@pytest.mark.alone
def test_a_class_of_four_goes_from_release_to_feedback(course, monkeypatch):
    students = {"student-01": 11.0, "student-17": 7.5, "student-31": 11.0, "student-33": 11.0}
    monkeypatch.setattr(demo, "samples", lambda: [BY_STUDENT[student] for student in students])
    monkeypatch.chdir(course)
    before = files(course)
    console = Console(file=io.StringIO())

    assert demo.run(course, console) == 0, console.file.getvalue()

    text = console.file.getvalue()
    assert f"byte for byte notebooks/{LESSON}/{LESSON}.ipynb" in text
    assert re.search(r"student-01 +2 +1 +6 +2 +to mark +11 *$", text, re.M)
    assert re.search(r"student-17 +2 +0.5 +5 +0 +0 +7.5 +adam_order, adam: \w", text)
    assert re.search(r"student-31 +2 +1 +6 +2 .*11 *$", text, re.M)
    assert re.search(r"student-33 +2 +1 +6 +2 .*11 *$", text, re.M)
    assert "Every hand-in got the points" in text
    assert "\x1b" not in text and "\r" not in text

    after = files(course)
    assert {name: after[name] for name in before} == before
    new = {name for name in after if name not in before}
    assert all(name.startswith("gradebook/demo/") for name in new)
    pages = {name for name in new if name.endswith(".html")}
    folder = "gradebook/demo/gradebook/feedback"
    assert pages == {f"{folder}/{student}/{LESSON}/{LESSON}.html" for student in
                     students}
    [example] = re.findall(r"one of them: (\S+)", text)
    assert "Score: 5.0 / 6.0" in (course / example).read_text(encoding="utf-8")
    database = course / "gradebook" / "demo" / "gradebook" / "gradebook.db"
    with Gradebook(f"sqlite:///{database}", "from-gradient-descent-to-adam") as gradebook:
        assert {one.student_id: one.score for one in gradebook.assignment_submissions(LESSON)
                } == students


@pytest.mark.alone
def test_a_release_that_is_not_the_courses_own_is_said_and_ends_with_1(course, monkeypatch):
    own = course / "notebooks" / LESSON / f"{LESSON}.ipynb"
    own.write_bytes(own.read_bytes() + b"\n")
    monkeypatch.setattr(demo, "samples", lambda: [BY_STUDENT["student-33"]])
    console = Console(file=io.StringIO())
    assert demo.run(course, console) == 1
    assert "released     but it differs from" in console.file.getvalue()
