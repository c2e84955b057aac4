"""`grader autograde`: a run, told as it goes on."""

import json
import sys
import time
from pathlib import Path

from nbgrader.converters.base import NbGraderException
from rich.console import Console
from rich.text import Text
from traitlets import TraitError
from traitlets.config import Config

from descent.plain import one_line
from grader.engine.autograde import Autograder
from grader.engine.cluster import Cluster
from grader.engine.course import open_course
from grader.engine.terminal import Summary, bar, row_data, show
from grader.engine.work import start
from grader.errors import CannotGrade, NothingHandedIn

__all__ = ["autograde"]


def autograde(course: Path, lesson: str, student: str = "*", notebook: str = "*", jobs: int = 0,
              force: bool = False, figures: bool = True, as_json: bool = False,
              scheduler: str = "") -> int:
    """Grade a lesson's hand-ins, show how far it is, and what came of it.

    Args:
        scheduler: address of a Dask cluster's; "" for workers on this machine.

    Returns:
        0, or 1 when a hand-in has no grade.

    Raises:
        GraderError: as `Autograder.grade`, and when there is nothing to grade.
    """
    asked = Config()
    asked.BaseConverter.force = force
    asked.Autograder.jobs = jobs
    if not figures:
        asked.SandboxedExecute.figures = False
    app = open_course(course, lesson, student, notebook, asked)
    try:
        grader = Autograder(coursedir=app.coursedir, parent=app)
    except TraitError as error:
        raise CannotGrade(f"the course's configuration has a wrong value: {error}") from error
    summary, talk = Summary(), Console(stderr=True)

    def tell(said: str) -> None:
        talk.print(Text(one_line(said)), soft_wrap=True)

    if scheduler:
        grader.workers = lambda assignment: Cluster(scheduler, start, (assignment,),
                                                    assignment.patience, tell)
    started = time.monotonic()
    try:
        with bar(talk, "autograding") as step:
            for done, row in enumerate(grader.grade(tell), 1):
                summary.add(row)
                if as_json:
                    print(json.dumps(row_data(row)), flush=True)
                step(done, grader.count, row.student)
    except NbGraderException as error:
        submitted = app.coursedir.format_path(app.coursedir.submitted_directory, student, lesson)
        raise NothingHandedIn(f"no hand-in is in {one_line(submitted)}: collect them first "
                              f"(nbgrader: {one_line(str(error))})") from error
    except KeyboardInterrupt:
        print(f"stopped: {summary.counts['graded']} were graded and are kept, the next run does "
              "the others", file=sys.stderr)
        return 130
    summary.seconds = time.monotonic() - started
    if as_json:
        print(json.dumps({"summary": summary.data()}))
    else:
        show(summary, lesson, Console())
    return 1 if summary.faults else 0
