"""Write grader/GUIDE.md: a page for instructors on each lesson, its checks, rubric and figures.

What the lessons and the catalogue say is read from them; the rest stands in `grader/guide.toml`.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from descent import widgets
from descent.words import of_mistake
from grader.catalogue import exercise
from grader.errors import GuideIncomplete
from grader.lesson_measures import MARK_SCHEME, MINUTES, minutes, read_lessons, released
from grader.lesson_notebook import SOURCE
from grader.lesson_rules import GRADED
from grader.lesson_text import Cell

__all__ = ["build", "page"]

ROOT = Path(__file__).parents[1]
PATH = "grader/GUIDE.md"
DATA = "grader/guide.toml"
HEAD = """# The instructor's guide

Written by `grader build`; edit the lessons and `grader/guide.toml`. It holds rubrics: keep it from
those who hand in. [The catalogue](CATALOGUE.md) has the words of every mistake that is counted
here.
"""
BY_HAND = """## Mark by hand

After `nbgrader autograde`, open a hand-in under *Manual Grading* in Formgrader: above the answer
of a hand-marked cell is a box for its points, below it one for a comment, and both are stored as
soon as you leave them. The rubric is not shown there, so keep this page beside it, or the
instructor's notebook, which has a model answer as well.
"""
HEADING = re.compile(r"(?m)^#{1,3} .*\n+")
TITLE = re.compile(r"### Exercise (\d+)\. (.+) \([\d.]+ points?\)")


@dataclass(frozen=True)
class Graded:
    """Hold one exercise: its cell, number and title, its points, its check; empty for by hand."""

    cell: str
    number: str
    title: str
    points: float
    check: str


def page(lessons: Mapping[str, Sequence[Cell]], data: Mapping) -> str:
    """Write the page.

    Args:
        lessons: name -> cells.
        data: what `grader/guide.toml` holds.

    Raises:
        GuideIncomplete: a lesson has no entry, or an entry names a mistake that no check knows, or
            an exercise that isn't there.
    """
    if missing := [name for name in lessons if name not in data["lessons"]]:
        raise GuideIncomplete(
            f"{DATA} has no entry for {', '.join(missing)}: add [lessons.{missing[0]}] with "
            "mistakes (two or three slugs that its checks know) and in_class (two or three "
            "sentences of advice)"
        )
    parts = [HEAD, *overview(lessons, data["optional"]), *plans(lessons, data), BY_HAND]
    for name, cells in lessons.items():
        parts += section(name, cells, data["lessons"][name])
    return "\n".join(parts)


def overview(lessons: Mapping[str, Sequence[Cell]], optional: Sequence[str]) -> list[str]:
    """Write the table of all lessons."""
    lines = ["| lesson | minutes | points by check | points by hand |", "|---|---|---|---|"]
    sums = [0.0, 0.0, 0.0]
    for name, cells in lessons.items():
        row = [minutes(cells), *points(cells)]
        sums = [before + new for before, new in zip(sums, row, strict=True)]
        mark = " (optional)" if name in optional else ""
        link = f"[{name[:2]} {title(cells)}](../{SOURCE}/{name}/{name}.ipynb){mark}"
        lines.append(f"| {link} | " + " | ".join(f"{number:g}" for number in row) + " |")
    return [*lines, "| together | " + " | ".join(f"{number:g}" for number in sums) + " |", ""]


def plans(lessons: Mapping[str, Sequence[Cell]], data: Mapping) -> list[str]:
    """Write the orders of a course; lessons that are not there are passed over."""
    optional = ", ".join(name[:2] for name in data["optional"] if name in lessons)
    told = ["The minutes are those at the notebooks. Each lesson needs only earlier ones."]
    if optional:
        told += [f"The optional ones, {optional}, fit in by their numbers."]
    lines = ["## Orders of a course", "", " ".join(told), ""]
    for plan in data["plans"]:
        lines += [f"In {len(plan['weeks'])} weeks:", "",
                  "| week | lessons | minutes |", "|---|---|---|"]
        for week, names in enumerate(plan["weeks"], start=1):
            there = [name for name in names if name in lessons]
            lines.append(f"| {week} | {', '.join(name[:2] for name in there)} | "
                         f"{sum(minutes(lessons[name]) for name in there)} |")
        lines.append("")
    return lines


def section(name: str, cells: Sequence[Cell], entry: Mapping) -> list[str]:
    """Write a lesson's part of the page."""
    by_check, by_hand = points(cells)
    exercises = list(graded(name, cells))
    lines = [f"## {name[:2]} {title(cells)}", "",
             f"{minutes(cells)} minutes; {by_check:g} points by check, {by_hand:g} by hand. "
             f"Needs: {needs(cells)}", "",
             f"**In class.** {in_class(name, exercises, entry['in_class'])}", "",
             "| exercise | points | check | mistakes known by name |", "|---|---|---|---|"]
    known: set[str] = set()
    for one in exercises:
        mistakes = [slug for slug in exercise(one.check).wrong_answers() if "#" not in slug
                    ] if one.check else []
        known |= set(mistakes)
        check, count = (f"`{one.check}`", len(mistakes)) if one.check else ("by hand", "")
        lines.append(f"| {one.number}. {one.title} | {one.points:g} | {check} | {count} |")
    if unknown := [slug for slug in entry["mistakes"] if slug not in known]:
        raise GuideIncomplete(f"{DATA}: no check of {name} knows {', '.join(unknown)}: take "
                              "slugs that grader/CATALOGUE.md lists under its exercises")
    lines += ["", "Mistakes to expect:", ""]
    lines += [f"- {of_mistake(slug, 'title')} (`{slug}`)" for slug in entry["mistakes"]]
    return [*lines, "", *figures(cells), *hand_marked(cells)]


def in_class(name: str, exercises: Sequence[Graded], text: str) -> str:
    """Give the advice for class, with each exercise's number in the place of its cell's name."""
    try:
        return " ".join(text.split()).format_map({one.cell: one.number for one in exercises})
    except KeyError as error:
        raise GuideIncomplete(f"{DATA}: {name} has no exercise {error}: use one of "
                              f"{', '.join(one.cell for one in exercises)}") from None


def figures(cells: Sequence[Cell]) -> list[str]:
    """Name the figures that move, each with what its module says of it."""
    shown = dict.fromkeys(
        node.func.id for cell in cells if cell.cell_type == "code"
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        and node.func.id in widgets.__all__)
    lines = []
    for name in shown:
        told = sys.modules[getattr(widgets, name).__module__].__doc__.split("\n")[0]
        lines += [f"Moving figure: `{name}`, {told.partition(': ')[2]}", ""]
    return lines


def hand_marked(cells: Sequence[Cell]) -> list[str]:
    """Write the hand-marked question and its rubric."""
    lines = []
    for cell in cells:
        if cell.kind != "manual":
            continue
        question = HEADING.sub("", released(cell)).strip()
        scheme = "\n".join(MARK_SCHEME.findall(cell.source)).split("\n")
        lines += ["Marked by hand:", "",
                  *(f"> {line}".rstrip() for line in question.split("\n")), "",
                  "Rubric:", "", "\n".join(scheme[1:-1]).strip(), ""]
    return lines


def graded(name: str, cells: Sequence[Cell]) -> Iterator[Graded]:
    """Join the titles of exercises to the cells that give their points, both in order."""
    titles = [found for cell in cells for found in TITLE.findall(released(cell))]
    marked = [cell for cell in cells if cell.kind in GRADED]
    if len(titles) != len(marked):
        raise GuideIncomplete(
            f"{SOURCE}/{name}.py has {len(titles)} titles of exercises, but {len(marked)} cells "
            "with points: give each of them a title, '### Exercise 1. Build it (2 points)'"
        )
    for (number, words), cell in zip(titles, marked, strict=True):
        check = re.search(r'check\("(\w+)"', cell.source) if cell.kind == "test" else None
        yield Graded(cell.id.removesuffix("_check"), number, words, cell.points,
                     check[1] if check else "")


def points(cells: Sequence[Cell]) -> tuple[float, float]:
    """Add up the points by check, and those by hand."""
    by_check, by_hand = (sum(cell.points for cell in cells if cell.kind == kind)
                         for kind in GRADED)
    return by_check, by_hand


def title(cells: Sequence[Cell]) -> str:
    """Take a lesson's title from its first cell."""
    return cells[0].source.split("\n")[0].removeprefix("# ")


def needs(cells: Sequence[Cell]) -> str:
    """Take what a lesson says that it needs, without its minutes."""
    text = cells[0].source.partition("## What you need\n")[2].strip().partition("\n\n")[0]
    sentences = re.split(r"(?<=\.)\s+", " ".join(text.split()))
    return " ".join(sentence for sentence in sentences if not MINUTES.search(sentence))


def build(check: bool = False, root: Path = ROOT) -> list[str]:
    """Write the page, or only compare.

    Args:
        check: only compare.
        root: folder of the course, whose lessons the page is about.

    Returns:
        The page's path when it differed, else nothing.

    Raises:
        LessonFaults: a lesson's text can't be read.
        GuideIncomplete: as `page`.
    """
    data = tomllib.loads((ROOT / DATA).read_text(encoding="utf-8"))
    path = root / PATH
    text = page(read_lessons(root), data)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return []
    if not check:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return [PATH]
