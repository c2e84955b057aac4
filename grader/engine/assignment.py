"""What workers must know of an assignment: the release, the tracked cells, the steps of grading."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment as Row
from nbgrader.api import Notebook
from nbgrader.converters import Autograde
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    Execute,
    SaveAutoGrades,
)
from nbgrader.utils import find_all_files
from sqlalchemy import select
from sqlalchemy.orm import Session
from traitlets import import_item
from traitlets.config import Config

from grader.errors import CannotGrade
from grader.execute import SandboxedExecute
from grader.findings import one_line
from grader.grafting import Tracked
from grader.intake import tracked_cells
from grader.reading import Unreadable, read_file

__all__ = ["Assignment", "Released", "read_assignment"]

# What the writer does, in the one transaction of a batch.
WRITERS = (SaveAutoGrades, AssignLatePenalties)
# What is known to hold: nbgrader's metadata is the gradebook's, each cell there once. Its schema is
# checked anew for every cell (0.9.6), which takes as long as all other steps together.
KNOWN = (CheckCellMetadata,)


@dataclass(frozen=True)
class Released:
    """One notebook of an assignment.

    Attributes:
        content: the released notebook's file; None without one.
        tracked: the cells that the gradebook knows, in the notebook's order.
        kernelspec: as in the instructor's notebook.
    """

    content: bytes | None
    tracked: tuple[Tracked, ...]
    kernelspec: dict | None


@dataclass(frozen=True)
class Assignment:
    """All that a worker needs besides a hand-in; pickled once for each worker.

    Attributes:
        name: the assignment's.
        notebooks: by name, without suffix.
        files: the course's other files, which stand beside a notebook: path -> content.
        own: paths of files that a student may change; the others are the course's.
        steps: nbconvert preprocessors with their settings, in order; one of them executes.
        digest: of everything above but the settings, in hexadecimal.
    """

    name: str
    notebooks: Mapping[str, Released]
    files: Mapping[str, bytes]
    own: frozenset[str]
    steps: tuple[tuple[type, Config], ...]
    digest: str = field(default="")

    @property
    def patience(self) -> float:
        """Seconds after which a worker is stuck: more than any limit within it lets pass."""
        executing = next(config for step, config in self.steps if step is SandboxedExecute)
        in_all = SandboxedExecute(config=executing).timeout_in_all
        return 600 + 4 * in_all * max(1, len(self.notebooks))


def read_assignment(converter: Autograde, session: Session) -> Assignment:
    """Read an assignment from the gradebook and the course's folders.

    Args:
        converter: nbgrader's, with its configuration and its course.
        session: on the gradebook.

    Raises:
        CannotGrade: the gradebook has no such assignment, or the configuration says not to
            execute.
    """
    course, name = converter.coursedir, converter.coursedir.assignment_id
    row = session.scalar(select(Row).where(Row.name == name))
    if row is None:
        raise CannotGrade(f"the gradebook has no assignment {name!r}: make its release with "
                          f"`nbgrader generate_assignment {name}` first")
    folder = Path(course.format_path(course.release_directory, ".", name))
    notebooks = {one.name: _released(one, folder) for one in row.notebooks}
    source = course.format_path(course.source_directory, ".", name)
    files = {}
    for path in sorted(find_all_files(source, [*course.ignore, "*.ipynb"])):
        files[os.path.relpath(path, source)] = Path(path).read_bytes()
    own = frozenset(converter.exclude_overwriting.get(name, ()))
    return Assignment(name, notebooks, files, own, tuple(_steps(converter)),
                      _digest(notebooks, files))


def _released(notebook: Notebook, folder: Path) -> Released:
    tracked, kernelspec = tracked_cells(notebook)
    try:
        content = read_file(folder / f"{notebook.name}.ipynb")
    except Unreadable:  # the tracked cells alone must do, as in nbgrader
        content = None
    return Released(content, tuple(tracked), kernelspec)


def _digest(notebooks: Mapping[str, Released], files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, one in sorted(notebooks.items()):
        digest.update(repr((name, one.content, one.tracked)).encode())
    for name, content in sorted(files.items()):
        digest.update(repr((name, hashlib.sha256(content).digest())).encode())
    return digest.hexdigest()


# -- the steps of grading ------------------------------------------------------------------------


def _steps(converter: Autograde) -> list[tuple[type, Config]]:
    """Give the configured steps: nbgrader's own, with ours in the place of what executes."""
    steps, executes = [], False
    for step in converter.autograde_preprocessors:
        step = import_item(step) if isinstance(step, str) else step
        if not isinstance(step, type):
            raise CannotGrade(f"Autograde.autograde_preprocessors holds {one_line(repr(step))}: "
                              "name classes, which workers can import")
        if issubclass(step, WRITERS) or step in KNOWN:
            continue
        if issubclass(step, Execute | SandboxedExecute):
            executes = True
            step = SandboxedExecute
        steps.append((step, _settings(step, converter.config)))
    if not executes or any(converter.config[name].get("enabled") is False
                           for name in ("Execute", "SandboxedExecute")):
        raise CannotGrade("the configuration says not to execute hand-ins: the outputs in them "
                          "are what students wrote, and no grade is made of those; leave out "
                          "--no-execute")
    return steps


def _settings(step: type, config: Config) -> Config:
    """Give the part of the configuration that is about a class."""
    wanted = Config({one.__name__: config[one.__name__] for one in step.__mro__
                     if one.__name__ in config})
    if step is SandboxedExecute and "timeout" in config.Execute and (
            "timeout" not in config.SandboxedExecute):
        limit: Any = config.Execute.timeout
        # To nbgrader None is no limit: then the limit for all cells is one for each.
        wanted.SandboxedExecute.timeout = (
            SandboxedExecute.timeout_in_all.default_value if limit is None else float(limit))
    return wanted
