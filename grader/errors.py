"""Every error that an instructor's command can end with: one tree, one exit code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


class GraderError(Exception):
    """Stop a command with a message that says what was wrong and what to do.

    The command line shows the message without a traceback. Anything that is not a GraderError
    is a fault of ours and keeps its traceback.
    """

    exit_code = 2


class CourseNotFound(GraderError):
    """No folder with an `nbgrader_config.py` here or above."""


class UnknownLesson(GraderError):
    """A lesson was named that has no file in `solutions/`."""


@dataclass(frozen=True)
class Fault:
    """Say what is wrong at one place of a lesson.

    Args:
        path: the file, relative to the course.
        line: line in the file, from 1; None in a notebook, which has no lines to point at.
        cell: id of the cell; empty when the fault is the file's.
        problem: what is wrong, the value seen, and what to do.
    """

    path: str
    line: int | None
    cell: str
    problem: str

    def __str__(self) -> str:
        """Read as `file:line cell "id": problem`."""
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f'{place} cell "{self.cell}": {self.problem}' if self.cell else (
            f"{place}: {self.problem}"
        )


class LessonFaults(GraderError):
    """Lesson text, or an edited notebook, that can't become a lesson; holds every fault found."""

    def __init__(self, faults: Sequence[Fault]):
        """Keep the faults, and make the message of all of them."""
        self.faults = tuple(faults)
        count = f"{len(faults)} fault" + ("s" if len(faults) > 1 else "")
        super().__init__("\n".join([f"{count}, nothing was written:", *map(str, faults)]))


class HandEdited(GraderError):
    """A generated notebook holds somebody's work that a build would overwrite."""


class AdoptConflict(GraderError):
    """Lesson text and notebook were both changed since the last build."""


class UnknownExercise(GraderError):
    """An exercise was named that the course doesn't have."""


class ReleaseFailed(GraderError):
    """nbgrader could not make the release from the instructor's notebooks."""


class SiteFailed(GraderError):
    """The static site could not be made."""


class GuideIncomplete(GraderError):
    """The instructor's guide lacks what it should say of a lesson."""


class CannotGrade(GraderError):
    """An assignment can't be graded as the course is now; nothing was written."""


class NothingHandedIn(GraderError):
    """There is nothing that could be graded."""

    exit_code = 1


class GradebookUnusable(GraderError):
    """The gradebook's database can't be opened, read or written."""

    exit_code = 1


class CannotWrite(GraderError):
    """A folder of the course can't be written."""

    exit_code = 1


class DiskFull(GraderError):
    """There is no room left for what was graded."""

    exit_code = 1


class NothingGraded(GraderError):
    """A report was asked for on hand-ins none of which is graded."""

    exit_code = 1


class WorkersFailed(GraderError):
    """The processes that do the work can't be started, or there are none."""

    exit_code = 1


class SchedulerLost(GraderError):
    """Dask's scheduler, which knows the workers, doesn't answer or is gone."""

    exit_code = 1


class SandboxFailed(GraderError):
    """The sandbox did not do its part: an internal error, which never costs a student points.

    Attributes:
        layer: the layer that could not be put on; empty if it was something else.
    """

    def __init__(self, message: str, layer: str = ""):
        """Keep the layer."""
        self.layer = layer
        super().__init__(message)


class SandboxUnavailable(GraderError):
    """This machine can't keep student code apart, and nobody said to go on without.

    Attributes:
        missing: each layer that doesn't work here, and the reason.
    """

    def __init__(self, missing: Mapping[str, str]):
        """Make the message of what is missing, and the ways out."""
        self.missing = dict(missing)
        reasons = [f"  {layer}: {reason}" for layer, reason in missing.items()]
        super().__init__("\n".join([
            "this machine can't keep student code away from your files:", *reasons,
            "Grade on Linux, or in a container (`grader doctor` says what is missing); or accept "
            "the risk (`grader check --without-sandbox`; for nbgrader, "
            "`c.SandboxedExecute.allow_none = True` in nbgrader_config.py), and every grade is "
            "marked as made without a sandbox."]))

    def __reduce__(self) -> tuple:
        """Be pickled by what is missing, not by the message: workers raise this too."""
        return type(self), (self.missing,)
