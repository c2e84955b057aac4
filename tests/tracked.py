"""What a gradebook would hold on a notebook's cells, for tests that need no gradebook."""

import nbformat
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from grader.grafting import Tracked
from grader.reading import HandIn, hand_in


def tracked_cells(notebook) -> list[Tracked]:
    """Give the cells that nbgrader tracks, as it would save them."""
    found = []
    for cell in notebook.cells:
        if data := cell.metadata.get("nbgrader"):
            found.append(Tracked(
                data.grade_id, cell.cell_type, cell.source, data.get("checksum"), is_grade(cell),
                is_solution(cell), bool(is_locked(cell)), is_task(cell), data.get("points")))
    return found


def read(notebook) -> HandIn:
    """Read a notebook node as if it had been handed in."""
    return hand_in(nbformat.v4.writes(notebook).encode(), "lesson.ipynb")
