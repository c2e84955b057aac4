"""`grader demo`: a sample class, from the release to the feedback."""

import os
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from descent.plain import one_line
from grader.demo_course import (
    LESSON,
    DemoCourse,
    Graded,
    Mark,
    autograde,
    make,
    release,
    take_in,
    write_feedback,
)
from grader.engine.pool import processors
from grader.engine.terminal import bar
from grader.errors import ReleaseFailed
from grader.hand_ins import Sample, samples

__all__ = ["run"]

WIDTH = 100  # columns, where no terminal says how many there are
LONGEST_REASON = 90  # characters of a reason in the table


def run(course: Path, console: Console) -> int:
    """Release lesson 08, hand the sample class in, autograde it, write feedback, show results.

    Everything happens in gradebook/demo, which is emptied first. Takes a minute or two.

    Returns:
        0, or 1 when the release differs from the course's own, or a hand-in's points or named
        mistake from what its file in grader/sample_class expects.

    Raises:
        GraderError: gradebook/demo is not the demo's, or the lesson is not built.
        ReleaseFailed: nbgrader could not make the release.
    """
    started = time.monotonic()
    if not console.file.isatty():
        console.width = WIDTH
    demo, class_ = make(course), samples()
    console.print(f"{LESSON} with a sample class of {len(class_)}, in {relative(demo.root)}",
                  highlight=False, markup=False)
    same = show_release(course, demo, release(demo), console)
    for sample in class_:
        take_in(demo, sample)
    console.print(f"handed in    {len(class_)}", highlight=False)
    graded = dict(follow(((one.student, one) for one in autograde(demo)), len(class_),
                         "autograding", console))
    feedback = dict(follow(write_feedback(demo), len(class_), "feedback", console))
    console.print(table(class_, graded))
    as_expected = show_surprises(class_, graded, feedback, console)
    show_times(time.monotonic() - started, graded, console)
    show_where(demo, graded, console)
    return 0 if same and as_expected else 1


def show_release(course: Path, demo: DemoCourse, failure: str, console: Console) -> bool:
    """Say whether nbgrader's release is the one that the course has, byte for byte."""
    if failure:
        raise ReleaseFailed(f"nbgrader could not make the release: {failure}; its log is "
                            f"{relative(demo.log)}")
    own = course / "notebooks" / LESSON / f"{LESSON}.ipynb"
    same = own.is_file() and own.read_bytes() == demo.released.read_bytes()
    if same:
        line = Text(f"released     byte for byte {relative(own)}")
    else:
        what = "differs from" if own.is_file() else "has no counterpart"
        line = Text(f"released     but it {what} {relative(own)}: run `grader build`", "red")
    console.print(line, soft_wrap=True)
    return same


def follow(results: Iterable[tuple[str, Any]], total: int, verb: str,
           console: Console) -> Iterator[tuple[str, Any]]:
    """Pass on what is done for each student, and show how far it is."""
    started, done = time.monotonic(), 0
    with bar(console, f"{verb:<12}") as step:
        for done, (student, result) in enumerate(results, start=1):
            yield student, result
            step(done, total, student)
    console.print(f"{verb:<12} {done} in {time.monotonic() - started:.0f} s", highlight=False)


# -- results -----------------------------------------------------------------------------------


def table(class_: list[Sample], graded: dict[str, Graded]) -> Table:
    """Lay the results out: student by exercise, the total, and what was found."""
    marks = next((one.marks for one in graded.values() if one.marks), ())
    shown = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    shown.add_column("student", no_wrap=True)
    for mark in marks:
        # Broken at the underscores, so that the columns stay narrow.
        shown.add_column("_\n".join(mark.exercise.split("_")) + f"\n/{mark.max_points:g}",
                         justify="right", no_wrap=True)
    shown.add_column(f"total\n/{sum(mark.max_points for mark in marks):g}", justify="right")
    shown.add_column("what was found")
    for sample in class_:
        one = graded[sample.student]
        if one.failure:
            shown.add_row(Text(sample.student), *["-"] * (len(marks) + 1),
                          Text(f"no grade: {short(one.failure)}", "red"))
        else:
            shown.add_row(Text(sample.student), *map(points, one.marks), f"{one.total:g}",
                          found(one.marks))
    return shown


def points(mark: Mark) -> Text:
    """Write the points of one exercise; full ones green, others red."""
    if mark.points is None:
        return Text("to mark", "dim")
    return Text(f"{mark.points:g}", "green" if mark.points == mark.max_points else "red")


def found(marks: tuple[Mark, ...]) -> Text:
    """Name what was found, a line each; plain text, whatever the students' errors hold."""
    told: dict[str, list[str]] = {}
    for mark in marks:
        if mark.said:
            told.setdefault(short(mark.said), []).append(mark.exercise)
    return Text("\n").join(Text(f"{', '.join(names)}: {said}") for said, names in told.items())


def short(text: str) -> str:
    """Cut a text to its first sentence, or to the length that a table can bear."""
    first = one_line(text).partition(". ")[0].rstrip(".")
    return textwrap.shorten(first, LONGEST_REASON, placeholder=" …")


def surprises_of(sample: Sample, graded: dict[str, Graded]) -> list[str]:
    """List where a hand-in's marks are not those that its file expects."""
    marks = {mark.exercise: mark for mark in graded[sample.student].marks}
    lines = []
    for exercise, (expected, word) in sample.expected.items():
        seen = (marks[exercise].points, marks[exercise].word) if exercise in marks else None
        if seen != (expected, word):
            got = f"{seen[0]:g} {seen[1] or 'right'}" if seen else "no grade"
            lines.append(f"{sample.student}: {exercise} should get {expected:g} "
                         f"{word or 'right'}, and got {got}")
    return lines


def show_surprises(class_: list[Sample], graded: dict[str, Graded], feedback: dict[str, str],
                   console: Console) -> bool:
    """Say whether everything came out as the sample's files expect, and what didn't."""
    surprises = [line for sample in class_ for line in surprises_of(sample, graded)]
    surprises += [f"{student}: no feedback, {why}" for student, why in feedback.items() if why]
    if not surprises:
        console.print("Every hand-in got the points and the name that its file in "
                      "grader/sample_class expects.", highlight=False)
    for line in surprises:
        console.print(Text(one_line(line), "red"))
    return not surprises


def show_times(seconds: float, graded: dict[str, Graded], console: Console) -> None:
    """Say how long it took, in all and for one hand-in."""
    each_ = sorted(one.seconds for one in graded.values())
    console.print(f"{seconds:.0f} s in all with nbgrader {version('nbgrader')}; autograding a "
                  f"hand-in took {each_[len(each_) // 2]:.1f} s (the longest {each_[-1]:.0f} s), "
                  f"{processors()} at a time.", highlight=False)


def show_where(demo: DemoCourse, graded: dict[str, Graded], console: Console) -> None:
    """Say where to look: the feedback pages, a telling one of them, the class in formgrader."""
    marked = [student for student in sorted(graded) if graded[student].marks]
    # An exercise with some of its points has more to tell than one with all or none.
    telling = [student for student in marked
               if any(0 < (mark.points or 0) < mark.max_points for mark in graded[student].marks)]
    lines = [f"Feedback pages: {relative(demo.feedback)}/"]
    lines[0] += "".join(f"; one of them: {relative(demo.page(student))}"
                        for student in (telling or marked)[:1])
    jupyter = os.path.relpath(Path(sys.executable).parent / "jupyter", demo.root)
    lines += [f"In formgrader: cd {relative(demo.root)} && {jupyter} lab, then the menu "
              "Nbgrader > Formgrader"]
    for line in lines:
        console.print(Text(line), soft_wrap=True)


def relative(path: Path) -> str:
    """Write a path as seen from the working directory."""
    return os.path.relpath(path)
