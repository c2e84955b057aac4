"""Make an nbgrader course with a class in it: release, hand-ins, gradebook, and true scores."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment

from grader import hand_ins, lesson_notebook, lesson_text
from grader.engine.course import open_course

from .students import Student, of_lesson, of_optimizers

__all__ = ["KINDS", "Course", "make"]

REPOSITORY = Path(__file__).parents[3]
DUE, ON_TIME, LATE = (f"2031-03-{day:02} 12:00:00 UTC" for day in (10, 9, 11))
TRUTH = "truth.json"
CONFIG = "nbgrader_config.py"
STOCK_CONFIG = "stock_config.py"

ORDINARY = """\
c = get_config()
c.CourseDirectory.course_id = "bench"
c.LateSubmissionPlugin.penalty_method = "zero"
"""
# Our course's folders and limits, and nothing else of ours.
STOCK = """\
from pathlib import Path

c = get_config()
course = Path(__file__).resolve().parent
c.CourseDirectory.course_id = "from-gradient-descent-to-adam"
c.CourseDirectory.root = str(course)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "notebooks"
for step in ("submitted", "autograded", "feedback"):
    setattr(c.CourseDirectory, f"{step}_directory", f"gradebook/{step}")
c.CourseDirectory.db_url = f"sqlite:///{course / 'gradebook' / 'gradebook.db'}"
c.ExecutePreprocessor.timeout = 90
"""


@dataclass(frozen=True)
class Kind:
    """A kind of course.

    Attributes:
        assignment: its name.
        submitted, autograded, feedback, database: where things lie in its folder.
        students: draws a class, from how many and a seed.
    """

    assignment: str
    submitted: str
    autograded: str
    feedback: str
    database: str
    students: Callable[[int, int], Iterator[Student]]


KINDS = {
    "ordinary": Kind("optimizers", "submitted", "autograded", "feedback", "gradebook.db",
                     of_optimizers),
    "lesson": Kind("08_adam", "gradebook/submitted", "gradebook/autograded", "gradebook/feedback",
                   "gradebook/gradebook.db", of_lesson),
}


@dataclass(frozen=True)
class Course:
    """A course's folder with a class in it."""

    root: Path
    kind: Kind

    @property
    def truth(self) -> dict[str, dict]:
        """Student -> "story", "scores", "penalty", and, where it differs, "stock"."""
        return json.loads((self.root / TRUTH).read_text(encoding="utf-8"))

    @property
    def database(self) -> Path:
        """The gradebook."""
        return self.root / self.kind.database

    def copy(self, root: Path, is_stock: bool = False) -> "Course":
        """Give the course as it is in another folder, for one engine to work in.

        Args:
            root: made anew.
            is_stock: with a configuration that has nothing of ours.
        """
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.root, root)
        if is_stock and (root / STOCK_CONFIG).exists():
            (root / STOCK_CONFIG).replace(root / CONFIG)
        return Course(root, self.kind)


def make(root: Path, kind: str, count: int, seed: int) -> Course:
    """Make a course and its class.

    Args:
        root: its folder, which must not exist.
        kind: one of KINDS: "ordinary", in which test cells hold assertions, or "lesson", this
            course with one lesson, in which the judge scores.
        count: of students.
        seed: of what they do.

    Raises:
        FileExistsError: there is such a folder.
    """
    root.mkdir(parents=True)
    course = Course(root, KINDS[kind])
    write_source(course)
    app = open_course(root, course.kind.assignment)
    GenerateAssignment(coursedir=app.coursedir, parent=app).start()
    with Gradebook(f"sqlite:///{course.database}", app.coursedir.course_id) as gradebook:
        gradebook.update_or_create_assignment(course.kind.assignment, duedate=DUE)
        gradebook.engine.dispose()
    released = Path(app.coursedir.format_path(
        app.coursedir.release_directory, ".", course.kind.assignment))
    release = nbformat.read(released / f"{course.kind.assignment}.ipynb", as_version=4)
    truth = {}
    for student in course.kind.students(count, seed):
        put(course, release, student)
        truth[student.sample.student] = told(student)
    (root / TRUTH).write_text(json.dumps(truth, indent=1), encoding="utf-8")
    return course


def write_source(course: Course) -> None:
    """Write configuration and instructor's notebook."""
    name = course.kind.assignment
    if course.kind is KINDS["lesson"]:
        text = (REPOSITORY / "solutions" / f"{name}.py").read_text(encoding="utf-8")
        shutil.copyfile(REPOSITORY / CONFIG, course.root / CONFIG)
        (course.root / STOCK_CONFIG).write_text(STOCK, encoding="utf-8")
        folder = course.root / "solutions" / name
    else:
        text = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
        (course.root / CONFIG).write_text(ORDINARY, encoding="utf-8")
        folder = course.root / "source" / name
    lesson, faults = lesson_text.parse(text, name)
    assert not faults, faults
    folder.mkdir(parents=True)
    (folder / f"{name}.ipynb").write_bytes(lesson_notebook.to_bytes(lesson.cells))


def put(course: Course, release: nbformat.NotebookNode, student: Student) -> None:
    """Write a student's hand-in, as nbgrader collects it."""
    name = course.kind.assignment
    folder = course.root / course.kind.submitted / student.sample.student / name
    folder.mkdir(parents=True)
    notebook = hand_ins.hand_in(release, student.sample)
    # Not nbformat.write: a cell that is there twice makes an invalid notebook.
    (folder / f"{name}.ipynb").write_text(nbformat.v4.writes(notebook), encoding="utf-8")
    (folder / "timestamp.txt").write_text(LATE if student.is_late else ON_TIME, encoding="utf-8")
    for path, text in student.files.items():
        (folder / path).write_text(text, encoding="utf-8")


def told(student: Student) -> dict:
    """Say what a hand-in is worth, as JSON data."""
    total = sum(filter(None, student.scores.values()))
    data = {"story": student.sample.story, "scores": student.scores,
            "penalty": total if student.is_late else 0.0}
    return data | ({"stock": student.stock} if student.stock else {})
