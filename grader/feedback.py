"""`grader feedback`: the feedback pages of a class, side by side.

A page says in its last line what it was made from, so that a second run makes only what is missing
or has changed, a mark by hand among it. Killed anywhere, a run leaves each student's folder as it
was or whole and new.
"""

import json
import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import grader.quick_imports  # noqa: F401  isort: skip
from nbgrader.api import MissingEntry
from nbgrader.converters.base import NbGraderException
from rich.console import Console
from rich.text import Text
from sqlalchemy import create_engine, inspect, make_url
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from grader.engine.alone import Alone
from grader.engine.course import open_course
from grader.engine.pool import Pool, processors
from grader.errors import GradebookUnusable, NothingGraded
from grader.feedback_page import FeedbackPages
from grader.findings import one_line

__all__ = ["Made", "each", "feedback", "start"]

PATIENCE = 600.0  # seconds for one student's pages
MOST_FAULTS = 50  # that the summary lists; --json has all


@dataclass(frozen=True)
class Made:
    """What came of a student's pages.

    Attributes:
        status: "written", "unchanged" (they are as they should be), or "fault".
        fault: why there are none, or none that is new.
        pages: names of their files.
        seconds: that it took.
    """

    student: str
    status: str
    fault: str = ""
    pages: tuple[str, ...] = ()
    seconds: float = 0.0


# -- in a worker ---------------------------------------------------------------------------------


def start(course: str, lesson: str, force: bool) -> Callable[[str], Made]:
    """Get ready to make pages; the function that is given makes those of one student.

    Raises:
        GradebookUnusable: the gradebook can't be read.
    """
    app = open_course(Path(course), lesson)
    app.log.setLevel(logging.CRITICAL)  # a fault is told in the student's line
    os.chdir(app.coursedir.root)  # as nbgrader: relative paths in a configuration
    pages = FeedbackPages(coursedir=app.coursedir, parent=app, force=force)
    pages.prepare()
    url = make_url(app.coursedir.db_url)
    told = url.render_as_string(hide_password=True)
    if url.drivername.startswith("sqlite") and not Path(url.database or "").is_file():
        raise GradebookUnusable(f"there is no gradebook {told}: grade the hand-ins first")
    engine = create_engine(url)
    try:
        inspect(engine).get_table_names()
    except DatabaseError as error:
        raise GradebookUnusable(f"the gradebook {told} can't be read ({explained(error)}): restore "
                                "it from a backup") from error

    def work(student: str) -> Made:
        began = time.monotonic()
        try:
            with Session(engine) as session:
                is_new, names = pages.make(session, student)
        except MissingEntry as error:
            fault = (f"the gradebook lacks grades of it ({one_line(error, 200)}): grade it with "
                     f"`grader autograde {lesson} --student {student} --force` first")
        except (DatabaseError, OSError, ValueError) as error:
            fault = explained(error)
        else:
            return Made(student, "written" if is_new else "unchanged", pages=tuple(names),
                        seconds=time.monotonic() - began)
        return Made(student, "fault", fault, seconds=time.monotonic() - began)

    return work


def explained(error: Exception) -> str:
    """Say in a line what happened."""
    if isinstance(error, DatabaseError):
        return f"the gradebook can't be read: {one_line(error.orig or error, 200)}"
    if isinstance(error, OSError):
        return one_line(error, 300)
    return f"its notebook can't be read ({type(error).__name__}: {one_line(error, 200)})"


# -- the run -------------------------------------------------------------------------------------


def each(course: Path, lesson: str, student: str = "*", jobs: int = 0, force: bool = False,
         tell: Callable[[str], object] = lambda said: None) -> Iterator[tuple[int, Made]]:
    """Make the pages of a class.

    Args:
        course: the folder of any nbgrader course.
        student: pattern of students' names.
        jobs: workers; as many as there are processors if 0.
        force: also pages that are as they should be.
        tell: is told what the run waits for.

    Yields:
        How many students there are, and what came of one of them, in the order in which they are
        done.

    Raises:
        NothingGraded: nothing is autograded.
        GraderError: the course, the gradebook or the feedback's folder can't be used.
    """
    app = open_course(course, lesson, student)
    app.log.setLevel(logging.CRITICAL)
    pages = FeedbackPages(coursedir=app.coursedir, parent=app)
    here = os.getcwd()
    os.chdir(app.coursedir.root)
    try:
        try:
            students = pages.students()
        except NbGraderException as error:
            raise NothingGraded(f"nothing is autograded: `grader autograde {lesson}` comes before "
                                f"feedback (nbgrader: {one_line(error, 300)})") from error
        folder = Path(app.coursedir.format_path(app.coursedir.feedback_directory, ".", "."))
        workers = min(jobs or processors(), max(1, len(students)))
        with (Alone(folder.resolve(), lesson, tell),
              Pool(workers, start, (str(course.resolve()), lesson, force), PATIENCE) as pool):
            for outcome in pool.each(students):
                yield len(students), outcome.value or Made(
                    outcome.task, "fault", one_line(outcome.fault, 1000))
    finally:
        os.chdir(here)


def feedback(course: Path, lesson: str, student: str = "*", jobs: int = 0, force: bool = False,
             as_json: bool = False) -> int:
    """Make the pages of a class, show how far it is, and what came of it.

    Returns:
        0, or 1 when somebody's pages could not be made.

    Raises:
        GraderError: as `each`.
    """
    from grader.engine.terminal import bar

    counts: Counter = Counter()
    faults: list[Made] = []
    talk, began = Console(stderr=True), time.monotonic()
    try:
        with bar(talk, "feedback") as step:
            for total, made in each(course, lesson, student, jobs, force,
                                    lambda said: talk.print(one_line(said))):
                counts[made.status] += 1
                faults += [made] if made.fault else []
                if as_json:
                    print(json.dumps(asdict(made)), flush=True)
                step(counts.total(), total, made.student)
    except KeyboardInterrupt:
        print(f"stopped: {counts['written']} were written, the next run does the others",
              file=sys.stderr)
        return 130
    seconds = time.monotonic() - began
    if as_json:
        print(json.dumps({"summary": {
            "written": counts["written"], "unchanged": counts["unchanged"],
            "faults": counts["fault"], "seconds": round(seconds, 3)}}))
    else:
        show(lesson, counts, faults, seconds)
    return 1 if faults else 0


def show(lesson: str, counts: Counter, faults: list[Made], seconds: float) -> None:
    """Print what came of a run."""
    console = Console()
    parts = [f"feedback for {counts['written']} written"]
    parts += [f"{counts['unchanged']} unchanged"] if counts["unchanged"] else []
    parts += [f"{counts['fault']} failed"] if faults else []
    console.print(f"{lesson}: {', '.join(parts)}, in {seconds:.1f} s", highlight=False)
    for one in faults[:MOST_FAULTS]:
        console.print(Text(f"{one_line(one.student, 100)} has no new feedback: "
                           f"{one_line(one.fault, 1000)}", "red"), soft_wrap=True)
    if len(faults) > MOST_FAULTS:
        console.print(f"and {len(faults) - MOST_FAULTS} more: --json lists all", highlight=False)
