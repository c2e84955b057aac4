"""Which hand-ins are due, and what is in them: read as data, without following links."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter

from grader.copying import BESIDE, read_regular
from grader.engine.assignment import Assignment
from grader.engine.work import Task
from grader.intake import get_existing_timestamp
from grader.reading import Unreadable, read_file

__all__ = ["Place", "is_due", "places", "read_task", "students_of"]


@dataclass(frozen=True)
class Place:
    """Where a student's hand-in lies, and where it goes to.

    Attributes:
        student: their name.
        source: folder in submitted/.
        target: folder in autograded/.
        notebooks: those that were asked for and are there: name without suffix -> path.
    """

    student: str
    source: Path
    target: Path
    notebooks: dict[str, Path]


def places(converter: Autograde, assignment: str) -> Iterator[Place]:
    """Give the hand-ins that were asked for, in order of their folders.

    Args:
        converter: nbgrader's, after its `init_notebooks`.
        assignment: the assignment's name.
    """
    course = converter.coursedir
    for student, folder in students_of(converter):
        target = course.format_path(course.autograded_directory, student, assignment)
        notebooks = {Path(path).stem: Path(path) for path in sorted(converter.assignments[folder])}
        yield Place(student, Path(folder), Path(target), notebooks)


def students_of(converter: BaseConverter) -> Iterator[tuple[str, str]]:
    """Give the students that a converter is to work for, and their folders, in order of those.

    Args:
        converter: nbgrader's, after its `init_notebooks`.
    """
    course = converter.coursedir
    pattern = re.compile(converter._format_source(
        re.escape(course.assignment_id), "(?P<student>.*)", escape=True))
    excluded = course.student_id_exclude.split(",")
    for folder in sorted(converter.assignments):
        found = pattern.fullmatch(folder)
        if found and found["student"] not in excluded:
            yield found["student"], folder


def read_task(converter: Autograde, place: Place, assignment: Assignment) -> Task:
    """Read a hand-in; nothing that lies there makes it fail."""
    course = converter.coursedir
    notebooks: dict[str, bytes | str] = {}
    digest = hashlib.sha256()
    for name, path in place.notebooks.items():
        if name not in assignment.notebooks:
            continue
        try:
            notebooks[name] = read_file(path)
        except Unreadable as error:
            notebooks[name] = str(error)
        digest.update(repr((name, notebooks[name])).encode())
    files, left_out = read_regular(place.source, [*course.ignore, "*.ipynb"], BESIDE)
    for name, content in files.items():
        digest.update(repr((name, hashlib.sha256(content).digest())).encode())
    digest.update(repr(left_out).encode())
    return Task(place.student, notebooks, files, tuple(left_out), digest.hexdigest())


def is_due(converter: Autograde, place: Place, task: Task, is_known: bool) -> bool:
    """Tell whether a hand-in has to be graded.

    What was graded by this engine is compared by content. Of what nbgrader graded, its own rule
    decides, the time of handing in.

    Args:
        is_known: whether the gradebook holds grades for it.
    """
    if converter.force or not is_known or not place.target.is_dir():
        return True
    wanted = [name for name in place.notebooks if name in task.notebooks]
    seen = [graded_as(place.target / f"{name}.ipynb") for name in wanted]
    if converter.coursedir.notebook_id != "*" and any(
            not (place.target / f"{name}.ipynb").exists() for name in wanted):
        return True
    if digests := {one for one in seen if one}:
        return digests != {task.digest}
    new, old = (get_existing_timestamp(converter.coursedir, str(folder))
                for folder in (place.source, place.target))
    return new is not None and old is not None and new > old


def graded_as(path: Path) -> str:
    """Give the digest of the hand-in from which an autograded notebook was made; "" if unknown."""
    try:
        return json.loads(path.read_bytes())["metadata"]["descent"]["graded"]["submission"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""
