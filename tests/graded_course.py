"""A course with autograded hand-ins, made without grading: gradebook rows and notebooks."""

import base64
import shutil
import struct
import zlib
from functools import cache
from pathlib import Path

import nbformat
from nbformat.v4 import new_output
from nbgrader.api import Base, Gradebook
from sqlalchemy import create_engine

from descent import check
from descent.report import MIME

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "nbgrader_config.py"
LESSON = "08_adam"


def png():
    """Give a picture of one pixel in base64."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))

    content = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
               + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))
    return base64.b64encode(content).decode()


class Adam:
    """A wrong one, of which there is something to say."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] = params[key] + self.lr * grads[key]


@cache
def report():
    """Give the display of a check."""
    return check("adam", Adam, points=6)._repr_mimebundle_()


def outputs(number):
    """Give outputs of every kind, as autograding leaves them."""
    shown = report() if number == 1 else {}
    return [
        new_output("stream", name="stdout", text=f"step {number} <done> & \"more\"\n\n it's 1 > 0"),
        new_output("stream", name="stderr", text="\x1b[31ma warning\x1b[0m\n"),
        new_output("display_data", {"image/png": png(), "text/plain": "<Figure>"}),
        new_output("display_data", {"text/html": "<table><tr><td>&alpha; &lt; &#946;<br>x</td>"
                                    "</tr></table> <p>open", "text/plain": "-"}),
        new_output("execute_result", {"text/plain": "0", **shown, MIME: {}}, execution_count=3),
        new_output("error", ename="KeyError", evalue="'w'", traceback=[
            "\x1b[0;31m---------\x1b[0m", "\x1b[0;31mKeyError\x1b[0m: 'w' <1 & 2>"]),
    ]


def make_course(root, lessons=(LESSON,), students=("student-01", "student-02"), config=CONFIG,
                autograded="gradebook/autograded"):
    """Make a course's folder in which these students' hand-ins are autograded."""
    if config:
        shutil.copy(config, root)
    (root / "gradebook").mkdir(exist_ok=True)
    database = root / ("gradebook/gradebook.db" if config else "gradebook.db")
    engine = create_engine(f"sqlite:///{database}")
    Base.metadata.create_all(engine)  # nbgrader would start alembic for an empty file
    engine.dispose()
    with Gradebook(f"sqlite:///{database}") as gradebook:
        for lesson in lessons:
            notebook = nbformat.read(ROOT / "solutions" / lesson / f"{lesson}.ipynb", as_version=4)
            tracked = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
            with gradebook.db.no_autoflush:
                gradebook.add_assignment(lesson)
                gradebook.add_notebook(lesson, lesson)
                for cell in tracked:
                    add_cell(gradebook, lesson, cell)
            for student in students:
                gradebook.update_or_create_student(student)
                with gradebook.db.no_autoflush:
                    gradebook.add_submission(lesson, student)
                number = int(student[-2:])
                mark(gradebook, lesson, student, number)
                folder = root / autograded / student / lesson
                folder.mkdir(parents=True)
                write_notebook(notebook, folder / f"{lesson}.ipynb", number)
                (folder / "timestamp.txt").write_text("2026-03-01 10:00:00.000000 UTC")
    return root


def add_cell(gradebook, lesson, cell):
    """Enter a tracked cell as nbgrader's SaveCells does."""
    data = cell.metadata.nbgrader
    if data.get("grade"):
        gradebook.add_grade_cell(data.grade_id, lesson, lesson, max_score=data.points,
                                 cell_type=cell.cell_type)
    if data.get("solution"):
        gradebook.add_solution_cell(data.grade_id, lesson, lesson)
    if data.get("task"):
        gradebook.add_task_cell(data.grade_id, lesson, lesson, max_score=data.points,
                                cell_type=cell.cell_type)


def mark(gradebook, lesson, student, number):
    """Give points and comments that differ by student."""
    notebook = gradebook.find_submission_notebook(lesson, lesson, student)
    for place, grade in enumerate(notebook.grades):
        grade.auto_score = grade.max_score * (place % (number + 1)) / (number + 1)
    for place, comment in enumerate(notebook.comments):
        comment.auto_comment = [None, "No response.", "*Why* is $\\beta_1 < 1$?"][place % 3]
    notebook.late_submission_penalty = 0.5 if number == 2 else None
    gradebook.db.commit()


def write_notebook(notebook, path, number):
    """Write a hand-in: the lesson, with outputs and this student's own words."""
    notebook = nbformat.from_dict(notebook)
    shown = outputs(number)
    for place, cell in enumerate(cell for cell in notebook.cells if cell.cell_type == "code"):
        cell.execution_count = place
        if place % 4 == number % 4:
            cell.outputs = shown
    for cell in notebook.cells:
        data = cell.metadata.get("nbgrader", {})
        if data.get("solution") and not data.get("locked"):
            cell.source += f"\n\n# by student {number}: $x_{number}$ <b>&amp; more</b>\n"
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
