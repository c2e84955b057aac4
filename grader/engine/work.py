"""What a worker does: one hand-in as data goes in, graded notebooks and scores come out."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader import utils

from grader.engine.assignment import Assignment, Released
from grader.execute import SandboxedExecute, exam
from grader.findings import Finding, bounded
from grader.grafting import graft
from grader.reading import HandIn, Unreadable, hand_in, nothing
from grader.sandbox.connection import Connection
from grader.sandbox.keeper import Keeper

__all__ = ["Graded", "GradedNotebook", "Task", "keeper_among", "start"]


@dataclass(frozen=True)
class Task:
    """One hand-in.

    Attributes:
        student: whose.
        notebooks: by name; a file's bytes, or why it could not be read.
        files: the student's other files: path -> content.
        left_out: what is odd about those.
        digest: of the hand-in.
    """

    student: str
    notebooks: Mapping[str, bytes | str]
    files: Mapping[str, bytes]
    left_out: tuple[Finding, ...]
    digest: str


@dataclass(frozen=True)
class GradedNotebook:
    """What came of one notebook.

    Attributes:
        content: the autograded notebook's file.
        scores: by grade id; None where a person has to mark.
        unanswered: grade ids of answers that are as they were released.
        answers: grade ids of all answers.
        findings: what was odd about it.
        tier: in which it ran.
        by_assertions: grade ids of test cells that ran in the student's process.
    """

    content: str
    scores: Mapping[str, float | None]
    unanswered: frozenset[str]
    answers: frozenset[str]
    findings: tuple[Finding, ...]
    tier: str
    by_assertions: tuple[str, ...]


@dataclass(frozen=True)
class Graded:
    """What came of a hand-in.

    Attributes:
        notebooks: by name.
        seconds: that it took.
    """

    notebooks: Mapping[str, GradedNotebook]
    seconds: float


def start(assignment: Assignment,
          sandbox: Connection | None = None) -> Callable[[Task], Graded]:
    """Make a worker's work; everything that hand-ins share is made here, once.

    Args:
        assignment: what is graded.
        sandbox: that runs already; without it, the worker has one of its own.

    Raises:
        SandboxUnavailable: this machine has no sandbox, and the configuration doesn't say to go
            on without one.
    """
    exam.cache_clear()  # a cluster's process lives on: the next run draws other private probes
    steps = [step(config=config) for step, config in assignment.steps]
    keeper = keeper_among(steps)
    if sandbox is not None:
        keeper.borrow(sandbox)
    keeper.sandbox()
    releases = {name: read_release(one) for name, one in assignment.notebooks.items()}

    def grade(task: Task) -> Graded:
        started = time.monotonic()
        beside = dict(files_beside(assignment, task))
        notebooks = {name: grade_notebook(assignment, name, releases[name], task, beside, steps)
                     for name in task.notebooks}
        return Graded(notebooks, time.monotonic() - started)

    return grade


def keeper_among(steps: Iterable) -> Keeper:
    """Give the keeper of the sandbox in which one of these steps runs notebooks."""
    return next(step.keeper for step in steps if isinstance(step, SandboxedExecute))


def read_release(released: Released) -> NotebookNode | None:
    """Read a released notebook; None where there is none that can be read."""
    try:
        return nbformat.reads(released.content.decode(), as_version=4)
    except Exception:  # the instructor's own file: then the gradebook's cells must do
        return None


def files_beside(assignment: Assignment, task: Task) -> Iterator[tuple[str, bytes]]:
    """Give the files that stand beside a notebook when it runs: the course's go first."""
    yield from assignment.files.items()
    for name, content in task.files.items():
        if name not in assignment.files or name in assignment.own:
            yield name, content


def grade_notebook(assignment: Assignment, name: str, release: NotebookNode | None, task: Task,
                   beside: Mapping[str, bytes], steps: list) -> GradedNotebook:
    """Graft a student's work into the release, run it, judge it."""
    released = assignment.notebooks[name]
    notebook, findings = graft(release, released.tracked, read(task.notebooks[name], name))
    if released.kernelspec:
        notebook.metadata.kernelspec = nbformat.from_dict(released.kernelspec)
    found = [one.data() for one in bounded([*task.left_out, *findings])]
    notebook.metadata["descent"] = NotebookNode(findings=found)
    resources: dict[str, Any] = {
        "unique_key": name, "output_files_dir": f"{name}_files", "files": beside,
        "nbgrader": {"student": task.student, "assignment": assignment.name, "notebook": name},
        "metadata": {"name": name, "path": ""}}
    sandbox: dict = {}
    for step in steps:
        notebook, resources = step(notebook, resources)
        ours = notebook.metadata.get("descent", {})  # a step may clear what is not nbgrader's
        sandbox, found = ours.get("sandbox", sandbox), ours.get("findings", found)
    ours = {"sandbox": sandbox, "graded": {"submission": task.digest,
                                           "release": assignment.digest}}
    notebook.metadata["descent"] = ours | ({"findings": found} if found else {})
    cells = notebook.cells
    answers = [cell for cell in cells if utils.is_solution(cell) or utils.is_task(cell)]
    return GradedNotebook(
        content=nbformat.writes(notebook, version=nbformat.NO_CONVERT) + "\n",
        scores={grade_id(cell): utils.determine_grade(cell)[0]
                for cell in cells if utils.is_grade(cell)},
        unanswered=frozenset(grade_id(cell) for cell in answers if is_untouched(cell)),
        answers=frozenset(map(grade_id, answers)),
        findings=tuple(Finding(**one) for one in found), tier=sandbox["tier"],
        by_assertions=tuple(sandbox["by_assertions"]))


def read(content: bytes | str, name: str) -> HandIn:
    """Read a notebook's bytes; what can't be read is graded as it was released."""
    if isinstance(content, str):
        return nothing(content)
    try:
        return hand_in(content, f"{name}.ipynb")
    except Unreadable as error:
        return nothing(str(error))


def grade_id(cell: NotebookNode) -> str:
    """Give the name by which nbgrader knows a cell."""
    return cell.metadata["nbgrader"]["grade_id"]


def is_untouched(cell: NotebookNode) -> bool:
    """Tell whether an answer is as it was released; as nbgrader does, not for tasks."""
    return not utils.is_task(cell) and (
        cell.metadata["nbgrader"].get("checksum") == utils.compute_checksum(cell))
