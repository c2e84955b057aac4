"""The demo's own course folder, and what is done there: nbgrader releases, the engine grades.

Everything lies in `gradebook/demo`, laid out like a course of its own, with a copy of the
repository's nbgrader_config.py: that file finds everything from the folder it stands in, so the
copy can't reach the instructor's gradebook.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import nbformat

from descent.report import MIME
from grader.errors import GraderError
from grader.hand_ins import Sample, grade_id, hand_in

__all__ = ["LESSON", "DemoCourse", "Graded", "Mark", "autograde", "make", "reason", "release",
           "take_in", "write_feedback"]

LESSON = "08_adam"
CONFIG = "nbgrader_config.py"
MARKER = ".made-by-grader-demo"


@dataclass(frozen=True)
class DemoCourse:
    """Where things lie in the demo's course folder."""

    root: Path

    @property
    def log(self) -> Path:
        """Everything that nbgrader says when it makes the release."""
        return self.root / "log.txt"

    @property
    def released(self) -> Path:
        """The notebook that students get."""
        return self.root / "notebooks" / LESSON / f"{LESSON}.ipynb"

    @property
    def feedback(self) -> Path:
        """The folder of the feedback pages."""
        return self.root / "gradebook" / "feedback"

    def page(self, student: str) -> Path:
        """Say where a student's feedback page is."""
        return self.feedback / student / LESSON / f"{LESSON}.html"

    def notebook(self, step: str, student: str) -> Path:
        """Say where a student's notebook is after a step, "submitted" or "autograded"."""
        return self.root / "gradebook" / step / student / LESSON / f"{LESSON}.ipynb"


@dataclass(frozen=True)
class Mark:
    """What nbgrader's gradebook holds for one exercise, and the reason the notebook gives.

    Attributes:
        exercise: grade id of the solution, or of the hand-marked answer.
        points: the gradebook's score; None where an answer waits to be marked by hand.
        max_points: the points that can be had.
        word: why, in one word: "" (right), slug of a note or of a named mistake, an exception's
            name, or "timeout", "unwritten", "contract", "unnamed", "lost", "silent".
        said: the same for a reader.
    """

    exercise: str
    points: float | None
    max_points: float
    word: str
    said: str


@dataclass(frozen=True)
class Graded:
    """What came of autograding one student.

    Attributes:
        student: their id.
        marks: one an exercise, in the order of the lesson; none where there is no grade.
        total: the gradebook's score of the whole hand-in.
        failure: why there is no grade, "" when there is one.
        seconds: how long it took.
    """

    student: str
    marks: tuple[Mark, ...]
    total: float
    failure: str
    seconds: float


def make(course: Path) -> DemoCourse:
    """Make the demo's course folder anew, with the instructor's notebook of the lesson.

    Args:
        course: the course; only its folder gradebook/demo is written to.

    Raises:
        GraderError: there is a gradebook/demo that no demo made, or the lesson isn't built.
    """
    demo = DemoCourse(course / "gradebook" / "demo")
    source = course / "solutions" / LESSON / f"{LESSON}.ipynb"
    if not source.is_file():
        raise GraderError(f"{source} is missing: run `grader build {LESSON}`")
    marker = demo.root / MARKER
    if demo.root.is_symlink() or (demo.root.exists() and not marker.is_file()):
        raise GraderError(f"{demo.root} was not made by `grader demo` (it has no file {MARKER}), "
                          "and the demo would empty it: move it elsewhere")
    demo.root.mkdir(parents=True, exist_ok=True)
    # The marker first and for good: a demo that is stopped half-way can be made anew.
    marker.write_text("`grader demo` empties this folder each time it runs.\n", encoding="utf-8")
    for path in demo.root.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path != marker:
            path.unlink()
    shutil.copyfile(course / CONFIG, demo.root / CONFIG)
    target = demo.root / "solutions" / LESSON / source.name
    target.parent.mkdir(parents=True)
    shutil.copyfile(source, target)
    return demo


def take_in(demo: DemoCourse, sample: Sample) -> None:
    """Put a student's hand-in where nbgrader collects it."""
    notebook = hand_in(nbformat.read(demo.released, as_version=4), sample)
    target = demo.notebook("submitted", sample.student)
    target.parent.mkdir(parents=True)
    # Not nbformat.write: a hand-in may be a notebook that doesn't validate.
    target.write_text(nbformat.v4.writes(notebook), encoding="utf-8")
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    (target.parent / "timestamp.txt").write_text(now, encoding="utf-8")


# -- release, grades, feedback -----------------------------------------------------------------


def release(demo: DemoCourse) -> str:
    """Make the release with nbgrader; give the error that it stopped with, or "".

    In a process of its own: nbgrader changes the working directory and talks on both outputs.
    """
    with ProcessPoolExecutor(1, get_context("spawn"), settle, (demo.log,)) as pool:
        return pool.submit(_release, demo.root).result()


def settle(log: Path) -> None:
    """Prepare the process: all that it writes goes to the log."""
    with log.open("a", encoding="utf-8") as file:
        sys.stdout.flush()
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
    # nbgrader (0.9.6) calls `alembic` by name when it makes a gradebook.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


def _release(root: Path) -> str:
    from nbgrader.apps.api import NbGraderAPI
    from traitlets.config import PyFileConfigLoader

    config = PyFileConfigLoader(CONFIG, path=str(root)).load_config()
    return _failure(NbGraderAPI(config=config).generate_assignment(LESSON))


def _failure(result: dict) -> str:
    """Write what nbgrader said to the log; give the error that it stopped with, or ""."""
    print(result.get("log", ""), result.get("error", ""), flush=True)
    if result["success"]:
        return ""
    # The error itself only says "see above": the cause is the last one in nbgrader's log.
    told = result.get("log", "") + "\n" + result["error"]
    causes = [line.strip() for line in told.splitlines()
              if re.match(r"\s*[\w.]+(Error|Exception)\b", line) and "NbGrader" not in line]
    cause = causes[-1] if causes else result["error"].strip().splitlines()[-1]
    return re.sub(r"^[\w.]+\.", "", cause)


def autograde(demo: DemoCourse) -> Iterator[Graded]:
    """Autograde the class, and read what stands in the gradebook of each."""
    from nbgrader.api import Gradebook

    from grader.engine.autograde import Autograder
    from grader.engine.course import open_course

    app = open_course(demo.root, LESSON)
    order = [grade_id(cell) for cell in nbformat.read(demo.released, as_version=4).cells]
    with Gradebook(app.coursedir.db_url, app.coursedir.course_id) as gradebook:
        for row in Autograder(coursedir=app.coursedir, parent=app).grade():
            marks = () if row.fault else _marks(demo, gradebook, order, row.student)
            yield Graded(row.student, marks, row.written.score if row.written else 0.0, row.fault,
                         row.seconds)
            gradebook.db.rollback()  # nothing is held while others are graded


def write_feedback(demo: DemoCourse) -> Iterator[tuple[str, str]]:
    """Write the class's feedback pages; give each student, and why they have none, or ""."""
    from grader.feedback import each

    for _, made in each(demo.root, LESSON):
        yield made.student, made.fault


# -- reading what nbgrader left ----------------------------------------------------------------


def _marks(demo: DemoCourse, gradebook, order: list[str], student: str) -> tuple[Mark, ...]:
    notebook = nbformat.read(demo.notebook("autograded", student), as_version=4)
    cells = {grade_id(cell): cell for cell in notebook.cells}
    submission = gradebook.find_submission(LESSON, student)
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    grades.sort(key=lambda grade: order.index(grade.name))
    return tuple(_mark(cells, grade) for grade in grades)


def _mark(cells: dict, grade) -> Mark:
    exercise = grade.name.removesuffix("_check")
    if exercise == grade.name:
        points = None if grade.needs_manual_grade else float(grade.score)
        return Mark(exercise, points, float(grade.max_score), "", "")
    # nbgrader asks for a mark by hand for a lost test cell too, and counts it as 0 until then.
    return Mark(exercise, float(grade.score), float(grade.max_score),
                *reason(cells, exercise, grade.name))


def reason(cells: dict, exercise: str, test: str) -> tuple[str, str]:
    """Say why an exercise got its points: the word and the text of `Mark`.

    Args:
        cells: grade id -> cell of the autograded notebook.
        exercise: grade id of the solution cell.
        test: grade id of the test cell.
    """
    if test not in cells:
        return "lost", "test cell lost"
    for output in cells[test].get("outputs", []):
        if MIME in output.get("data", {}):
            return _reason_of_verdict(output["data"][MIME])
    # No verdict: most likely the class was never made, and its own cell says why.
    for cell in (cells.get(exercise, {}), cells[test]):
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                return output["ename"], f"{output['ename']}: {output['evalue']}"
    return "silent", "the test cell gave nothing"


def _reason_of_verdict(verdict: dict) -> tuple[str, str]:
    status, fault = verdict["status"], verdict["fault"]
    if status == "right":
        notes = [note["slug"] for note in verdict["notes"]]
        return (notes[0], f"right, with a note: {', '.join(notes)}") if notes else ("", "")
    if status == "timeout":
        return "timeout", "time limit"
    if status == "unwritten":
        return "unwritten", "untouched"
    if verdict["diagnosis"]:
        return verdict["diagnosis"][0]["slug"], verdict["diagnosis"][0]["title"]
    if status == "error":
        return re.match(r"\w*", fault)[0], fault
    return ("contract", fault) if fault else ("unnamed", "wrong, in a way without a name")
