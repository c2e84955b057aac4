"""An ordinary nbgrader course, released once for all tests, and copied for each."""

import os
import shutil
import sqlite3
import sys
import warnings
from pathlib import Path

import nbformat
import pytest
from kept_sandbox import kept_sandbox
from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config, PyFileConfigLoader

from grader.engine.autograde import Autograder
from grader.engine.course import open_course

from .inline import Inline

LESSON = "ps1"
TIME = "2026-11-02 10:00:00.000000 UTC"
LATE = "2026-11-02 12:00:00.000000 UTC"
DUE = "2026-11-02 11:00:00.000000 UTC"
RIGHT = "def half(x):\n    return x / 2"
WRONG = "def half(x):\n    return x / 3"
# Points: half 3 by assertions, bias_factor 2 by our check, why 4 by hand.
ASSERT = "assert half(4) == 2\nassert half(3) == 1.5"
CHECK = 'from descent import check\n\ncheck("bias_factor", bias_factor, points=2)'
FACTOR = "def bias_factor(beta, t):\n    return 1 - beta**t"
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Keep these tests from the processes of those that count what a sandbox leaves.

    Workers end a little after their pool, and kernels and Dask leave descriptors to the collector.
    """
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.alone)


@pytest.fixture(scope="session", autouse=True)
def _sandbox():
    kept_sandbox("inside.cells")


def cell(kind, source, name="", **data):
    """Make a cell that nbgrader tracks, or, without a name, one that it doesn't."""
    made = getattr(nbformat.v4, f"new_{kind}_cell")(source, id=name or "free")
    if name:
        made.metadata.nbgrader = {"grade": False, "solution": False, "locked": False, "task": False,
                                  "schema_version": 3, "grade_id": name} | data
    return made


def instructors(name):
    """Give the instructor's notebook: "one" has all kinds of cells, "two" one answer."""
    marked = "### BEGIN SOLUTION\n{}\n### END SOLUTION"
    if name == "two":
        cells = [cell("code", marked.format("y = 1"), "y", solution=True),
                 cell("code", "assert y == 1", "y_check", grade=True, locked=True, points=1)]
    else:
        cells = [cell("markdown", "Halve, and correct."),
                 cell("code", marked.format(RIGHT), "half", solution=True),
                 cell("code", ASSERT, "half_check", grade=True, locked=True, points=3),
                 cell("code", marked.format(FACTOR), "bias_factor", solution=True),
                 cell("code", CHECK, "bias_factor_check", grade=True, locked=True, points=2),
                 cell("markdown", marked.format("Since t starts at 1."), "why", grade=True,
                      solution=True, points=4)]
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


class Course:
    """A course's folder, its hand-ins, and what became of them."""

    def __init__(self, root):
        self.root = root

    def hand_in(self, student, time=TIME, notebooks=("one",), files=(), **answers):
        """Put a hand-in there: grade id -> the text of its cell."""
        folder = self.root / "submitted" / student / LESSON
        folder.mkdir(parents=True, exist_ok=True)
        for name in notebooks:
            notebook = nbformat.read(self.root / "release" / LESSON / f"{name}.ipynb", as_version=4)
            for one in notebook.cells:
                grade_id = one.metadata.get("nbgrader", {}).get("grade_id")
                one.source = answers.get(grade_id, one.source)
            nbformat.write(notebook, folder / f"{name}.ipynb")
        (folder / "timestamp.txt").write_text(time)
        for path, text in dict(files).items():
            (folder / path).write_text(text)
        return folder

    def grader(self, workers=Inline, student="*", notebook="*", **settings):
        """Give our converter; settings are Class__trait=value."""
        config = Config()
        for name, value in settings.items():
            section, _, trait = name.partition("__")
            config[section][trait] = value
        app = open_course(self.root, LESSON, student, notebook, config)
        grader = Autograder(coursedir=app.coursedir, parent=app)
        grader.workers = workers
        return grader

    def grade(self, **settings):
        """Autograde; give student -> row."""
        return {row.student: row for row in self.grader(**settings).grade()}

    def stock(self, *students):
        """Autograde with nbgrader's own engine."""
        configured = self.root / "nbgrader_config.py"
        config = (PyFileConfigLoader(configured.name, path=str(self.root)).load_config()
                  if configured.is_file() else Config())
        config.CourseDirectory.root = str(self.root)
        api = NbGraderAPI(config=config)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbgrader's libraries deprecate a lot
            for student in students:
                result = api.autograde(LESSON, student)
                assert result["success"], result["log"]

    def rows(self, query):
        """Ask the gradebook."""
        with sqlite3.connect(self.root / "gradebook.db") as database:
            found = database.execute(query).fetchall()
        database.close()
        return found

    def execute(self, statement):
        """Change the gradebook."""
        with sqlite3.connect(self.root / "gradebook.db") as database:
            database.execute(statement)
        database.close()

    def gradebook(self):
        """Give everything that stands in the gradebook about hand-ins, by name."""
        notebooks = (" from submitted_notebook sn join notebook n on n.id = sn.notebook_id "
                     "join submitted_assignment s on s.id = sn.assignment_id ")
        return {
            "grades": self.rows(
                "select s.student_id, n.name, b.name, g.auto_score, g.manual_score, g.extra_credit,"
                " g.needs_manual_grade" + notebooks + "join grade g on g.notebook_id = sn.id "
                "join base_cell b on b.id = g.cell_id order by 1, 2, 3"),
            "comments": self.rows(
                "select s.student_id, n.name, b.name, c.auto_comment, c.manual_comment" + notebooks
                + "join comment c on c.notebook_id = sn.id "
                "join base_cell b on b.id = c.cell_id order by 1, 2, 3"),
            "notebooks": self.rows("select s.student_id, n.name, sn.flagged, "
                                   "sn.late_submission_penalty" + notebooks + "order by 1, 2"),
            "submissions": self.rows("select student_id, timestamp, extension "
                                     "from submitted_assignment order by 1"),
            "students": self.rows("select id, first_name, last_name, email from student "
                                  "order by 1")}

    def scores(self):
        """Give student -> grade id -> automatic score."""
        scores = {}
        for student, _, name, score, *_ in self.gradebook()["grades"]:
            scores.setdefault(student, {})[name] = score
        return scores

    def autograded(self, student, name="one"):
        """Read an autograded notebook."""
        path = self.root / "autograded" / student / LESSON / f"{name}.ipynb"
        return nbformat.read(path, as_version=4)

    def files(self, step):
        """Give path -> bytes of all files of a step."""
        folder = self.root / step
        return {str(path.relative_to(folder)): path.read_bytes()
                for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="session")
def _released(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    for name in ("one", "two"):
        path = root / "source" / LESSON / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(instructors(name), path)
    (root / "source" / LESSON / "data.csv").write_text("1,2\n")
    config = Config()
    config.CourseDirectory.root = str(root)
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        api = NbGraderAPI(config=config)
        result = api.generate_assignment(LESSON)
        assert result["success"], result["log"]
        with api.gradebook as gradebook:
            gradebook.update_or_create_assignment(LESSON, duedate=DUE)
    return root


@pytest.fixture
def course(_released, tmp_path):
    """A course of its own for a test, with nothing handed in."""
    shutil.copytree(_released, tmp_path / "course")
    return Course(tmp_path / "course")
