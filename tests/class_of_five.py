"""A small graded class, made without grading: for tests of the report on it."""

import json
from pathlib import Path

from nbgrader.api import Gradebook

from descent.report import MIME

LESSON = "05_small"
DIGEST = "ab" * 32
LOST = {"slug": "sign-lost", "title": "The sign is lost", "message": "Your path goes uphill."}
HINTS = ["Which way is downhill?", "Look at the sign."]


def verdict(status="right", **changed):
    """Give a verdict's data, judged from outside."""
    return {"exercise": "sgd", "status": status, "points": 0.0, "max_points": 4.0, "probes": [],
            "diagnosis": [], "property": None, "fault": None, "hints": [], "notes": [],
            "sandbox": {"tier": "full", "seed": 1}} | changed


def mistake(**changed):
    """Give the verdict on a mistake that has a name."""
    return verdict("wrong", diagnosis=[LOST | changed], hints=HINTS)


def check_cell(name, outputs, **claims):
    """Give a test cell of an autograded notebook."""
    claims = {"grade_id": name, "grade": True, "solution": False, "points": 4} | claims
    return {"cell_type": "code", "source": "", "id": name, "outputs": outputs,
            "metadata": {"nbgrader": claims}}


def told(data):
    """Give the outputs of a test cell that a verdict is told in."""
    return [{"output_type": "execute_result", "data": {"text/plain": "0", MIME: data}}]


def raised(name, said):
    """Give the outputs of a test cell whose assertion failed."""
    return [{"output_type": "error", "ename": name, "evalue": said, "traceback": []}]


def notebook(*cells, **ours):
    """Give an autograded notebook's file."""
    ours = {"sandbox": {"tier": "full", "seeds": {"sgd": 7}}, "graded": {
        "submission": "cd" * 32, "release": DIGEST}} | ours
    return json.dumps({"cells": list(cells), "metadata": {"descent": ours}, "nbformat": 4,
                       "nbformat_minor": 5}).encode()


def graded(sgd, outputs=(), **ours):
    """Give the autograded notebook of the lesson: a check, a test by assertions, an answer."""
    return notebook(
        check_cell("sgd_check", told(sgd)), check_cell("shape_test", list(outputs)),
        {"cell_type": "markdown", "source": "", "metadata": {"nbgrader": {
            "grade_id": "why", "grade": True, "solution": True}}}, **ours)


def make(root: Path) -> None:
    """Put a lesson into a course's folder, handed in by five, of whom four are graded."""
    note = {"slug": "eps-inside", "message": "Your eps stands under the root."}
    finding = {"what": "lost", "cell": "sgd_check", "said": "It was not in the hand-in."}
    class_ = {
        "student-01": (graded(verdict(notes=[note])), {"sgd_check": 4.0, "shape_test": 2.0}),
        "student-02": (graded(mistake(), findings=[finding]),
                       {"sgd_check": 1.0, "shape_test": 2.0, "why": 3.0}),
        "student-03": (graded(mistake(), raised("AssertionError", "no vector\nsecond line")),
                       {"sgd_check": 0.0, "shape_test": 0.0, "why": 0.0}),
        "student-04": (graded(verdict("error", fault="KeyError: 'w'. Is it made? (line 3)")),
                       {"sgd_check": 0.0, "shape_test": 2.0, "why": 1.5}),
        "student-05": (None, {})}
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        book.add_assignment(LESSON, duedate="2026-03-01 12:00 UTC")
        book.add_notebook("small", LESSON)
        for name, points in {"sgd_check": 4, "shape_test": 2, "why": 3}.items():
            book.add_grade_cell(name, "small", LESSON, max_score=points, cell_type="code")
        for student, (content, scores) in class_.items():
            put(root / "submitted" / student / LESSON, b"")
            if content is None:
                continue
            put(root / "autograded" / student / LESSON, content)
            book.add_student(student)
            submission = book.add_submission(LESSON, student)
            for grade in submission.notebooks[0].grades:
                grade.auto_score = scores.get(grade.name)
                grade.needs_manual_grade = grade.name not in scores
            if student == "student-04":
                submission.timestamp = submission.assignment.duedate.replace(hour=13)
                submission.notebooks[0].late_submission_penalty = 0.5
        book.db.commit()


def put(folder: Path, content: bytes) -> None:
    """Put a notebook, and the time of handing in, into a folder."""
    folder.mkdir(parents=True)
    (folder / "small.ipynb").write_bytes(content)
    (folder / "timestamp.txt").write_text("2026-03-01 11:00:00 UTC")
