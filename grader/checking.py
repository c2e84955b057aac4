"""Check files from outside: one sandboxed child each, fresh private probes, verdicts."""

import math
import multiprocessing
import os
import secrets
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from descent.observe import SECONDS
from grader.errors import SandboxFailed
from grader.exam import Exam
from grader.remote import Refused, Session
from grader.sandbox import Limits
from grader.sandbox.keeper import keeper_of
from grader.submission import Unreadable, source

__all__ = ["Checked", "Checker", "draw_seed"]


@dataclass(frozen=True)
class Checked:
    """The verdict on one file, as `grader check --json` gives it.

    Attributes:
        status: "right", "wrong", "error", "timeout", "memory", "refused" or "internal error".
        score: 0 to 1, the share of passed probes.
        seed: of the private probes.
        told: probes, diagnosis, property, hints, notes and message, as JSON data.
        said: the verdict as text.
        sandbox: the tier in which the code ran.
    """

    exercise: str
    file: str
    status: str
    score: float
    seed: int
    told: dict
    said: str
    sandbox: dict = field(default_factory=dict)

    def data(self) -> dict:
        """Give the verdict as JSON data."""
        return {"exercise": self.exercise, "file": self.file, "status": self.status,
                "score": self.score, **self.told, "seed": self.seed, "sandbox": self.sandbox}

    def text(self) -> str:
        """Give the verdict as text for a terminal; of the sandbox only what it lacks."""
        lines = self.said.splitlines()
        if self.sandbox["tier"] != "full":
            lines.append(f"sandbox: {self.sandbox['tier']}")
        return f"{self.file}\n" + "\n".join(f"  {line}" for line in lines)


def draw_seed() -> int:
    """Draw a seed for private probes."""
    return secrets.randbelow(2**32)


class Checker:
    """Check files on one exercise with one set of private probes.

    Args:
        exercise: its id.
        seed: of the private probes; repeats a verdict.
        seconds: that an answer has for each set of probes.
        jobs: how many files are checked at a time; as many as there are processors if None.
        allow_none: whether code may run where there is no sandbox; the verdicts say so.

    Raises:
        UnknownExercise: there is no such exercise.
        SandboxUnavailable: this machine has no sandbox, and `allow_none` is not set.
    """

    def __init__(self, exercise: str, seed: int, seconds: float = SECONDS,
                 jobs: int | None = None, allow_none: bool = False):
        """Run the reference over the private probes, and see that there is a sandbox."""
        self.exam = Exam(exercise, seed, seconds)
        self.jobs = jobs or os.cpu_count() or 1
        self.allow_none = allow_none
        self.keeper = keeper_of("inside.answers", allow_none=allow_none)
        self.tier = self.keeper.tier.name

    def check(self, paths: list[Path]) -> Iterator[Checked]:
        """Check files, some at a time; never raises for what a file holds.

        Yields:
            One verdict a file, in their order.
        """
        jobs = min(self.jobs, len(paths))
        if jobs < 2:
            yield from map(self.check_one, paths)
            return
        # Processes, not threads: a judge that waits for the interpreter waits milliseconds a step.
        exam = self.exam
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), start, (
                exam.asked.id, exam.seed, exam.seconds, self.allow_none)) as pool:
            yield from pool.map(check_in_worker, paths)

    def check_one(self, path: Path) -> Checked:
        """Check one file."""
        try:
            cells = source(path)
        except Unreadable as error:
            return self.refused(path, "refused", str(error))
        checked = self.attempt(path, cells)
        if checked.status in ("timeout", "internal error"):
            # Another process may have kept ours waiting, or ended the server.
            checked = self.attempt(path, cells)
        return checked

    def attempt(self, path: Path, cells: list[str]) -> Checked:
        """Run a file's code in a new child, and judge it."""
        # A second limit, for a process that the clock doesn't reach.
        limits = Limits(cpu_seconds=math.ceil(3 * self.exam.seconds) + 5)
        try:
            with self.keeper.sandbox().child(limits, "inside.answers:serve") as child:
                session = Session(child)
                report = self.exam.put(session, lambda: session.load(
                    cells, self.exam.asked.name, path.name))
        except Refused as error:
            return self.refused(path, error.status, error.said)
        except SandboxFailed as error:
            self.keeper.close()
            return self.refused(path, "internal error", str(error))
        except Exception as error:  # a fault of ours, which must not look like the learner's
            return self.refused(path, "internal error", f"{type(error).__name__}: {error}")
        data, status = report.data(), report.verdict.status
        told = {key: data[key] for key in ("probes", "diagnosis", "property", "hints", "notes")}
        # To an instructor a stub that raises is code that raises.
        return Checked(self.exam.asked.id, str(path), "error" if status == "unwritten" else status,
                       report.share, self.exam.seed, told | {"message": data["fault"] or ""},
                       report.text(), {"tier": self.tier})

    def refused(self, path: Path, status: str, said: str) -> Checked:
        """Give the verdict on code that was never put to a probe."""
        told = {"probes": [], "diagnosis": [], "property": None, "hints": [], "notes": [],
                "message": said}
        return Checked(self.exam.asked.id, str(path), status, 0.0, self.exam.seed, told,
                       f"{status}: {said}", {"tier": self.tier})


def start(exercise: str, seed: int, seconds: float, allow_none: bool) -> None:
    """Make a worker process' own checker, with a sandbox of its own."""
    global checker
    checker = Checker(exercise, seed, seconds, 1, allow_none)


def check_in_worker(path: Path) -> Checked:
    """Check one file with the worker's checker."""
    return checker.check_one(path)


checker: Checker
