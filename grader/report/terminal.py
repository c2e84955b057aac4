"""The report on a terminal: tables and sentences of plain text."""

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.report import wording
from grader.report.model import ClassReport, Exercise
from grader.report.wording import counted, in_exercises, names, points, share

__all__ = ["show"]

WIDTH = 100  # columns, where no terminal says how many there are
BAR = 40  # columns of the longest bar
MOST_ROWS = 15  # of a table; the page has more, JSON all
MOST_NAMES = 3


def show(report: ClassReport, console: Console) -> None:
    """Print the report."""
    if not console.file.isatty():
        console.width = WIDTH
    for part in parts(report):
        console.print(part, highlight=False)
        console.print()


def parts(report: ClassReport) -> Iterator[RenderableType]:
    """Give the report's parts, those that have something to tell."""
    yield Text(f"{wording.title(report)}, {report.made}", "bold")
    yield table("The class", [("", "left"), ("", "left")], wording.glance(report), has_head=False)
    yield table("Total scores, after penalties", [("points", "right"), ("", "left")],
                [(one.label, bar(one.count, report.graded)) for one in report.totals.bins])
    yield exercises(report.exercises)
    yield from mistakes(report)
    yield from groups(report)
    yield from topics(report)
    yield grading(report)


def table(title: str, columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[object]],
          has_head: bool = True) -> Table:
    """Lay rows out; what is no Text becomes one, in which nothing is markup."""
    more = len(rows) - MOST_ROWS
    shown = Table(title=title, title_justify="left", title_style="bold",
                  caption=f"and {more} more, which --json lists" if more > 0 else None,
                  caption_justify="left", box=box.SIMPLE_HEAD if has_head else None,
                  padding=(0, 2, 0, 0), show_header=has_head, show_edge=False)
    for name, side in columns:
        shown.add_column(name, justify=side)
    for row in rows[:MOST_ROWS]:
        shown.add_row(*(cell if isinstance(cell, Text) else Text(str(cell)) for cell in row))
    return shown


def bar(count: int, of: int) -> str:
    """Draw a bar; a single hand-in of many is still seen."""
    return "█" * (max(1, round(BAR * count / of)) if count else 0) + f" {count}"


def exercises(all_: Sequence[Exercise]) -> Table:
    """Lay the exercises out: how many have all points, some, none, and most common reason."""
    columns = [("exercise", "left"), ("points", "right"), ("mean", "right"), ("all", "right"),
               ("some", "right"), ("none", "right"), ("to mark", "right"),
               ("most common reason", "left")]
    rows = []
    for one in all_:
        hand_ins = one.full + one.partial + one.none + one.to_mark
        rows.append([one.name, points(one.max_points), points(one.mean), *(
            share(count, hand_ins) for count in (one.full, one.partial, one.none, one.to_mark)),
            f"{one.reason} ({one.reason_count})" if one.reason else ""])
    return table("Exercises", columns, rows)


def mistakes(report: ClassReport) -> Iterator[RenderableType]:
    """Lay the named mistakes out, the most frequent first."""
    if report.mistakes:
        yield table("Mistakes by frequency", [
            ("mistake", "left"), ("hand-ins", "right"), ("points lost", "right"),
            ("exercises", "left"), ("students", "left")],
            [(one.title, len(one.students), points(one.points_lost),
              in_exercises(one.exercises), names(one.students, MOST_NAMES))
             for one in report.mistakes])


def groups(report: ClassReport) -> Iterator[RenderableType]:
    """Lay out what has no name, the accepted variants, and what is odd about hand-ins."""
    if report.unnamed:
        yield table("Wrong without a name", [
            ("exercise", "left"), ("what was seen", "left"), ("hand-ins", "right"),
            ("points lost", "right"), ("students", "left")],
            [(one.exercise, one.said, len(one.students), points(one.points_lost),
              names(one.students, MOST_NAMES)) for one in report.unnamed])
    if report.variants:
        yield table("Accepted variants", [
            ("variant", "left"), ("hand-ins", "right"), ("exercises", "left"),
            ("students", "left")],
            [(one.slug, len(one.students), in_exercises(one.exercises),
              names(one.students, MOST_NAMES)) for one in report.variants])
    if report.oddities:
        yield table("Odd about hand-ins", [
            ("kind", "left"), ("the first of it", "left"), ("hand-ins", "right"),
            ("students", "left")],
            [(one.what, one.example, len(one.students), names(one.students, MOST_NAMES))
             for one in report.oddities])


def topics(report: ClassReport) -> Iterator[RenderableType]:
    """Say what to talk about in the next class."""
    if report.topics:
        yield Text("For the next class: what cost most points", "bold")
    for number, one in enumerate(report.to_talk_about(), start=1):
        told = [f"{number}. {one.title}: {len(one.students)} of {report.graded}, "
                f"{counted(one.points_lost, 'point')} lost.", one.message]
        told += [f"To ask: {hint}" for hint in one.hints[:1]]
        yield Padding(Text("\n".join(told)), (0, 0, 0, 3))


def grading(report: ClassReport) -> Table:
    """Say how the hand-ins were graded."""
    tested = "\n".join(wording.how_tested(report.grading))
    rows = [("tests", tested or "none"), *wording.recorded(report.grading)]
    return table("How it was graded", [("", "left"), ("", "left")], rows, has_head=False)
