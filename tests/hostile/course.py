"""A small course with the repository's configuration, for hostile hand-ins through stock nbgrader.

A lesson has three exercises: the attacked one between two others, which every hand-in solves.
"""

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config, PyFileConfigLoader

from descent.exercises import EXERCISES

__all__ = ["Course", "POINTS", "at_home"]

CONFIG = Path(__file__).parents[2] / "nbgrader_config.py"
TIME = "2026-11-28 10:00:00.000000 UTC"
NEIGHBOURS = ("bias_factor", "l2_distance")  # quickly judged
OTHER = "clone_params"  # in the place of bias_factor where that is what is attacked
POINTS = 6


@contextmanager
def at_home(root: Path, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let nbgrader find `alembic` by name (0.9.6), and keep its working directory to itself."""
    patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    patch.chdir(root)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader and its libraries deprecate a lot
        yield


class Course:
    """One lesson, the hand-ins for it, and what nbgrader makes of them.

    Args:
        root: a new folder.
        exercise: id of the attacked exercise.
        right: exercise id -> text of a right answer.
        seconds: that a cell of a hand-in may take.
    """

    def __init__(self, root: Path, exercise: str, right, seconds: float):
        """Make the course's folder and its release."""
        self.root, self.exercise, self.right, self.lesson = root, exercise, right, "wall"
        before = OTHER if exercise in NEIGHBOURS else NEIGHBOURS[0]
        self.exercises = (before, exercise, NEIGHBOURS[1])
        shutil.copy(CONFIG, root)
        source = root / "solutions" / self.lesson / f"{self.lesson}.ipynb"
        source.parent.mkdir(parents=True)
        nbformat.write(self.source(), source)
        config = Config(PyFileConfigLoader(CONFIG.name, path=str(root)).load_config())
        config.SandboxedExecute.timeout = seconds
        self.api = NbGraderAPI(config=config)
        result = self.api.generate_assignment(self.lesson)
        if not result["success"]:
            raise RuntimeError(result["log"])

    def source(self) -> NotebookNode:
        """Write the instructor's notebook."""
        cells = [nbformat.v4.new_code_cell("import numpy as np\nfrom descent import check",
                                           id="imports")]
        for exercise in self.exercises:
            name = EXERCISES[exercise].name
            solution = f"### BEGIN SOLUTION\n{self.right(exercise)}\n### END SOLUTION"
            cells += [cell(exercise, solution, solution=True),
                      cell(f"{exercise}_check", f'check("{exercise}", {name}, points={POINTS})',
                           grade=True, locked=True, points=POINTS)]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})

    @cached_property
    def release(self) -> NotebookNode:
        """Give the notebook that students get."""
        return nbformat.read(self.root / "notebooks" / self.lesson / f"{self.lesson}.ipynb", 4)

    def submit(self, student: str, attack: str | None = None, whole: bytes | None = None) -> None:
        """Hand in: right answers, the attacked one's cell as given; or a whole file."""
        folder = self.root / "gradebook" / "submitted" / student / self.lesson
        folder.mkdir(parents=True)
        (folder / "timestamp.txt").write_text(TIME, encoding="utf-8")
        notebook = nbformat.from_dict(self.release)
        for one in notebook.cells:
            if one.id in self.exercises:
                one.source = self.right(one.id)
                if one.id == self.exercise and attack is not None:
                    one.source = attack
        path = folder / f"{self.lesson}.ipynb"
        path.write_bytes(whole or nbformat.writes(notebook).encode("utf-8", "replace"))

    def autograde(self) -> str:
        """Run nbgrader for all students; give its log.

        Raises:
            RuntimeError: nbgrader stopped.
        """
        result = self.api.autograde(self.lesson, "*")
        if not result["success"]:
            raise RuntimeError(result.get("log", "") + result.get("error", ""))
        return result["log"]

    def autograded(self, student: str) -> NotebookNode:
        """Read the notebook that nbgrader has run."""
        return nbformat.read(self.root / "gradebook" / "autograded" / student / self.lesson
                             / f"{self.lesson}.ipynb", 4)

    def scores(self, student: str) -> dict[str, float]:
        """Read the gradebook: exercise -> points."""
        database = f"sqlite:///{self.root / 'gradebook' / 'gradebook.db'}"
        with Gradebook(database, "from-gradient-descent-to-adam") as gradebook:
            submission = gradebook.find_submission(self.lesson, student)
            return {grade.name.removesuffix("_check"): float(grade.score)
                    for notebook in submission.notebooks for grade in notebook.grades}


def cell(name: str, source: str, points: float | None = None, **flags: bool) -> NotebookNode:
    """Make a code cell that nbgrader knows."""
    new = nbformat.v4.new_code_cell(source, id=name)
    new.metadata.nbgrader = {"grade": False, "solution": False, "locked": False, "task": False,
                             "schema_version": 3, "grade_id": name} | flags
    if points is not None:
        new.metadata.nbgrader.points = points
    return new
