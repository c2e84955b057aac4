"""A student's marks, read from the gradebook for a feedback page, and put into a notebook."""

from dataclasses import dataclass
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import GetGrades
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

__all__ = ["GivenMarks", "Marks", "read_marks"]


@dataclass(frozen=True)
class Marks:
    """What the gradebook holds on a student's notebook.

    Attributes:
        id: of its row, which no student sees.
        score, max_score: points.
        late_penalty: points; None where no penalty was thought of.
        scores: grade id -> points and the most one can get.
        comments: grade id -> the marker's text; None without one.
    """

    id: str
    score: float
    max_score: float
    late_penalty: float | None
    scores: dict[str, tuple[float, float]]
    comments: dict[str, str | None]


_NOTEBOOK = (
    select(SubmittedNotebook.id, SubmittedNotebook.score, SubmittedNotebook.max_score,
           SubmittedNotebook.late_submission_penalty)
    .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
    .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
    .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
    .where(Notebook.name == bindparam("notebook"), Assignment.name == bindparam("assignment"),
           SubmittedAssignment.student_id == bindparam("student")))
_SCORES = (select(BaseCell.name, Grade.score, Grade.max_score)
           .join(BaseCell, BaseCell.id == Grade.cell_id)
           .where(Grade.notebook_id == bindparam("id")).order_by(BaseCell.name))
_COMMENTS = (select(BaseCell.name, Comment.comment)
             .join(BaseCell, BaseCell.id == Comment.cell_id)
             .where(Comment.notebook_id == bindparam("id")).order_by(BaseCell.name))


def read_marks(session: Session, assignment: str, student: str, notebook: str) -> Marks:
    """Read a student's marks.

    Raises:
        MissingEntry: the gradebook has no such hand-in.
    """
    found = session.execute(_NOTEBOOK, {"assignment": assignment, "student": student,
                                        "notebook": notebook}).one_or_none()
    if found is None:
        raise MissingEntry(f"No such submitted notebook: {assignment}/{notebook} for {student}")
    asked = {"id": found.id}
    scores = {name: (score, most) for name, score, most in session.execute(_SCORES, asked)}
    comments = {name: comment for name, comment in session.execute(_COMMENTS, asked)}
    return Marks(*found, scores, comments)


class GivenMarks(GetGrades):
    """nbgrader's preprocessor (0.9.6), which puts marks into a notebook that were read before."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Change both in place."""
        self.marks = resources["nbgrader"].pop("marks")
        nb, resources = Preprocessor.preprocess(self, nb, resources)
        penalty = self.marks.late_penalty or 0
        resources["nbgrader"] |= {"score": self.marks.score - penalty, "late_penalty": penalty,
                                  "max_score": self.marks.max_score}
        return nb, resources

    def _get_comment(self, cell: NotebookNode, resources: dict) -> None:
        cell.metadata.nbgrader["comment"] = self._of(cell, self.marks.comments)

    def _get_score(self, cell: NotebookNode, resources: dict) -> None:
        data = cell.metadata.nbgrader
        data["score"], data["points"] = self._of(cell, self.marks.scores)

    def _of(self, cell: NotebookNode, given: dict) -> Any:
        name = cell.metadata.nbgrader["grade_id"]
        if name not in given:
            raise MissingEntry(f"No such cell: {name}")
        return given[name]
