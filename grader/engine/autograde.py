"""Autograde an assignment: hand-ins flow to workers, and what they give to one writer.

    read as data -> workers: grafted, run in the sandbox, judged -> folder made beside its place
    -> gradebook, many in one transaction -> folder renamed into its place

Killed anywhere, a run leaves the gradebook whole, and a second run grades what is missing: a
hand-in counts as graded when both its grades and its folder are there.
"""

import errno
import math
import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from traitlets import Any, Integer

from grader.engine.alone import Alone
from grader.engine.assignment import Assignment, read_assignment
from grader.engine.folders import Staged, stage, tidy
from grader.engine.ledger import Entry, Ledger, Written
from grader.engine.pool import Pool, processors
from grader.engine.submissions import Place, is_due, places, read_task
from grader.engine.work import Graded, Task, keeper_among, start
from grader.errors import CannotWrite, DiskFull, GraderError
from grader.findings import Finding, one_line
from grader.intake import get_existing_timestamp

__all__ = ["Autograder", "Row"]

BATCH = 25  # hand-ins in a transaction
BATCH_SECONDS = 1.0  # between two of them, where hand-ins come slowly; the first is written at once
FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True)
class Row:
    """What came of a student's hand-in.

    Attributes:
        status: "graded", "unchanged" (it was graded before), or "fault".
        fault: why it has no grade.
        written: what stands in the gradebook.
        findings: what was odd about the hand-in.
        seconds: that grading took.
        tier: of the sandbox, the least of its notebooks'.
        by_assertions: test cells that ran in the student's process.
    """

    student: str
    status: str
    fault: str = ""
    written: Written | None = None
    findings: tuple[Finding, ...] = ()
    seconds: float = 0.0
    tier: str = ""
    by_assertions: tuple[str, ...] = ()


@dataclass
class Batch:
    """Hand-ins that are graded and not yet written, and when the last ones were."""

    entries: list[Entry] = field(default_factory=list)
    staged: list[Staged] = field(default_factory=list)
    written: float = -math.inf

    def is_ripe(self) -> bool:
        """Tell whether it is time to write."""
        return len(self.entries) >= BATCH or (
            bool(self.entries) and time.monotonic() - self.written > BATCH_SECONDS)


class Autograder(Autograde):
    """nbgrader's converter, with our engine; takes its configuration and writes its results.

    Attributes:
        workers: gives what has `each(tasks)`, as `Pool`; made of an assignment.
    """

    jobs = Integer(0, help="Workers; as many as there are processors if 0.").tag(config=True)
    workers = Any(None, allow_none=True)

    def start(self) -> None:
        """Autograde, as nbgrader's own `start`.

        Raises:
            NbGraderException: there are no hand-ins, or some have no grade; the log says which.
        """
        faults = 0
        try:
            for row in self.grade():
                for finding in row.findings:
                    self.log.warning("%s: %s", row.student, finding)
                if row.fault:
                    faults += 1
                    self.log.error("%s has no grade: %s", row.student, row.fault)
        except GraderError as error:
            self.log.error("%s", error)
            raise NbGraderException(str(error)) from error
        if faults:
            raise NbGraderException(f"{faults} hand-ins have no grade: see the log")

    def grade(self, tell: Callable[[str], object] = lambda said: None) -> Iterator[Row]:
        """Autograde what was asked for and is due.

        Args:
            tell: is told what the run waits for.

        Yields:
            One row a hand-in, when it is written, in no particular order.

        Raises:
            NbGraderException: there are no hand-ins.
            GraderError: the assignment can't be graded, the disk is full, the gradebook not
                usable; what was graded until then is kept.
        """
        here = os.getcwd()
        os.chdir(self.coursedir.root)  # as nbgrader: relative paths in a configuration
        try:
            self.init_notebooks()
            with self.alone(tell), Ledger(self) as ledger:
                with ledger.session() as session:
                    assignment = read_assignment(self, session)
                yield from self.run(assignment, ledger)
        finally:
            os.chdir(here)

    @property
    def count(self) -> int:
        """How many hand-ins were asked for, after `grade` has begun."""
        return len(self.assignments)

    @property
    def assigns_penalties(self) -> bool:
        """Whether the configured steps have the one for late hand-ins."""
        return any("AssignLatePenalties" in str(step) for step in self.autograde_preprocessors)

    def run(self, assignment: Assignment, ledger: Ledger) -> Iterator[Row]:
        """Grade the hand-ins that are due, and write what comes of them in batches."""
        rows: deque[Row] = deque()
        asked: dict[str, Place] = {}
        batch = Batch()
        tasks = self.tasks(assignment, ledger, asked, rows)
        first = next(tasks, None)
        if first is None:  # no worker is needed to find that nothing changed
            yield from rows
            return
        with self.make_workers(assignment) as workers:
            try:
                for outcome in workers.each(chain([first], tasks)):
                    place = asked.pop(outcome.task.student)
                    if outcome.fault:
                        rows.append(Row(place.student, "fault", one_line(outcome.fault, 1000)))
                    else:
                        self.stage(assignment, place, outcome.value, batch)
                    if batch.is_ripe():
                        rows += self.write(ledger, batch)
                    while rows:
                        yield rows.popleft()
            finally:
                # Also when it is stopped: what was graded is not done again.
                rows += self.write(ledger, batch)
            yield from rows

    def make_workers(self, assignment: Assignment) -> Pool:
        """Make the workers: processes of this machine, or those that were asked for."""
        if self.workers is not None:
            return self.workers(assignment)
        # One sandbox for all: a second one would take seconds to start, and forks no sooner.
        keeper = keeper_among(step(config=config) for step, config in assignment.steps)
        return Pool(self.jobs or processors(), start, (assignment,), assignment.patience,
                    own=lambda: (keeper.sandbox().share(),))

    def tasks(self, assignment: Assignment, ledger: Ledger, asked: dict[str, Place],
              rows: deque[Row]) -> Iterator[Task]:
        """Read the hand-ins one after the other, and give those that are due.

        Args:
            asked: is filled with the places of those that are given.
            rows: is filled with what there is to say of the others.
        """
        known = ledger.known()
        students = None if self.create_student else ledger.students()
        for place in places(self, assignment.name):
            tidy(place)
            task = read_task(self, place, assignment)
            if students is not None and place.student not in students:
                rows.append(Row(place.student, "fault", "the gradebook has no such student: add "
                                "them, or leave out Autograde.create_student = False"))
            elif not task.notebooks:
                names = ", ".join(map(one_line, place.notebooks))
                rows.append(Row(place.student, "fault", f"no notebook of the assignment is among "
                                f"what was handed in ({names}): the assignment's are "
                                f"{', '.join(assignment.notebooks)}"))
            elif is_due(self, place, task, place.student in known):
                self.notebooks = [str(path) for path in place.notebooks.values()]
                self.run_pre_convert_hook()
                asked[place.student] = place
                yield task
            else:
                rows.append(Row(place.student, "unchanged"))

    def stage(self, assignment: Assignment, place: Place, graded: Graded, batch: Batch) -> None:
        """Make a hand-in's folder, and add it to the batch."""
        try:
            staged = stage(self, assignment, place, graded)
        except OSError as error:
            if error.errno in FULL:
                raise DiskFull(f"there is no room for {one_line(place.target, 300)} "
                               f"({error.strerror}): make some and run it again. What was graded "
                               "until now is kept.") from error
            raise CannotWrite(f"{one_line(place.target, 300)} can't be written ({error}): see "
                              "who owns the folder. What was graded until now is kept.") from error
        missing = frozenset(name for name in assignment.notebooks
                            if not os.path.lexists(place.source / f"{name}.ipynb"))
        timestamp = get_existing_timestamp(self.coursedir, str(place.source))
        batch.entries.append(Entry(place.student, timestamp, graded, missing))
        batch.staged.append(staged)

    def write(self, ledger: Ledger, batch: Batch) -> list[Row]:
        """Write a batch: the gradebook first, then the folders; it is empty then."""
        entries, staged = batch.entries[:], batch.staged[:]
        batch.entries.clear()
        batch.staged.clear()
        if not entries:
            return []
        try:
            written = ledger.write(entries)
        except BaseException:
            for one in staged:
                one.drop()
            raise
        rows = []
        for entry, one, stands in zip(entries, staged, written, strict=True):
            one.put()
            self.notebooks = [str(path) for path in one.place.notebooks.values()]
            self.run_post_convert_hook()
            rows.append(row_of(entry, stands))
        batch.written = time.monotonic()
        return rows

    def alone(self, tell: Callable[[str], object]) -> "Alone":
        """Give the lock on the assignment's autograded hand-ins."""
        folder = self.coursedir.format_path(self.coursedir.autograded_directory, ".", ".")
        return Alone(Path(os.path.normpath(folder)), self.coursedir.assignment_id, tell)


def row_of(entry: Entry, written: Written) -> Row:
    """Say what came of a hand-in that was written."""
    notebooks = entry.graded.notebooks.values()
    tiers = {one.tier for one in notebooks}
    return Row(entry.student, "graded", written=written, seconds=entry.graded.seconds,
               findings=tuple(dict.fromkeys(found for one in notebooks for found in one.findings)),
               tier=", ".join(sorted(tiers - {"full"})) or "full",
               by_assertions=tuple(cell for one in notebooks for cell in one.by_assertions))
