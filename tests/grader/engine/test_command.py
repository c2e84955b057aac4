"""`grader autograde`: what it prints, what it ends with, and what it says of a wrong use."""

import io
import json

import pytest
from click.testing import CliRunner
from rich.console import Console

from grader.cli import main
from grader.engine import command, terminal
from grader.engine.autograde import Autograder, Row
from grader.engine.course import open_course
from grader.engine.ledger import Written
from grader.engine.terminal import Summary
from grader.errors import CourseNotFound
from grader.findings import Finding

from .conftest import FACTOR, LESSON, RIGHT, WRONG
from .inline import Inline


@pytest.fixture
def autograde(course, monkeypatch):
    """Run the command in this process, with the test's own sandbox."""
    monkeypatch.setattr(Autograder, "make_workers", lambda self, assignment: Inline(assignment))
    monkeypatch.setattr("grader.engine.pool.preload", lambda module: None)

    def run(*options):
        return CliRunner().invoke(main, ["autograde", LESSON, "--course-dir", str(course.root),
                                         *options], catch_exceptions=False)
    return run


def test_the_class_is_shown_as_a_table_of_the_graded_cells(course, autograde):
    course.hand_in("student-01", half=RIGHT, bias_factor=FACTOR, why="It starts at 0.")
    course.hand_in("student-02", half=WRONG, bias_factor=FACTOR)
    result = autograde()
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["one", "half_check", "3", "1.50", "1", "1"] in lines
    assert ["one", "bias_factor_check", "2", "2.00", "2"] in lines
    assert ["one", "why", "4", "0.00", "1", "1"] in lines
    assert "ps1: 2 graded" in result.stdout
    assert "2 test cells check with assertions" not in result.stdout
    assert "1 test cells check with assertions in the student's own process" in result.stdout
    assert "ps1: 0 graded, 2 unchanged" in autograde().stdout
    assert "ps1: 2 graded" in autograde("--force", "--no-figures").stdout


def test_json_has_a_line_for_each_hand_in_and_a_summary(course, autograde):
    course.hand_in("student-01", half=RIGHT)
    folder = course.hand_in("student-02")
    (folder / "one.ipynb").unlink()
    (folder / "other.ipynb").write_text("{}")
    result = autograde("--json")
    assert result.exit_code == 1
    *rows, last = map(json.loads, result.stdout.splitlines())
    by_student = {row["student"]: row for row in rows}
    assert by_student["student-01"]["score"] == 3
    assert by_student["student-01"]["cells"]["one/half_check"] == 3
    assert by_student["student-02"]["status"] == "fault"
    assert "other" in by_student["student-02"]["fault"]
    assert (last["summary"]["graded"], last["summary"]["faults"]) == (1, 1)
    assert last["summary"]["cells"]["one/half_check"]["full"] == 1


def test_faults_are_listed_and_end_with_1(course, autograde):
    folder = course.hand_in("student-01")
    (folder / "one.ipynb").rename(folder / "other.ipynb")
    result = autograde()
    assert result.exit_code == 1
    assert "student-01 has no grade: no notebook of the assignment" in result.stdout
    assert "ps1: 0 graded, 1 without a grade" in result.stdout


def test_nothing_handed_in_is_told_with_the_folder(autograde):
    result = autograde()
    assert result.exit_code == 1
    assert "no hand-in is in" in result.stderr and "submitted/*/ps1" in result.stderr


@pytest.mark.parametrize("options", [["--jobs", "0"], ["--jobs", "2", "--scheduler", "tcp://x:1"],
                                     ["--course-dir", "/no/such/folder"]])
def test_wrong_use_ends_with_2(autograde, options):
    assert autograde(*options).exit_code == 2


def test_a_wrong_value_in_the_configuration_is_told(course, autograde):
    (course.root / "nbgrader_config.py").write_text(
        "c = get_config()\nc.Autograde.exclude_overwriting = 3\n")
    result = autograde()
    assert result.exit_code == 2 and "exclude_overwriting" in result.stderr


def test_a_run_that_is_stopped_says_what_is_kept(course, monkeypatch, capsys):
    def stopped(self, tell):
        yield Row("student-01", "graded")
        raise KeyboardInterrupt

    monkeypatch.setattr(Autograder, "grade", stopped)
    assert command.autograde(course.root, LESSON) == 130
    assert "1 were graded and are kept" in capsys.readouterr().err


def test_hostile_names_and_faults_do_nothing_to_a_terminal():
    summary = Summary()
    summary.add(Row("student\x1b[2J", "fault", "[bold]x[/bold]\x1b]0;title\x07\n" + "y" * 2000))
    console = Console(file=io.StringIO(), width=100)
    terminal.show(summary, LESSON, console)
    text = console.file.getvalue()
    assert "\x1b" not in text and "\x07" not in text and "[bold]x[/bold]" in text


def test_a_summary_grows_with_cells_and_not_with_the_class():
    summary = Summary()
    for number in range(1000):
        cells = {("one", "cell"): (float(number % 3), 2.0, False)}
        written = Written(3.0, 4.0, number % 2, 0, cells)
        summary.add(Row(f"student-{number}", "graded", written=written, tier="full",
                        findings=(Finding("lost", "", "x"),) if number < 3 else ()))
    data = summary.data()
    assert data["cells"] == {"one/cell": {"points": 2.0, "mean": pytest.approx(0.999),
                                          "full": 333, "none": 334, "to_mark": 0}}
    assert (data["graded"], data["findings"], data["penalties"]) == (1000, 3, 500)
    assert len(summary.cells) == 1 and not summary.faults


def test_remarks_name_the_tier_that_lacks_something():
    summary = Summary()
    summary.add(Row("student-01", "graded", tier="no-landlock", written=Written(0, 0, 0, 0, {})))
    assert any("tier no-landlock" in line for line in terminal.remarks(summary, LESSON))


# -- the course's folder -------------------------------------------------------------------------


def test_a_course_without_a_configuration_has_nbgrader_s_own(course):
    app = open_course(course.root, LESSON, "student-0*")
    assert app.coursedir.db_url == f"sqlite:///{course.root}/gradebook.db"
    assert app.coursedir.student_id == "student-0*"


def test_what_is_asked_goes_before_what_the_configuration_says(course):
    (course.root / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.assignment_id = 'other'\n"
        "c.CourseDirectory.autograded_directory = 'graded'\n")
    app = open_course(course.root, LESSON)
    assert app.coursedir.assignment_id == LESSON
    assert app.coursedir.autograded_directory == "graded"


def test_a_folder_that_is_none_is_told(tmp_path):
    with pytest.raises(CourseNotFound, match="--course-dir"):
        open_course(tmp_path / "missing", LESSON)


@pytest.mark.parametrize("text", [
    "c = get_config(", "c = get_config()\nc.CourseDirectory.ignore = 3", "import no_such_module"])
def test_a_configuration_that_cannot_be_read_is_told_and_nothing_is_graded(course, text):
    (course.root / "nbgrader_config.py").write_text(text)
    with pytest.raises(CourseNotFound, match="nbgrader_config.py"):
        open_course(course.root, LESSON)
