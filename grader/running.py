"""Run a hand-in's cells in a sandboxed child, and judge the answers between them.

A cell that ends its child costs itself: a new child runs the others again, without it. Time that
is up counts only the second time, as a busy machine may have been the cause of the first.
"""

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from descent.observe import Told
from descent.report import Report
from descent.words import words
from grader.beside import fitting, not_there
from grader.errors import SandboxFailed
from grader.exam import Exam
from grader.findings import Finding
from grader.remote import Refused, Session
from grader.sandbox import Limits
from grader.sandbox.keeper import Keeper

__all__ = ["Step", "Unjudged", "run"]

MOST_CHILDREN = 12  # for one notebook
MOST_FAILURES = 2  # of the sandbox itself
SERVE = "inside.cells:serve"


class Unjudged(Exception):
    """An answer could not be judged, by a fault of ours: no score may come of it."""


@dataclass
class Step:
    """One code cell of a notebook, and what came of it.

    Attributes:
        source: its code.
        exam: what is asked, where the cell asks for the verdict on an answer.
        name: of that answer.
        points: for a right one.
        outputs: what the child told; hostile.
        count: the cell's execution count.
        verdict: a report, or why there is none.
        ended: why the cell was ended: status and words.
        done: whether there is nothing left to find out.
        late: how often its time was up.
    """

    source: str
    exam: Exam | None = None
    name: str = ""
    points: float = 0.0
    outputs: list = field(default_factory=list)
    count: int | None = None
    verdict: Report | Refused | None = None
    ended: tuple[str, str] | None = None
    done: bool = False
    late: int = 0


def run(steps: list[Step], keeper: Keeper, seconds: float, in_all: float, memory: int = 2 << 30,
        files: Mapping[str, bytes] = MappingProxyType({}), figures: bool = True) -> list[Finding]:
    """Run all steps in order; fills in what came of them.

    Args:
        steps: the code cells.
        keeper: of the sandbox.
        seconds: that a cell may take.
        in_all: seconds for all cells together, those that are run again included; when they are
            used up, the cells that are left are not run. What is judged has its own time.
        memory: bytes that the cells may use.
        files: what stands beside the notebook, relative path -> content; of any name.
        figures: are they drawn? Where not, a figure leaves its text form. Points don't depend on
            it, but where a test looks at what drawing alone settles, such as the places of axes.

    Returns:
        Files that are not there when the notebook runs, and why.

    Raises:
        Unjudged: the sandbox failed, again and again, or a fault of ours kept from judging.
    """
    failures, clock, unwritten = 0, Clock(seconds, in_all), {}
    beside, findings = fitting(files, keeper.tier) if files else ({}, [])
    # A second limit, for a process that the clock doesn't reach.
    judged = sum(2 * step.exam.seconds for step in steps if step.exam)
    limits = Limits(memory=memory, cpu_seconds=math.ceil(in_all + judged) + 10)
    for _ in range(MOST_CHILDREN):
        try:
            with keeper.sandbox().child(limits, SERVE) as child:
                session = Session(child)
                unwritten = prepare(session, beside, figures)
                if all(go_on(step, session, clock) for step in steps):
                    break
        except SandboxFailed as error:
            keeper.close()
            failures += 1
            if failures > MOST_FAILURES:
                raise Unjudged(str(error)) from error
    else:
        for step in steps:
            if not step.done:
                step.ended, step.done = ("refused", words("sandbox.too_many")), True
                step.verdict = Refused(*step.ended)
    return [*findings, *(not_there(path, why) for path, why in unwritten.items())]


def prepare(session: Session, files: Mapping[str, bytes], figures: bool) -> dict[str, str]:
    """Make a child ready for the notebook; give the files that it could not write, and why.

    Raises:
        SandboxFailed: the child ended, which is no fault of a student's, whose code hasn't run.
    """
    try:
        return session.prepare(files, figures)
    except Told as error:
        raise SandboxFailed(f"a child ended before the first cell: {error}") from error


@dataclass
class Clock:
    """The time that cells may take: each, and all that are left."""

    each: float
    left: float


def go_on(step: Step, session: Session, clock: Clock) -> bool:
    """Run a step, or do again what it did; give whether to go on with this child."""
    if step.ended is not None or (step.done and (step.exam or step.late > 1)):
        return True
    try:
        is_late = judge(step, session) if step.exam else run_cell(step, session, clock)
    except Exception as error:
        if session.ended is None:
            if not isinstance(error, Refused):
                raise
            step.verdict, step.done = error, True
            return True
        settle(step, session.ended)
        return False
    step.late += is_late
    step.done = not is_late or step.late > 1
    return step.done


def run_cell(step: Step, session: Session, clock: Clock) -> bool:
    """Run a cell; give whether its time was up."""
    if clock.left <= 0:
        step.ended = "timeout", words("sandbox.no_time_left")
        return False
    started = time.monotonic()
    seconds = min(clock.each, clock.left)
    session.give(seconds, by_the_clock=seconds)
    try:
        outputs, count, is_late = session.cell(step.source)
    finally:
        clock.left -= time.monotonic() - started
    if not step.done:
        step.outputs, step.count = outputs, count
    return is_late and not step.done


def judge(step: Step, session: Session) -> bool:
    """Have an answer judged; give whether its time was up."""
    step.verdict = step.exam.put(session, lambda: session.find(step.name), step.points)
    return step.verdict.verdict.status == "timeout"


def settle(step: Step, ended: tuple[str, str]) -> None:
    """Decide what it means that a child has ended."""
    status, said = ended
    if status in ("timeout", "internal error") and not step.late:
        step.late += 1
        return
    if status == "internal error":
        raise Unjudged(said)
    step.ended = ended
    step.verdict, step.done = Refused(*step.ended), True
