"""Run a hand-in's cells in a sandboxed child, and judge the answers between them.

A cell that ends its child, or is still running when its time is up, costs itself: a new child runs
the others again, without it. Time that is up counts only the second time.
"""

from dataclasses import dataclass, field

from descent.report import Report
from descent.words import words
from grader.errors import SandboxFailed
from grader.exam import Exam
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
    tries: int = 0


def run(steps: list[Step], keeper: Keeper, seconds: float) -> None:
    """Run all steps in order; fills in what came of them.

    Args:
        steps: the code cells.
        keeper: of the sandbox.
        seconds: that a cell may take.

    Raises:
        Unjudged: the sandbox failed, again and again, or a fault of ours kept from judging.
    """
    failures = 0
    for _ in range(MOST_CHILDREN):
        try:
            with keeper.sandbox().child(Limits(), SERVE) as child:
                session = Session(child)
                if all(go_on(step, session, seconds) for step in steps):
                    return
        except SandboxFailed as error:
            keeper.close()
            failures += 1
            if failures > MOST_FAILURES:
                raise Unjudged(str(error)) from error
    for step in steps:
        if not step.done:
            step.ended, step.done = ("refused", words("sandbox.too_many")), True
            step.verdict = Refused(*step.ended)


def go_on(step: Step, session: Session, seconds: float) -> bool:
    """Run a step, or do again what it did; give whether the child still lives."""
    if step.ended is not None or (step.done and step.exam is not None):
        return True
    try:
        if step.exam is None:
            session.give(seconds)
            outputs, count = session.cell(step.source)
            if not step.done:
                step.outputs, step.count = outputs, count
        else:
            step.verdict = step.exam.put(session, lambda: session.find(step.name), step.points)
    except Exception as error:
        if session.ended is None:
            if not isinstance(error, Refused):
                raise
            step.verdict = error
        elif not settle(step, session.ended, seconds):
            return False
    step.done = True
    return session.ended is None


def settle(step: Step, ended: tuple[str, str], seconds: float) -> bool:
    """Decide what it means that a child has ended; False where the step is tried once more."""
    status, said = ended
    step.tries += 1
    if status in ("timeout", "internal error") and step.tries < 2:
        return False
    if status == "internal error":
        raise Unjudged(said)
    limit = seconds if step.exam is None else step.exam.seconds
    step.ended = status, said.format(seconds=f"{limit:g}")
    step.verdict = Refused(*step.ended)
    return True
