"""`grader report`: how a class did, and what to talk about in the next class.

Scores come from the gradebook, which is only read; mistakes, variants and findings from the
verdicts in the autograded notebooks. Notebooks are read one by one into counters.
"""

import platform
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import grader.quick_imports  # noqa: F401  isort: skip
from nbgrader.apps.baseapp import NbGrader

from descent.plain import one_line
from grader.errors import NothingGraded
from grader.report.gathering import gather
from grader.report.model import ClassReport, Graded
from grader.report.tally import Tally

__all__ = ["ClassReport", "make_report", "place_of"]

PACKAGES = "from-gradient-descent-to-adam", "nbgrader", "numpy"


def make_report(app: NbGrader, lesson: str, student: str = "*",
                tell: Callable[[str], object] = str) -> ClassReport:
    """Make the report on a lesson.

    Args:
        app: the course's, from `open_course`.
        lesson: the assignment.
        student: pattern of students' names; those of other names are left out.
        tell: is called with how far it is.

    Raises:
        UnknownLesson: neither the gradebook nor the course's folders have the lesson.
        NothingHandedIn, NothingGraded: there is no hand-in, or none that is graded.
        GradebookUnusable: the database can't be read.
    """
    tally = Tally()
    for number, hand_in in enumerate(gather(app, lesson, student), start=1):
        if isinstance(hand_in, Graded):
            tally.add(hand_in)
        else:
            tally.add_ungraded(hand_in)
        if number % 100 == 0:
            tell(f"{number} hand-ins read")
    if not tally.totals:
        raise NothingGraded(f"{lesson}: {len(tally.ungraded)} handed in, none graded: run "
                            f"`grader autograde {lesson}` first")
    made = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %Z")
    versions = {package: version(package) for package in PACKAGES}
    return tally.report(one_line(lesson, 200), one_line(student, 200), made,
                        versions | {"Python": platform.python_version()})


def place_of(app: NbGrader, lesson: str) -> Path:
    """Say where the page of a lesson goes: beside the graded hand-ins."""
    course = app.coursedir
    return Path(course.root, course.autograded_directory).parent / "report" / f"{lesson}.html"
