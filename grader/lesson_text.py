"""Read a lesson's text (jupytext py:percent) into cells and write cells back, without loss.

One lesson has one form: a YAML header, then the cells as jupytext writes them, one blank line
between two. Any other form is refused with the line that differs, not tidied silently: text and
notebook then correspond byte for byte in both directions, and adopting one edited cell changes
that cell's lines only.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import jupytext
import nbformat

from grader.errors import Fault

HEADER = """\
# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

"""

# jupytext reads "#%%" and "# %%" alike; only the second is canonical, but both begin a cell.
_MARKER = re.compile(r"#\s*%%")


@dataclass(frozen=True)
class Cell:
    """Hold what lesson text and notebook have in common; equal when nothing was edited.

    Args:
        id: id in the text, the notebook and, for a cell with a kind, nbgrader's gradebook;
            empty when it is missing.
        cell_type: "code" or "markdown"; whatever else was found is kept for the rules to refuse.
        source: without empty lines at its ends.
        kind: "solution", "test", "manual", "locked", "commentary" for what students don't get, or
            None for a cell that nbgrader ignores.
        points: a number for a graded cell; as found, for the rules to judge.
        extras: names of attributes that a lesson's text has no place for.
        line: line of the cell's marker in the text, from 1; says where, not what, so equality
            ignores it.
    """

    id: str
    cell_type: str
    source: str
    kind: str | None = None
    points: object = None
    extras: tuple[str, ...] = ()
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Lesson:
    """Hold one lesson: its header as written, and its cells in order."""

    header: str
    cells: tuple[Cell, ...]


def parse(text: str, path: str) -> tuple[Lesson, list[Fault]]:
    """Read a lesson's text.

    Args:
        text: the file's content.
        path: what faults call the file.

    Returns:
        The lesson as far as it could be read, and the faults of its form; what the cells may
        hold is judged by `grader.lesson_rules`.
    """
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        problem = "the line ends with a carriage return: save the file with Unix line ends"
        return Lesson("", ()), [Fault(path, line, "", problem)]
    try:
        notebook = jupytext.reads(text, fmt="py:percent")
    except Exception as error:  # jupytext has no error class of its own: YAML's, nbformat's, …
        problem = f"jupytext can't read the file ({error}): begin it as the other lessons begin"
        return Lesson("", ()), [Fault(path, 1, "", problem)]
    lines = text.split("\n")
    markers = [number for number, line in enumerate(lines) if _MARKER.match(line)]
    header = "\n".join(lines[: markers[0]]) + "\n" if markers else text
    if problem := _marker_problem(notebook, markers, header):
        return Lesson(header, ()), [Fault(path, 1, "", problem)]
    cells = tuple(
        _cell(cell, marker + 1) for cell, marker in zip(notebook.cells, markers, strict=True)
    )
    return Lesson(header, cells), _form_faults(notebook, header, lines, path)


def render(lesson: Lesson) -> str:
    """Write a lesson's text in canonical form."""
    cells = []
    for cell in lesson.cells:
        make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
        metadata = {"id": cell.id, "kind": cell.kind, "points": cell.points}
        written = {name: value for name, value in metadata.items() if value is not None}
        cells.append(make[cell.cell_type](cell.source, metadata=written))
    return lesson.header + _body(cells)


def _marker_problem(notebook: nbformat.NotebookNode, markers: list[int], header: str) -> str:
    """Say why cells and marker lines can't be matched; empty when they can."""
    kernel = notebook.metadata.get("kernelspec", {}).get("name")
    if kernel != "python3" or not header.startswith("# ---\n") or not header.endswith("# ---\n\n"):
        return (
            f"the header names the kernel {kernel!r}, expected 'python3': begin the file with "
            'this, and one blank line before the first cell\n' + HEADER.rstrip()
        )
    if len(markers) != len(notebook.cells):
        return (
            f"{len(markers)} lines start with '# %%', but jupytext sees {len(notebook.cells)} "
            "cells: text before the first marker, or a marker inside a string, belongs in a cell "
            "or has to be written differently"
        )
    return ""


def _cell(cell: nbformat.NotebookNode, line: int) -> Cell:
    known = ("id", "kind", "points", "lines_to_next_cell")
    return Cell(
        id=str(cell.metadata.get("id") or ""),
        cell_type=cell.cell_type,
        source=cell.source.strip("\n"),
        kind=cell.metadata.get("kind"),
        points=cell.metadata.get("points"),
        extras=tuple(sorted(name for name in cell.metadata if name not in known)),
        line=line,
    )


def _form_faults(
    notebook: nbformat.NotebookNode, header: str, lines: list[str], path: str
) -> list[Fault]:
    """Compare the text with what jupytext would write; report the first line that differs."""
    order = ("id", "kind", "points")
    for cell in notebook.cells:
        names = [*(n for n in order if n in cell.metadata), *(set(cell.metadata) - set(order))]
        cell.metadata = {name: cell.metadata[name] for name in names}
        cell.source = cell.source.strip("\n")
    expected = (header + _body(notebook.cells)).split("\n")
    if lines == expected:
        return []
    pairs = zip([*lines, None], [*expected, None], strict=False)
    number, (found, wanted) = next((n, p) for n, p in enumerate(pairs, 1) if p[0] != p[1])
    problem = (
        f"found {_shown(found)}, expected {_shown(wanted)}: write it so (one blank line between "
        "cells, one newline at the end, attributes in the order id, kind, points)"
    )
    return [Fault(path, number, "", problem)]


def _shown(line: str | None) -> str:
    return "the end of the file" if line is None else "an empty line" if not line else repr(line)


def _body(cells: Iterable[nbformat.NotebookNode]) -> str:
    """Write cells as jupytext does, with one blank line between cells whatever they hold."""
    notebook = nbformat.v4.new_notebook(cells=list(cells))
    # jupytext keeps two blank lines around functions and classes unless each cell says otherwise.
    for cell in notebook.cells:
        cell.metadata["lines_to_next_cell"] = 1
    notebook.metadata["jupytext"] = {"notebook_metadata_filter": "-all"}
    return jupytext.writes(notebook, fmt="py:percent")
