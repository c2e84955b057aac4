"""The engine: nbgrader's results, skipped where nothing changed, and nothing lost on the way."""

import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from nbgrader.api import Gradebook

from grader.engine import autograde, folders, ledger
from grader.engine.folders import Staged
from grader.engine.ledger import Ledger
from grader.errors import (
    CannotGrade,
    CannotWrite,
    DiskFull,
    GradebookUnusable,
)
from grader.sandbox.keeper import keeper_of

from . import inline
from .conftest import CHECK, FACTOR, LATE, LESSON, RIGHT, TIME, WRONG

GRADER = [str(Path(sys.executable).with_name("grader"))]
ANSWERS = {"half": RIGHT, "bias_factor": FACTOR, "why": "Because the first step is biased."}


@pytest.fixture
def class_of_three(course):
    """One all right, one half right, one untouched."""
    course.hand_in("student-01", **ANSWERS)
    course.hand_in("student-02", half=WRONG, bias_factor=FACTOR)
    course.hand_in("student-03")
    return course


EXPECTED = {"student-01": {"half_check": 3, "bias_factor_check": 2, "why": None, "y_check": 0},
            "student-02": {"half_check": 0, "bias_factor_check": 2, "why": 0, "y_check": 0},
            "student-03": {"half_check": 0, "bias_factor_check": 0, "why": 0, "y_check": 0}}


# -- the same as nbgrader ------------------------------------------------------------------------


def shown(notebook):
    """Give of an autograded notebook what a marker sees, but for what only an engine says."""
    cells = []
    for one in notebook.cells:
        outputs = [(output.output_type, output.get("ename"), output.get("text"),
                    output.get("data", {}).get("text/plain"))
                   for output in one.get("outputs", [])]
        if one.source == CHECK:  # the judge's, where nbgrader has the kernel's
            outputs = []
        metadata = {key: value for key, value in one.metadata.items() if key != "execution"}
        cells.append((one.cell_type, one.source, metadata, outputs))
    return cells


def test_gradebook_and_notebooks_are_those_of_nbgrader(course):
    configured = 'c = get_config()\nc.LateSubmissionPlugin.penalty_method = "zero"\n'
    (course.root / "nbgrader_config.py").write_text(configured)
    answers = dict(ANSWERS) | {"bias_factor": "print('drawn')\n" + FACTOR}
    course.hand_in("student-01", **answers, files={"notes.txt": "mine"})
    course.hand_in("student-02", LATE, half=WRONG, notebooks=("one", "two"), y="y = 1")
    course.hand_in("student-03", files={"data.csv": "not the course's"})
    students = ("student-01", "student-02", "student-03")
    course.stock(*students)
    gradebook, files = course.gradebook(), course.files("autograded")
    notebooks = {student: shown(course.autograded(student)) for student in students}
    # A new gradebook for ours: what nbgrader wrote is taken out again.
    for table in ("grade", "comment", "submitted_notebook", "submitted_assignment", "student"):
        course.execute(f"delete from {table}")
    (course.root / "autograded").rename(course.root / "nbgraders")
    rows = course.grade()
    assert {row.status for row in rows.values()} == {"graded"}
    assert course.gradebook() == gradebook
    assert sum(score for *_, score in gradebook["notebooks"] if score) == 1
    ours = course.files("autograded")
    assert ours.keys() - {f".{LESSON}.lock"} == files.keys()
    assert all(ours[name] == content for name, content in files.items()
               if not name.endswith(".ipynb"))
    for student in students:
        for ours, theirs in zip(shown(course.autograded(student)), notebooks[student],
                                strict=True):
            assert ours == theirs
    modes = {path.stat().st_mode & 0o777
             for path in (course.root / "autograded").rglob("*.*") if path.suffix != ".lock"}
    assert modes == {0o444}


def test_extra_credit_an_extension_and_a_mark_by_hand_stay(class_of_three):
    course = class_of_three
    course.grade()
    course.execute("update grade set manual_score = 1.5 where auto_score = 3")
    course.execute("update grade set extra_credit = 0.5 where auto_score = 2")
    course.execute("update comment set manual_comment = 'See me.' where auto_comment is null")
    course.execute("update submitted_assignment set extension = '1970-01-03 00:00:00'")
    before = course.gradebook()
    rows = course.grade(BaseConverter__force=True)
    after = course.gradebook()
    for name, kept in (("grades", (3, 4, 5)), ("comments", (3, 4))):
        assert [[row[k] for k in kept] for row in before[name]] == [
            [row[k] for k in kept] for row in after[name]]
    assert before["submissions"] == after["submissions"]
    # What a person marked counts, and is to be looked at again, as nbgrader has it.
    assert rows["student-01"].written.score == 1.5 + 2.5
    marked = [row for row in after["grades"] if row[4] == 1.5]
    assert [row[6] for row in marked] == [1]


def test_a_late_penalty_goes_when_the_hand_in_is_no_longer_late(course):
    penalty = {"LateSubmissionPlugin__penalty_method": "zero"}
    course.hand_in("student-01", LATE, **ANSWERS)
    assert course.grade(**penalty)["student-01"].written.penalty == 5
    course.hand_in("student-01", TIME, **ANSWERS)
    assert course.grade(**penalty)["student-01"].written.penalty == 0
    assert course.gradebook()["notebooks"][0][3] is None


def test_a_plugin_s_penalty_stays_within_nothing_and_the_score(course, monkeypatch):
    course.hand_in("student-01", LATE, **ANSWERS)
    for penalty, expected in ((-1, 0), (1.25, 1.25), (99, 5)):
        monkeypatch.setattr("nbgrader.plugins.LateSubmissionPlugin.late_submission_penalty",
                            lambda *_, penalty=penalty: penalty)
        row = course.grade(BaseConverter__force=True)["student-01"]
        assert row.written.penalty == expected


def test_each_notebook_can_be_graded_by_itself(course):
    course.hand_in("student-01", notebooks=("one", "two"), y="y = 1", **ANSWERS)
    course.grade(notebook="two")
    assert list(course.files("autograded")) == [
        f".{LESSON}.lock", *(f"student-01/{LESSON}/{name}"
                             for name in ("data.csv", "timestamp.txt", "two.ipynb"))]
    assert course.scores()["student-01"] == {
        "half_check": None, "bias_factor_check": None, "why": None, "y_check": 1}
    assert course.grade()["student-01"].status == "graded"
    assert course.scores()["student-01"] == EXPECTED["student-01"] | {"y_check": 1}


def test_the_first_grade_is_written_at_once_and_the_others_in_one_transaction(
        class_of_three, monkeypatch):
    sizes = []
    write = Ledger.write
    monkeypatch.setattr(Ledger, "write", lambda self, entries: (
        sizes.append(len(entries)), write(self, entries))[1])
    monkeypatch.setattr(autograde, "BATCH_SECONDS", 1e6)
    class_of_three.grade()
    assert sizes == [1, 2]


def test_test_cells_with_assertions_are_told(class_of_three):
    row = class_of_three.grade()["student-01"]
    assert row.by_assertions == ("half_check",)
    sandbox = class_of_three.autograded("student-01").metadata.descent.sandbox
    assert sandbox.tier == row.tier and list(sandbox.seeds) == ["bias_factor"]


# -- what is due ---------------------------------------------------------------------------------


def test_what_was_graded_and_did_not_change_is_left_alone(class_of_three):
    course = class_of_three
    assert {student: row.status for student, row in course.grade().items()} == dict.fromkeys(
        EXPECTED, "graded")
    assert course.scores() == EXPECTED
    before = course.files("autograded")
    assert {row.status for row in course.grade().values()} == {"unchanged"}
    assert course.files("autograded") == before
    assert {row.status for row in course.grade(BaseConverter__force=True).values()} == {"graded"}


@pytest.mark.parametrize("changed", ["answer", "file", "time"])
def test_what_changed_is_graded_again_whatever_its_time_stamp_says(course, changed):
    course.hand_in("student-01", **ANSWERS)
    course.grade()
    course.hand_in("student-01", **ANSWERS | ({"half": WRONG} if changed == "answer" else {}),
                   files={"notes.txt": "new"} if changed == "file" else {},
                   time=LATE if changed == "time" else TIME)
    assert course.grade()["student-01"].status == "graded"
    assert course.grade()["student-01"].status == "unchanged"
    assert course.scores()["student-01"]["half_check"] == (0 if changed == "answer" else 3)


def test_what_nbgrader_graded_is_graded_again_only_if_it_was_handed_in_later(course):
    course.hand_in("student-01", **ANSWERS)
    course.stock("student-01")
    assert course.grade()["student-01"].status == "unchanged"
    course.hand_in("student-01", LATE, **ANSWERS)
    assert course.grade()["student-01"].status == "graded"


def test_what_a_killed_nbgrader_left_half_done_is_graded(course):
    course.hand_in("student-01", **ANSWERS)
    course.stock("student-01")
    course.execute("update grade set auto_score = null, needs_manual_grade = 1")
    assert course.grade()["student-01"].status == "graded"
    assert course.scores()["student-01"] == EXPECTED["student-01"]


def test_students_are_chosen_and_excluded_by_name(class_of_three):
    assert class_of_three.grade(student="student-0[12]",
                                CourseDirectory__student_id_exclude="student-02").keys() == {
        "student-01"}


# -- faults, which are never fatal ---------------------------------------------------------------


def test_a_fault_costs_one_hand_in_and_is_told(class_of_three, monkeypatch):
    course = class_of_three
    run = autograde.start

    def start(assignment):
        work = run(assignment)

        def grade(task):
            if task.student == "student-02":
                raise RuntimeError("a fault of ours")
            return work(task)
        return grade

    monkeypatch.setattr(inline, "start", start)
    rows = course.grade()
    assert rows["student-02"].status == "fault"
    assert "a fault of ours" in rows["student-02"].fault
    assert course.scores().keys() == {"student-01", "student-03"}
    assert not (course.root / "autograded" / "student-02").exists()
    monkeypatch.undo()
    assert course.grade()["student-02"].status == "graded"


def test_what_is_no_notebook_is_graded_as_released_and_told(course):
    folder = course.hand_in("student-01", **ANSWERS)
    (folder / "one.ipynb").write_bytes(b"\xff\xfe no notebook")
    row = course.grade()["student-01"]
    assert row.status == "graded" and row.written.score == 0
    assert row.findings[0].what == "unreadable"


def test_a_hand_in_without_any_notebook_of_the_assignment_has_no_grade(course):
    folder = course.hand_in("student-01")
    (folder / "one.ipynb").rename(folder / "own.ipynb")
    row = course.grade()["student-01"]
    assert row.status == "fault" and "own" in row.fault


def test_links_in_a_hand_in_are_not_followed(course, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    folder = course.hand_in("student-01", **ANSWERS)
    (folder / "notes.txt").symlink_to(secret)
    row = course.grade()["student-01"]
    assert row.status == "graded" and "notes.txt" in row.findings[0].said
    assert b"secret" not in b"".join(course.files("autograded").values())


@pytest.mark.parametrize(("setting", "said"), [
    ({"Execute__enabled": False}, "--no-execute"),
    ({"Autograde__autograde_preprocessors": ["nbgrader.preprocessors.SaveAutoGrades"]},
     "not to execute"),
])
def test_what_students_saved_as_outputs_is_not_graded(class_of_three, setting, said):
    with pytest.raises(CannotGrade, match=said):
        class_of_three.grade(**setting)


def test_an_assignment_without_a_release_is_told(class_of_three):
    course = class_of_three
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        gradebook.remove_assignment(LESSON)
    with pytest.raises(CannotGrade, match="nbgrader generate_assignment ps1"):
        course.grade()


def test_a_kernel_of_another_language_is_told(class_of_three):
    course = class_of_three
    course.execute("update notebook set kernelspec = '{\"name\": \"ir\", \"language\": \"R\"}'")
    assert "'ir'" in course.grade()["student-01"].fault


# -- nothing is lost -----------------------------------------------------------------------------


class Killed(BaseException):
    """What stands for kill -9: no code of ours catches it to go on."""


def kill(*_, **__):
    raise Killed


def graded_to_the_end(course):
    """Grade again; give the gradebook and the folders, with nothing else left."""
    rows = course.grade()
    assert {row.status for row in rows.values()} <= {"graded", "unchanged"}
    left = [path for path in (course.root / "autograded").rglob(".*") if path.suffix != ".lock"]
    assert left == []
    return course.gradebook()


@pytest.mark.parametrize("where", [
    (folders, "write"), (folders, "set_permissions"), (autograde.Autograder, "write"),
    (Ledger, "enter"), (Staged, "put"), (folders, "copy_regular"), (autograde, "row_of")],
    ids=lambda where: where[1])
@pytest.mark.parametrize("is_first", [True, False], ids=["first", "again"])
def test_a_run_that_is_killed_anywhere_is_finished_by_the_next(class_of_three, monkeypatch, where,
                                                               is_first):
    course = class_of_three
    submitted = course.files("submitted")
    if not is_first:
        course.grade()
        course.hand_in("student-02", **ANSWERS)
        submitted = course.files("submitted")
    with monkeypatch.context() as patch:
        patch.setattr(*where, kill)
        # Neither is what is cleaned up done by a process that was killed.
        patch.setattr(folders, "clear", lambda folder: None)
        patch.setattr(Staged, "drop", lambda self: None)
        with pytest.raises(Killed):
            course.grade()
    found = graded_to_the_end(course)
    assert [row[3] for row in found["grades"] if row[:3] == ("student-02", "one", "half_check")] \
        == [0 if is_first else 3]
    assert course.files("submitted") == submitted
    assert {row.status for row in course.grade().values()} == {"unchanged"}


def test_between_two_renames_the_old_folder_is_not_lost_for_good(class_of_three, monkeypatch):
    course = class_of_three
    course.grade()
    rename = Path.rename

    def once(self, target):
        rename(self, target)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", once)
        with pytest.raises(Killed):
            course.grade(BaseConverter__force=True)
    graded_to_the_end(course)
    assert len(list((course.root / "autograded").glob("student-*/ps1/one.ipynb"))) == 3


def test_a_full_disk_stops_the_run_and_keeps_what_was_graded(class_of_three, monkeypatch):
    course = class_of_three
    write = folders.write

    def full(path, content):
        if "student-02" in str(path):
            path.write_bytes(b"half")
            raise OSError(28, "No space left on device")
        write(path, content)

    monkeypatch.setattr(autograde, "BATCH", 1)
    with monkeypatch.context() as patch:
        patch.setattr(folders, "write", full)
        with pytest.raises(DiskFull, match="make some and run it again"):
            course.grade()
    assert course.scores() == {"student-01": EXPECTED["student-01"]}
    graded_to_the_end(course)
    assert course.scores() == EXPECTED


def test_a_folder_that_may_not_be_written_stops_the_run_with_its_name(class_of_three):
    (class_of_three.root / "autograded").write_text("a file is in the way")
    with pytest.raises(CannotWrite, match="autograded"):
        class_of_three.grade()


def test_a_locked_gradebook_loses_nothing(class_of_three, monkeypatch):
    course = class_of_three
    monkeypatch.setattr(ledger, "WAIT_SECONDS", 0.05)
    other = sqlite3.connect(course.root / "gradebook.db")
    stage = autograde.stage

    def lock(*arguments):  # somebody begins to write while hand-ins are graded
        if not other.in_transaction:
            other.execute("begin exclusive")
        return stage(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(autograde, "stage", lock)
        with pytest.raises(GradebookUnusable, match="locked.*wait until the other program"):
            course.grade()
    other.close()
    assert course.gradebook()["grades"] == []
    graded_to_the_end(course)
    assert course.scores() == EXPECTED


def test_a_damaged_gradebook_is_told_before_anything_is_run(class_of_three):
    path = class_of_three.root / "gradebook.db"
    path.write_bytes(b"SQLite format 3\0" + path.read_bytes()[16:100] + b"\xff" * 5000)
    with pytest.raises(GradebookUnusable, match="restore it from a backup"):
        class_of_three.grade()
    assert not list((class_of_three.root / "autograded").glob("student*"))


def test_a_clock_that_jumps_changes_nothing(class_of_three, monkeypatch):
    hours = iter(range(0, 10**9, 3600))
    monkeypatch.setattr(time, "time", lambda: float(next(hours)))
    graded_to_the_end(class_of_three)
    assert class_of_three.scores() == EXPECTED


# -- whole processes -----------------------------------------------------------------------------


def command(course, *options):
    return [*GRADER, "autograde", LESSON, "--course-dir", str(course.root), "--jobs", "1", "--json",
            *options]


@pytest.mark.alone
def test_a_process_that_is_killed_and_two_at_once_grade_each_hand_in_once(course):
    students = [f"student-{number:02}" for number in range(1, 31)]
    for number, student in enumerate(students):
        course.hand_in(student, **ANSWERS | ({"half": WRONG} if number % 2 else {}))
    killed = subprocess.Popen(command(course), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              text=True)
    assert '"status": "graded"' in killed.stdout.readline()
    left = psutil.Process(killed.pid).children(recursive=True)
    assert len(left) >= 3  # a worker, its sandbox, and what they were forked from
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    killed.stdout.close()
    assert psutil.wait_procs(left, timeout=60)[1] == []
    kept = {student for student, scores in course.scores().items() if None not in (
        scores["half_check"], scores["bias_factor_check"])}
    assert kept
    both = [subprocess.Popen(command(course), stdout=subprocess.PIPE, text=True)
            for _ in range(2)]
    told = [one.communicate()[0].splitlines() for one in both]
    assert [one.returncode for one in both] == [0, 0]
    graded = [line.split('"')[3] for lines in told for line in lines if '"graded", ' in line]
    assert len(graded) == len(set(graded))
    assert set(graded) | kept == set(students)
    assert {student: scores["half_check"] for student, scores in course.scores().items()} == {
        student: 0 if number % 2 else 3 for number, student in enumerate(students)}


def test_when_the_sandbox_of_all_workers_is_killed_each_goes_on_with_its_own(
        course, monkeypatch):
    monkeypatch.setattr(autograde, "BATCH", 1)
    students = [f"student-{number:02}" for number in range(1, 13)]
    for student in students:
        course.hand_in(student, **ANSWERS)
    keeper = keeper_of("inside.cells")
    rows = {}
    for row in course.grader(workers=None, Autograder__jobs=2).grade():
        if not rows:
            keeper.kept.process.kill()
        rows[row.student] = row
    keeper.close()
    assert set(rows) == set(students)
    assert {(row.status, row.fault, row.tier) for row in rows.values()} == {("graded", "", "full")}
    assert {scores["half_check"] for scores in course.scores().values()} == {3}
