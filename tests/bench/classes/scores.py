"""Compare what stands in a gradebook with what is true."""

import sqlite3
from collections.abc import Iterator

from .courses import Course

__all__ = ["differences", "graded"]

# Read as rows, without nbgrader's classes: the same for whatever wrote them.
GRADES = """
SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score, grade.needs_manual_grade
FROM grade JOIN base_cell ON base_cell.id = grade.cell_id
JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
"""
PENALTIES = """
SELECT submitted_assignment.student_id, submitted_notebook.late_submission_penalty
FROM submitted_notebook
JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
"""


def graded(course: Course) -> dict[str, dict[str, float | None]]:
    """Read the gradebook: student -> graded cell -> points, and "penalty" -> points.

    None where a person has to mark.
    """
    found: dict[str, dict[str, float | None]] = {}
    connection = sqlite3.connect(course.database)
    try:
        for student, cell, score, is_to_mark in connection.execute(GRADES):
            found.setdefault(student, {})[cell] = None if is_to_mark else score
        for student, penalty in connection.execute(PENALTIES):
            found.setdefault(student, {})["penalty"] = penalty or 0.0
    finally:
        connection.close()
    return found


def differences(course: Course, is_stock: bool = False) -> Iterator[str]:
    """Give a line for each student whose grades are not the true ones.

    Args:
        is_stock: those in which nbgrader is known to differ are left out, if it does.
    """
    found = graded(course)
    for student, one in course.truth.items():
        seen, true = found.get(student, {}), one["scores"] | {"penalty": one["penalty"]}
        is_known = is_stock and "stock" in one
        if (seen == true) == is_known:
            cells = [f"{cell} {seen.get(cell, 'not graded')} in place of {points}"
                     for cell, points in true.items() if seen.get(cell, "") != points]
            yield f"{student} ({one['story']}): {', '.join(cells) or 'as it is true'}"
