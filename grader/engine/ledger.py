"""The writer: scores go into nbgrader's gradebook, many hand-ins in one transaction.

The rows are those that nbgrader's SaveAutoGrades and AssignLatePenalties write (0.9.6); what a
person has marked or written is read and never changed.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.converters import Autograde
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import create_engine, event, func, make_url, select
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session, joinedload, selectinload

from grader.engine.work import Graded
from grader.errors import GradebookUnusable
from grader.findings import one_line

__all__ = ["Entry", "Ledger", "Written"]

WAIT_SECONDS = 60  # for another program that writes to the gradebook


@dataclass(frozen=True)
class Entry:
    """What is to be written for a hand-in.

    Attributes:
        timestamp: when it was handed in, in UTC without a zone; None if that is not known.
        graded: what came of it.
        missing: names of the assignment's notebooks that were not handed in.
    """

    student: str
    timestamp: datetime.datetime | None
    graded: Graded
    missing: frozenset[str]


@dataclass(frozen=True)
class Written:
    """What stands in the gradebook after writing.

    Attributes:
        score: of all notebooks, manual scores and extra credit included.
        max_score: that one can get.
        penalty: for handing in late.
        to_mark: how many cells wait for a person.
        scores: by (notebook, grade id): score, most, and whether it waits for a person.
    """

    score: float
    max_score: float
    penalty: float
    to_mark: int
    scores: Mapping[tuple[str, str], tuple[float, float, bool]]


class Ledger:
    """The gradebook of a course, used in a `with` statement.

    Args:
        converter: nbgrader's, with its configuration and its course.

    Raises:
        GradebookUnusable: the database can't be opened, read or written.
    """

    def __init__(self, converter: Autograde):
        """Open the gradebook; as nbgrader does, make it where there is none."""
        self.converter, course = converter, converter.coursedir
        self.url, self.name = course.db_url, course.assignment_id
        is_file = self.url.startswith("sqlite")
        with self.told():
            with Gradebook(self.url, course.course_id) as gradebook:
                gradebook.engine.dispose()
            self.engine = create_engine(
                self.url, connect_args={"timeout": WAIT_SECONDS} if is_file else {})
        if is_file:
            # A transaction that reads before it writes can't wait for another's end later.
            event.listen(self.engine, "connect", without_implicit_begin)
            event.listen(self.engine, "begin", begin_to_write)

    def __enter__(self) -> "Ledger":
        """Go on."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self.engine.dispose()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session in one transaction: all of it is written at its end, or nothing."""
        with self.told(), Session(self.engine, autoflush=False) as session, session.begin():
            yield session

    @contextmanager
    def told(self) -> Iterator[None]:
        """Say what a database's error means."""
        try:
            yield
        except DatabaseError as error:
            why = one_line(error.orig or error, 200)
            remedy = ("wait until the other program is done, and try again" if "locked" in why
                      else "see that the disk is in order and not full"
                      if isinstance(error, OperationalError) and "disk" in why
                      else "restore it from a backup, or try `nbgrader db upgrade` if nbgrader "
                      "was updated")
            raise GradebookUnusable(f"the gradebook {self.engine_name} can't be used ({why}): "
                                    f"{remedy}. Nothing is lost: what was graded before is kept, "
                                    "and the next run grades the rest.") from error

    @property
    def engine_name(self) -> str:
        """The database's address, without a password."""
        return make_url(self.url).render_as_string(hide_password=True)

    def known(self) -> set[str]:
        """Give the students whose hand-ins were graded to the end.

        A run of nbgrader that was killed leaves rows without scores: their hand-ins are not among
        these.
        """
        with self.session() as session:
            by_code = self.graded_by_code(session)
            submissions = (
                select(SubmittedAssignment.student_id)
                .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
                .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
                .where(Assignment.name == self.name))
            if not by_code:
                return set(session.scalars(submissions))
            scored = (submissions.join(Grade, Grade.notebook_id == SubmittedNotebook.id)
                      .where(Grade.cell_id.in_(by_code), Grade.auto_score.is_not(None))
                      .group_by(SubmittedAssignment.student_id)
                      .having(func.count() == len(by_code)))
            return set(session.scalars(scored))

    def students(self) -> set[str]:
        """Give the names of all students of the gradebook."""
        with self.session() as session:
            return set(session.scalars(select(Student.id)))

    def graded_by_code(self, session: Session) -> set[str]:
        """Give the ids of the cells whose scores are made by code."""
        ids = set()
        for notebook in self.assignment(session).notebooks:
            answers = {cell.name for cell in notebook.solution_cells}
            ids |= {cell.id for cell in notebook.grade_cells
                    if cell.cell_type == "code" and cell.name not in answers}
        return ids

    def assignment(self, session: Session) -> Assignment | None:
        """Give the assignment's row."""
        return session.scalar(select(Assignment).where(Assignment.name == self.name))

    def write(self, entries: Sequence[Entry]) -> list[Written]:
        """Write many hand-ins' grades in one transaction; give what stands there, in order.

        Raises:
            GradebookUnusable: nothing of it was written.
        """
        with self.session() as session:
            assignment = self.assignment(session)
            students = [entry.student for entry in entries]
            there = set(session.scalars(select(Student.id).where(Student.id.in_(students))))
            found = {one.student_id: one for one in session.scalars(
                select(SubmittedAssignment)
                .where(SubmittedAssignment.assignment_id == assignment.id,
                       SubmittedAssignment.student_id.in_(students))
                .options(joinedload(SubmittedAssignment.assignment),
                         selectinload(SubmittedAssignment.notebooks).options(
                             selectinload(SubmittedNotebook.grades),
                             selectinload(SubmittedNotebook.comments))))}
            written = []
            for entry in entries:
                if entry.student not in there:
                    session.add(Student(id=entry.student))
                    there.add(entry.student)
                submission = found.get(entry.student)
                if submission is None:
                    submission = SubmittedAssignment(assignment=assignment,
                                                     student_id=entry.student)
                    session.add(submission)
                if entry.timestamp is not None:
                    submission.timestamp = entry.timestamp
                written.append(self.enter(submission, assignment, entry))
        return written

    def enter(self, submission: SubmittedAssignment, assignment: Assignment,
              entry: Entry) -> Written:
        """Write one hand-in's grades, comments and penalties."""
        own = {one.notebook_id: one for one in submission.notebooks}
        scores: dict[tuple[str, str], tuple[float, float, bool]] = {}
        penalties = 0.0
        for notebook in assignment.notebooks:
            row = own.get(notebook.id)
            if row is None:
                row = SubmittedNotebook(notebook_id=notebook.id)
                submission.notebooks.append(row)
            cells = {cell.id: cell for cell in (*notebook.grade_cells, *notebook.task_cells)}
            answers = {cell.id: cell.name for cell in (*notebook.solution_cells,
                                                       *notebook.task_cells)}
            complete(row, cells, answers)
            graded = entry.graded.notebooks.get(notebook.name)
            if graded:
                for grade in row.grades:
                    name = cells[grade.cell_id].name if grade.cell_id in cells else ""
                    if name in graded.scores:  # a task isn't: a person marks it
                        enter_score(grade, graded.scores[name])
                for comment in row.comments:
                    if comment.cell_id in answers:
                        silent = answers[comment.cell_id] in graded.unanswered
                        comment.auto_comment = "No response." if silent else None
            elif notebook.name in entry.missing:
                for grade in row.grades:
                    grade.auto_score, grade.needs_manual_grade = 0.0, False
            for grade in row.grades:
                if grade.cell_id in cells:
                    cell = cells[grade.cell_id]
                    scores[notebook.name, cell.name] = (
                        score_of(grade), cell.max_score, bool(grade.needs_manual_grade))
            if graded:
                row.late_submission_penalty = self.penalty(
                    submission, entry.student, sum(map(score_of, row.grades)))
            penalties += row.late_submission_penalty or 0.0
        return Written(sum(one[0] for one in scores.values()),
                       sum(one[1] for one in scores.values()), penalties,
                       sum(one[2] for one in scores.values()), scores)

    def penalty(self, submission: SubmittedAssignment, student: str,
                score: float) -> float | None:
        """Ask the configured plugin for the penalty of a late notebook, within 0 and its score."""
        late = submission.total_seconds_late
        if late <= 0 or not self.converter.assigns_penalties:
            return None
        penalties = AssignLatePenalties(parent=self.converter)
        penalties.init_plugin()
        penalty = penalties.plugin_inst.late_submission_penalty(student, score, late)
        return None if penalty is None else min(max(penalty, 0), score)


def complete(row: SubmittedNotebook, cells: Mapping, answers: Mapping) -> None:
    """Add the grades and comments that a submitted notebook lacks."""
    graded = {grade.cell_id for grade in row.grades}
    commented = {comment.cell_id for comment in row.comments}
    row.grades += [Grade(cell_id=cell) for cell in cells if cell not in graded]
    row.comments += [Comment(cell_id=cell) for cell in answers if cell not in commented]


def enter_score(grade: Grade, score: float | None) -> None:
    """Write what the autograder says; what a person said is kept, and to be looked at again."""
    grade.auto_score = score
    grade.needs_manual_grade = score is None or grade.manual_score is not None


def score_of(grade: Grade) -> float:
    """Give the score that counts, as nbgrader computes it in the database."""
    own = grade.manual_score if grade.manual_score is not None else grade.auto_score
    return 0.0 if own is None else own + (grade.extra_credit or 0.0)


def without_implicit_begin(connection: object, _: object) -> None:
    """Keep Python's sqlite3 from beginning transactions by itself, later than is safe."""
    connection.isolation_level = None


def begin_to_write(connection: object) -> None:
    """Begin a transaction that will write, after those of others."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
