"""Gather a class's hand-ins: scores from the gradebook, the rest from autograded notebooks."""

import fnmatch
import glob
import math
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import grader.quick_imports  # noqa: F401  isort: skip
from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    GradeCell,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.apps.baseapp import NbGrader
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import Row, Select, create_engine, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from descent.plain import one_line
from grader.errors import GradebookUnusable, NothingHandedIn, UnknownLesson
from grader.reading import Unreadable, read_file
from grader.report.model import Graded, Score
from grader.report.notebooks import read_notebook

__all__ = ["gather"]

LARGEST = 100_000_000  # bytes of an autograded notebook; grading keeps 12 MB of a cell's outputs


@dataclass
class Record:
    """What the gradebook holds for one hand-in.

    Attributes:
        notebooks: names.
        scores: notebook and score of each cell.
        penalties: by notebook.
    """

    is_late: bool = False
    notebooks: dict[str, float] = field(default_factory=dict)
    scores: list[tuple[str, Score]] = field(default_factory=list)


def gather(app: NbGrader, lesson: str, student: str = "*") -> Iterator[Graded | str]:
    """Give each hand-in, in the order of students' names; a name where there is no grade.

    A hand-in has a grade where the gradebook holds its scores and its autograded notebook is
    there: of a grading that was broken off, one of them may be left over.

    Args:
        app: the course's, from `open_course`.
        lesson: the assignment.
        student: pattern of students' names.

    Raises:
        UnknownLesson: neither the gradebook nor the course's folders have it.
        NothingHandedIn: no student of such a name has handed in.
        GradebookUnusable: the database can't be read.
    """
    course = app.coursedir
    records = read_gradebook(course.db_url, lesson)
    folders = folders_of(course, course.submitted_directory, lesson)
    if records is None and not folders and not is_known(course, lesson):
        raise UnknownLesson(f"there is no lesson {lesson!r} in {course.root}: its gradebook and "
                            "its folders have none of that name")
    excluded = course.student_id_exclude.split(",")
    students = [name for name in sorted({*folders, *(records or {})})
                if fnmatch.fnmatchcase(name, student) and name not in excluded]
    if not students:
        whose = "" if student == "*" else f" of {student}"
        raise NothingHandedIn(f"{lesson}: nothing{whose} is handed in: collect it, then run "
                              f"`grader autograde {lesson}`")
    is_single = len({name for record in (records or {}).values() for name in record.notebooks}) < 2
    for name in students:
        record = (records or {}).get(name)
        yield one_line(name, 100) if record is None else (
            read_graded(course, lesson, name, record, is_single))


def read_graded(course: CourseDirectory, lesson: str, student: str, record: Record,
                is_single: bool) -> Graded | str:
    """Join a hand-in's scores and its autograded notebooks; give its name where none is there."""
    folder = Path(course.format_path(course.autograded_directory, student, lesson))
    shown = one_line(student, 100)
    prefixes = {name: "" if is_single else f"{one_line(name, 80)}/" for name in record.notebooks}
    there = [name for name in record.notebooks if (folder / f"{name}.ipynb").exists()]
    if not there:
        return shown
    notebooks = []
    for name in there:
        try:
            content = read_file(folder / f"{name}.ipynb", LARGEST)
        except Unreadable:
            content = b""
        notebooks.append(read_notebook(content, prefixes[name]))
    scores = [Score(prefixes[name] + score.cell, score.points, score.max_points, score.is_to_mark)
              for name, score in record.scores]
    source = Path(course.format_path(course.submitted_directory, student, lesson))
    times = [time_of(one) for one in (source, folder)]
    return Graded(shown, scores, notebooks, sum(record.notebooks.values()), record.is_late,
                  is_outdated="" not in times and times[0] != times[1])


# -- the gradebook -------------------------------------------------------------------------------


def read_gradebook(url: str, lesson: str) -> dict[str, Record] | None:
    """Read an assignment's scores; None where the gradebook doesn't know it, or isn't there.

    All of it at once: a reader that takes its time keeps an autograder from writing.
    """
    if (place := make_url(url)).drivername.startswith("sqlite") and not os.path.exists(
            place.database or ""):
        return None
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                connection.execute(text("PRAGMA query_only = ON"))
            known = connection.scalar(select(Assignment.id).where(Assignment.name == lesson))
            if known is None:
                return None
            records: dict[str, Record] = {}
            cells: dict[tuple, str] = {}
            for row in connection.execute(scores_of(known)):
                enter(row, records.setdefault(row.student, Record()), cells)
            return records
    except SQLAlchemyError as error:
        said = one_line(str(getattr(error, "orig", None) or error), 200)
        raise GradebookUnusable(f"the gradebook {place.database} can't be read ({said}): is it "
                                  "in use, or damaged?") from error
    finally:
        engine.dispose()


def scores_of(assignment: str) -> Select:
    """Ask for all cells' scores of all hand-ins of an assignment, given by its id."""
    cell, graded, task = BaseCell.__table__, GradeCell.__table__, TaskCell.__table__
    most = func.coalesce(graded.c.max_score, task.c.max_score, 0.0)
    return (
        select(SubmittedAssignment.student_id.label("student"), SubmittedAssignment.timestamp,
               SubmittedAssignment.extension, Assignment.duedate, Notebook.name.label("notebook"),
               SubmittedNotebook.late_submission_penalty.label("penalty"),
               cell.c.name.label("cell"), Grade.score.label("points"),
               Grade.needs_manual_grade.label("is_to_mark"), most.label("max_points"))
        .select_from(SubmittedAssignment)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(cell, cell.c.id == Grade.cell_id)
        .outerjoin(graded, graded.c.id == cell.c.id).outerjoin(task, task.c.id == cell.c.id)
        .where(SubmittedAssignment.assignment_id == assignment)
        .order_by(Notebook.name, cell.c.name))


def enter(row: Row, record: Record, cells: dict[tuple, str]) -> None:
    """Put a row into its hand-in's record."""
    if row.timestamp and row.duedate:
        record.is_late = row.timestamp > row.duedate + (row.extension or timedelta())
    name = cells.setdefault(("notebook", row.notebook), row.notebook)
    record.notebooks[name] = finite(row.penalty)
    cell = cells.setdefault(("cell", row.cell), one_line(row.cell, 200))
    record.scores.append((name, Score(cell, finite(row.points), finite(row.max_points),
                                      bool(row.is_to_mark))))


def finite(number: float | None) -> float:
    """Give a number of the database; 0 for what is none."""
    return float(number) if number is not None and math.isfinite(number) else 0.0


# -- folders -------------------------------------------------------------------------------------


def folders_of(course: CourseDirectory, step: str, lesson: str) -> dict[str, str]:
    """Find the students that have a folder for a lesson in a step: name -> folder."""
    mark = "\0"  # no name has it
    wanted = glob.escape(course.format_path(step, mark, lesson)).replace(mark, "*")
    pattern = re.compile(course.format_path(step, "(?P<student>.*)", re.escape(lesson),
                                            escape=True))
    found = ((pattern.fullmatch(path), path) for path in glob.iglob(wanted))
    return {match["student"]: path for match, path in found if match and os.path.isdir(path)}


def is_known(course: CourseDirectory, lesson: str) -> bool:
    """Tell whether the course has an assignment's source or release."""
    return any(os.path.isdir(course.format_path(step, ".", lesson))
               for step in (course.source_directory, course.release_directory))


def time_of(folder: Path) -> str:
    """Read the time that nbgrader keeps beside a hand-in; "" where there is none."""
    with suppress(Unreadable):
        return read_file(folder / "timestamp.txt", 1000).decode("utf-8", "replace").strip()
    return ""
