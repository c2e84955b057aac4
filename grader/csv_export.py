"""`nbgrader export`, with a table that a spreadsheet shows and doesn't compute.

Ids, names and addresses come from lists that others keep, from learners' own accounts in the end.
A spreadsheet takes a cell that begins with =, +, - or @ for a formula, and formulas can send the
sheet's other cells to a server.

Source: OWASP, "CSV Injection": an apostrophe before such a text, every field in quotes.
"""

import csv
import re
from datetime import datetime
from pathlib import Path

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student
from nbgrader.plugins import CsvExportPlugin

from descent.plain import one_line

__all__ = ["SafeCsvExport", "as_text"]

COLUMNS = ("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
           "raw_score", "late_submission_penalty", "score", "max_score")
# Also in the wide forms that East Asian keyboards write, and after spaces, which are passed over.
FORMULA = re.compile(r"\s*[=+\-@|%＝＋－＠]")


class SafeCsvExport(CsvExportPlugin):
    """Write nbgrader's own columns (0.9.6), texts as texts and numbers as numbers."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the grades of the chosen students and assignments, or of all, to `self.to`."""
        to = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", to)
        students, assignments = ({str(name) for name in names}
                                 for names in (self.student, self.assignment))
        with to.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
            table.writerow(COLUMNS)
            table.writerows(
                map(as_cell, row_of(gradebook, assignment, student))
                for assignment in gradebook.assignments
                if not assignments or assignment.name in assignments
                for student in gradebook.students if not students or student.id in students)


def row_of(gradebook: Gradebook, assignment: Assignment, student: Student) -> list[object]:
    """Give a student's row for an assignment, in the order of COLUMNS."""
    timestamp, raw, penalty = None, 0.0, 0.0  # where nothing was handed in
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        pass
    else:
        timestamp, raw = submission.timestamp, submission.score
        penalty = submission.late_submission_penalty or 0.0
    return [assignment.name, assignment.duedate, timestamp, student.id, student.last_name,
            student.first_name, student.email, raw, penalty, max(0.0, raw - penalty),
            assignment.max_score]


def as_cell(value: object) -> object:
    """Give a number as it is, a time and a text as a text, nothing as an empty text."""
    if value is None or isinstance(value, datetime):
        return "" if value is None else str(value)
    return as_text(value) if isinstance(value, str) else value


def as_text(text: str) -> str:
    """Make a text safe to stand in a spreadsheet's cell.

    >>> as_text("=HYPERLINK(1)"), as_text("Ada"), as_text("-1")
    ("'=HYPERLINK(1)", 'Ada', "'-1")
    """
    return "'" + shown if FORMULA.match(shown := one_line(text)) else shown
