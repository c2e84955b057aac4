"""The bench's table, for a terminal and for a page, whose marked block is the bench's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

__all__ = ["BEGIN", "END", "Row", "block", "show", "write"]

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
MARKED = re.compile(f"{BEGIN}\n.*?{END}\n", re.DOTALL)


@dataclass(frozen=True)
class Row:
    """One measure of both courses.

    Attributes:
        what: was measured.
        ordinary, lesson: the value in each; "" where it was not measured.
        goal: that was set; "" where none was.
    """

    what: str
    ordinary: str
    lesson: str = ""
    goal: str = ""

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The row's texts."""
        return self.what, self.ordinary, self.lesson, self.goal


HEAD = Row("", "ordinary course", "08_adam", "goal")


def show(rows: Sequence[Row], console: Console) -> None:
    """Print the table."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in HEAD.cells:
        table.add_column(name, justify="right" if name else "left", no_wrap=True)
    for row in rows:
        table.add_row(*row.cells)
    console.print(table)


def block(rows: Sequence[Row], before: str, *after: str) -> str:
    """Write the page's block: its marks, and a table between paragraphs."""
    lines = [HEAD.cells, (":--", "--:", "--:", "--:"), *(row.cells for row in rows)]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return "\n\n".join([BEGIN, before, table, *after, END]) + "\n"


def write(page: Path, text: str) -> None:
    """Put a block in the place of a page's.

    Raises:
        ValueError: the page has no marked block, or several.
    """
    old = page.read_text(encoding="utf-8")
    if len(MARKED.findall(old)) != 1:
        raise ValueError(f"{page} has not one block between {BEGIN} and {END}: add the two lines "
                         "where the figures shall stand")
    page.write_text(MARKED.sub(lambda _: text, old), encoding="utf-8")
