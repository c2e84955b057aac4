"""Draw a class: what each student hands in, and the score that it is worth by nbgrader's rules."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from grader.hand_ins import Sample, samples

from .answers import ANSWERS, NOT_WRITTEN, OF_ADAM, OF_MOMENTUM, OF_SGD, POINTS, Answer

__all__ = ["Student", "of_lesson", "of_optimizers"]

RIGHT = 0.7  # of the answers that are drawn
ODD = 0.35  # of the students, once each oddity was there
SAID = "Both averages are one gradient then, and g over its own length is a sign."


@dataclass(frozen=True)
class Student:
    """One student's hand-in.

    Attributes:
        sample: what is written into the release; `sample.story` says what the student did.
        scores: grade id -> points; None where a person has to mark.
        is_late: handed in after the date, for which the course takes all points.
        files: beside the notebook: name -> text.
        stock: what stock nbgrader gives in place of these scores, and why; "" where the same.
    """

    sample: Sample
    scores: dict[str, float | None]
    is_late: bool = False
    files: Mapping[str, str] = field(default_factory=dict)
    stock: str = ""


# -- an ordinary course --------------------------------------------------------------------------


@dataclass(frozen=True)
class Oddity:
    """What happens to some hand-ins besides right and wrong answers.

    Attributes:
        answers: exercise -> what is written there in place of what was drawn.
        lost: grade ids of cells that were deleted.
        is_late, files, stock: as of `Student`.
    """

    story: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    is_late: bool = False
    files: Mapping[str, str] = field(default_factory=dict)
    stock: str = ""


NOTHING = Oddity("")
ODDITIES = (
    Oddity("untouched", {name: NOT_WRITTEN[name] for name in ANSWERS}),
    Oddity("lost a bracket", {"adam": Answer("syntax error", """\
class Adam:
    def update(self, params, grads:
        pass
""", OF_ADAM)}),
    Oddity("ends Python in a test", {"momentum": Answer("ends the process", """\
import os

class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        pass

    def update(self, params, grads):
        os._exit(1)
""", OF_MOMENTUM)}, stock="no grade: the kernel died, and with it the whole hand-in"),
    # By nbgrader's rules a test that wrote to stderr is worth nothing.
    Oddity("writes to stderr", {"sgd": Answer("right, and talks", """\
import sys

class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            print(key, file=sys.stderr)
            params[key] -= self.lr * grads[key]
""", OF_SGD)}),
    Oddity("prints 30,000 lines", {"sgd": Answer(
        "right, and prints", "for number in range(30_000):\n    print(number, number**2)\n\n"
        + ANSWERS["sgd"][0].source)}),
    Oddity("late", is_late=True),
    Oddity("imports a file of their own", {"sgd": Answer(
        "right, from a file", "from steps import step\n\n" + ANSWERS["sgd"][0].source.replace(
            "params[key] -= self.lr * grads[key]", "params[key] -= step(self.lr, grads[key])"))},
        files={"steps.py": "def step(lr, g):\n    return lr * g\n"}),
    Oddity("deleted adam_check", lost=("adam_check",),
           stock="0 for adam_check: nbgrader leaves a lost test cell lost"),
)


def of_optimizers(count: int, seed: int) -> Iterator[Student]:
    """Draw students of the assignment "optimizers"; the first have one oddity each."""
    chance = random.Random(seed)
    for number in range(count):
        if number < len(ODDITIES):
            oddity = ODDITIES[number]
        else:
            oddity = chance.choice(ODDITIES) if chance.random() < ODD else NOTHING
        yield made(f"student-{number + 1:05}", oddity, chance)


def made(name: str, oddity: Oddity, chance: random.Random) -> Student:
    """Draw an answer to each exercise, and say what they are worth."""
    chosen = {}
    for exercise, answers in ANSWERS.items():
        is_right = chance.random() < RIGHT
        drawn = chance.choice([one for one in answers if bool(one.fails) != is_right])
        chosen[exercise] = oddity.answers.get(exercise, drawn)
    is_silent = not any(one.source for one in chosen.values()) or chance.random() > RIGHT
    failed = {test for one in chosen.values() for test in one.fails}
    scores: dict[str, float | None] = {
        test: 0.0 if test in failed else float(most) for test, most in POINTS.items()}
    scores["first_step"] = 0.0 if is_silent else None
    cells = {exercise: one.source for exercise, one in chosen.items() if one.source}
    cells |= {} if is_silent else {"first_step": SAID}
    did = [f"{exercise}: {one.story}" for exercise, one in chosen.items()]
    sample = Sample(name, "; ".join([*filter(None, [oddity.story]), *did]), {}, cells, oddity.lost)
    return Student(sample, scores, oddity.is_late, oddity.files, oddity.stock)


# -- our lesson ----------------------------------------------------------------------------------

# Of the sample class, an endless loop takes the time that is the limit, whoever grades it.
ENDLESS = "timeout"
MANUAL = "first_steps_why"


def of_lesson(count: int, seed: int) -> Iterator[Student]:
    """Draw students of lesson 08 from the sample class, all of it before any comes again."""
    chance = random.Random(seed)
    # A cell that is there twice stops nbgrader's whole run, not only that hand-in (0.9.6).
    known = [one for one in samples() if not one.copied
             and all(word != ENDLESS for _, word in one.expected.values())]
    order = chance.sample(known, len(known))
    for number in range(count):
        one = order[number] if number < len(order) else chance.choice(known)
        scores: dict[str, float | None] = {
            f"{exercise}_check": points for exercise, (points, _) in one.expected.items()}
        scores[MANUAL] = None if MANUAL in one.cells else 0.0
        yield Student(Sample(f"student-{number + 1:05}", f"{one.student}: {one.story}",
                             one.expected, one.cells, one.lost, one.copied, one.retyped,
                             one.colon_lost), scores, stock=of_stock(one))


def of_stock(sample: Sample) -> str:
    """Say what nbgrader makes of a lost test cell; one that was made Markdown it repairs."""
    if sample.lost:
        return f"0 for {sample.lost[0]}: nbgrader leaves a lost test cell lost"
    return ""
