"""Count what a learner gets: cells, words, lines of code; exercises, points, minutes.

How it is counted. Words are tokens with a letter in Markdown as the learner gets it (without
model answers and mark schemes); a formula in a line or a code span is one word, displayed
formulas, code blocks and tables are none. Lines of code are those that the learner gets, without
docstrings, blank lines, and what a figure's `show` says of it.
"""

import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from rich.table import Table

from grader import lesson, lesson_text
from grader.errors import LessonFaults
from grader.lesson_notebook import SOURCE
from grader.lesson_text import Cell

__all__ = ["DETAILS", "EXERCISE", "MARK_SCHEME", "MINUTES", "SOLUTION", "Measures", "count_words",
           "lines_of_code", "measure", "minutes", "prose", "read_lessons", "released", "table",
           "total"]

SOLUTION = re.compile(r"### BEGIN SOLUTION.*?### END SOLUTION", re.S)
MARK_SCHEME = re.compile(r"=== BEGIN MARK SCHEME ===.*?=== END MARK SCHEME ===", re.S)
HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS.*?### END HIDDEN TESTS", re.S)
DETAILS = re.compile(r"<details>.*?</details>", re.S)
EXERCISE = re.compile(r"^### Exercise (\d+)\. [A-Z].* \((\d+) points?\)$", re.M)
MINUTES = re.compile(r"\b(\d+) minutes\b")


@dataclass(frozen=True)
class Measures:
    """Hold one lesson's counts, or their sums."""

    lesson: str
    cells: int
    words: int
    code_lines: int
    exercises: int
    points: float
    minutes: int


def released(cell: Cell) -> str:
    """Take out of a cell what the learner does not get; a stub raises as nbgrader lets it."""
    source = MARK_SCHEME.sub("", HIDDEN.sub("", cell.source))
    stub = "raise NotImplementedError()" if cell.cell_type == "code" else ""
    return SOLUTION.sub(stub, source)


def prose(source: str) -> str:
    """Keep the words of Markdown: no code, no displayed formulas, no tables, no HTML tags."""
    for pattern, instead in (
        (r"```.*?```", " "), (r"\$\$.*?\$\$", " "), (r"(?m)^\|[^\n]*$", " "),
        (r"`[^`\n]+`", " code "), (r"\$[^$]+\$", " formula "), (r"</?[A-Za-z][^>]*>", " "),
    ):
        source = re.sub(pattern, instead, source, flags=re.S)
    return source


def count_words(source: str) -> int:
    """Count the words of Markdown's prose."""
    return sum(any(map(str.isalpha, word)) for word in prose(source).split())


def lines_of_code(source: str) -> int:
    """Count the lines of Python that are neither blank, nor docstring, nor a figure's texts."""
    lines = source.split("\n")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "show":
            lines[node.lineno : node.end_lineno] = [""] * (node.end_lineno - node.lineno)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            doc = node.body[0]
            lines[doc.lineno - 1 : doc.end_lineno] = [""] * (doc.end_lineno - doc.lineno + 1)
    return sum(bool(line.strip()) for line in lines)


def minutes(cells: Sequence[Cell]) -> int:
    """Find the minutes that a lesson gives itself in its first cells; 0 when it gives none."""
    found = MINUTES.search("\n".join(cell.source for cell in cells[:3]))
    return int(found[1]) if found else 0


def measure(name: str, cells: Sequence[Cell]) -> Measures:
    """Count one lesson's cells, without the commentary, which no learner gets."""
    cells = [cell for cell in cells if cell.kind != "commentary"]
    texts = [released(cell) for cell in cells if cell.cell_type == "markdown"]
    return Measures(
        lesson=name,
        cells=len(cells),
        words=sum(map(count_words, texts)),
        code_lines=sum(lines_of_code(released(c)) for c in cells if c.cell_type == "code"),
        exercises=sum(len(EXERCISE.findall(text)) for text in texts),
        points=sum(cell.points for cell in cells if cell.points is not None),
        minutes=minutes(cells),
    )


def total(measured: Iterable[Measures]) -> Measures:
    """Add the counts of lessons up."""
    measured = list(measured)
    sums = {field.name: sum(getattr(one, field.name) for one in measured)
            for field in fields(Measures) if field.name != "lesson"}
    return Measures(lesson="total", **sums)


def read_lessons(course: Path) -> dict[str, tuple[Cell, ...]]:
    """Read the cells of every lesson of a course, by its name.

    Raises:
        LessonFaults: a text has not the form of a lesson.
    """
    cells, faults = {}, []
    for name in lesson.lesson_names(course):
        path = f"{SOURCE}/{name}.py"
        text, found = lesson_text.parse((course / path).read_text(encoding="utf-8"), path)
        cells[name] = text.cells
        faults += found
    if faults:
        raise LessonFaults(faults)
    return cells


def table(measured: Sequence[Measures]) -> Table:
    """Lay the counts of lessons out, with their sums in the last row."""
    names = [field.name for field in fields(Measures)]
    made = Table(box=None, show_footer=True)
    for name, footer in zip(names, _row(total(measured)), strict=True):
        made.add_column(name.replace("_", " "), footer,
                        justify="left" if name == "lesson" else "right")
    for one in measured:
        made.add_row(*_row(one))
    return made


def _row(measured: Measures) -> list[str]:
    counts = [getattr(measured, field.name) for field in fields(Measures)][1:]
    return [measured.lesson, *(f"{count:,g}" for count in counts)]
