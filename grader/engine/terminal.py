"""What an instructor sees of a run: a bar while it goes on, a table of the class at its end."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich import box
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from descent.plain import one_line
from grader.engine.autograde import Row

__all__ = ["Summary", "bar", "row_data", "show"]

WIDTH = 100  # columns, where no terminal says how many there are
MOST_FAULTS = 50  # that the table lists; --json has all
EVERY_SECONDS = 10.0  # between two lines of progress, where no bar can be drawn


@dataclass
class Cell:
    """What the class got for one graded cell."""

    most: float = 0.0
    total: float = 0.0
    count: int = 0
    full: int = 0
    none: int = 0
    to_mark: int = 0


@dataclass
class Summary:
    """A run in numbers: it grows with cells and faults, not with the class.

    Attributes:
        counts: status -> hand-ins.
        cells: (notebook, grade id) -> what the class got, of the hand-ins graded now.
    """

    counts: Counter = field(default_factory=Counter)
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    odd: int = 0
    late: int = 0
    tiers: Counter = field(default_factory=Counter)
    by_assertions: set[str] = field(default_factory=set)
    seconds: float = 0.0

    def add(self, row: Row) -> None:
        """Count a hand-in."""
        self.counts[row.status] += 1
        if row.fault:
            self.faults.append((row.student, row.fault))
        if row.written is None:
            return
        self.odd += bool(row.findings)
        self.late += row.written.penalty > 0
        self.tiers[row.tier] += 1
        self.by_assertions.update(row.by_assertions)
        for key, (score, most, is_to_mark) in row.written.scores.items():
            cell = self.cells.setdefault(key, Cell())
            cell.most = most
            cell.to_mark += is_to_mark
            if not is_to_mark:
                cell.count += 1
                cell.total += score
                cell.full += score >= most
                cell.none += score <= 0

    def data(self) -> dict:
        """Give the numbers as JSON data."""
        return {"graded": self.counts["graded"], "unchanged": self.counts["unchanged"],
                "faults": self.counts["fault"], "findings": self.odd, "penalties": self.late,
                "seconds": round(self.seconds, 3), "sandbox": dict(self.tiers),
                "by_assertions": sorted(self.by_assertions),
                "cells": {f"{notebook}/{name}": {
                    "points": cell.most, "mean": cell.total / cell.count if cell.count else None,
                    "full": cell.full, "none": cell.none, "to_mark": cell.to_mark}
                    for (notebook, name), cell in sorted(self.cells.items())}}


def row_data(row: Row) -> dict:
    """Give what came of a hand-in as JSON data."""
    data: dict = {"student": row.student, "status": row.status}
    if row.fault:
        data["fault"] = row.fault
    if row.written:
        written = row.written
        data |= {"score": written.score, "max_score": written.max_score,
                 "penalty": written.penalty, "to_mark": written.to_mark,
                 "cells": {f"{notebook}/{name}": score
                           for (notebook, name), (score, _, _) in written.scores.items()},
                 "findings": [one.data() for one in row.findings],
                 "seconds": round(row.seconds, 3), "sandbox": row.tier}
    return data


# -- while it goes on ----------------------------------------------------------------------------


class Rate(ProgressColumn):
    """Hand-ins a second, or seconds a hand-in."""

    def render(self, task: Task) -> Text:
        """Write the rate; of the last half minute, as rich computes it."""
        speed = task.finished_speed or task.speed
        if not speed:
            return Text("")
        return Text(f"{speed:.1f}/s" if speed >= 1 else f"{1 / speed:.1f} s each")


@contextmanager
def bar(console: Console, verb: str) -> Iterator[Callable[[int, int, str], None]]:
    """Show how far a run is.

    Args:
        console: on stderr, for results go to stdout.
        verb: what is done, "autograding".

    Yields:
        A function to be called with what is done, the total, and the last student.
    """
    # Not is_terminal: FORCE_COLOR makes rich take a CI log for one.
    if not console.file.isatty():
        started = told = time.monotonic()

        def line(done: int, total: int, student: str) -> None:
            nonlocal told
            now = time.monotonic()
            if now - told >= EVERY_SECONDS:
                told = now
                left = (total - done) * (now - started) / max(done, 1)
                console.print(f"{verb} {done}/{total}, {left:.0f} s left", highlight=False)

        yield line
        return
    with Progress(TextColumn(verb), BarColumn(), MofNCompleteColumn(), Rate(), TimeElapsedColumn(),
                  TextColumn("left"), TimeRemainingColumn(), TextColumn("{task.description}"),
                  console=console, transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, total, student: progress.update(
            task, completed=done, total=total, description=Text(one_line(student, 30)).plain)


# -- at the end ----------------------------------------------------------------------------------


def show(summary: Summary, lesson: str, console: Console) -> None:
    """Print what came of a run: the graded cells, and whatever the instructor should look at."""
    if not sys.stdout.isatty():
        console.width = WIDTH
    if summary.cells:
        console.print(table(summary))
    rate = summary.counts["graded"] / summary.seconds if summary.seconds else 0.0
    parts = [f"{summary.counts['graded']} graded"]
    parts += [f"{summary.counts['unchanged']} unchanged"] if summary.counts["unchanged"] else []
    parts += [f"{summary.counts['fault']} without a grade"] if summary.counts["fault"] else []
    console.print(f"{lesson}: {', '.join(parts)}, in {summary.seconds:.1f} s"
                  + (f" ({rate:.1f} a second)" if summary.counts["graded"] else ""),
                  highlight=False)
    for line in remarks(summary, lesson):
        console.print(Text(line), soft_wrap=True)
    for student, fault in summary.faults[:MOST_FAULTS]:
        console.print(Text(f"{one_line(student, 100)} has no grade: {one_line(fault, 1000)}",
                           "red"), soft_wrap=True)
    if len(summary.faults) > MOST_FAULTS:
        console.print(f"and {len(summary.faults) - MOST_FAULTS} more: --json lists all",
                      highlight=False)


def table(summary: Summary) -> Table:
    """Lay out what the class got for each graded cell."""
    shown = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    several = len({notebook for notebook, _ in summary.cells}) > 1
    for name in (["notebook"] if several else []) + ["graded cell"]:
        shown.add_column(name, no_wrap=True)
    for name in ("points", "mean", "full", "part", "none", "to mark"):
        shown.add_column(name, justify="right")
    for (notebook, name), cell in summary.cells.items():
        mean = f"{cell.total / cell.count:.2f}" if cell.count else "-"
        part = cell.count - cell.full - cell.none
        shown.add_row(*([notebook] if several else []), Text(name), f"{cell.most:g}", mean,
                      *(str(one) if one else "" for one in (cell.full, max(part, 0), cell.none,
                                                            cell.to_mark)))
    return shown


def remarks(summary: Summary, lesson: str) -> Iterator[str]:
    """Say what an instructor should know, a line each."""
    if summary.odd:
        yield (f"{summary.odd} hand-ins were odd (changed or lost cells, files left out): "
               f"`grader report {lesson}` lists them")
    if summary.late:
        yield f"{summary.late} have a penalty for handing in late"
    if summary.by_assertions:
        yield (f"{len(summary.by_assertions)} test cells check with assertions in the student's "
               "own process: code that means to can deceive them")
    for tier, count in sorted(summary.tiers.items()):
        if tier != "full":
            yield (f"{count} ran in the sandbox's tier {tier}: `grader doctor` says what is "
                   "missing here")
