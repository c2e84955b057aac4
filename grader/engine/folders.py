"""The folders of autograded/: made beside their places, then put there by renaming.

A folder is either as it was or whole and new, whenever the process is killed.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.utils import rmtree

from grader.copying import Bounds, copy_regular
from grader.engine.assignment import Assignment
from grader.engine.submissions import Place
from grader.engine.work import Graded

__all__ = ["Staged", "stage", "tidy"]

NEW, OLD = ".{}.new", ".{}.old"  # nbgrader's patterns don't find names with a dot


@dataclass(frozen=True)
class Staged:
    """A folder that is ready to be put into its place."""

    place: Place
    folder: Path

    def put(self) -> None:
        """Put the folder into its place, in the place of what was there."""
        target, old = self.place.target, beside(self.place.target, OLD)
        if target.exists():
            clear(old)
            target.rename(old)
        self.folder.rename(target)
        clear(old)

    def drop(self) -> None:
        """Delete the folder: it will not be needed."""
        clear(self.folder)


def stage(converter: Autograde, assignment: Assignment, place: Place, graded: Graded) -> Staged:
    """Make a student's folder of autograded/, with nbgrader's files and permissions.

    Args:
        converter: nbgrader's, with its configuration and its course.
        assignment: whose files stand beside the notebooks.
        place: where the hand-in lies.
        graded: what came of it.

    Raises:
        OSError: the disk is full, say; then nothing is left of the folder.
    """
    folder, course = beside(place.target, NEW), converter.coursedir
    try:
        folder.mkdir(parents=True)
        if course.notebook_id != "*" and place.target.is_dir():
            # The other notebooks stay as they are.
            shutil.copytree(place.target, folder, dirs_exist_ok=True)
        reserved = {*assignment.files, *(f"{name}.ipynb" for name in assignment.notebooks)}
        copy_regular(place.source, folder, [*course.ignore, "*.ipynb"], reserved,
                     Bounds.of(course))
        for name, content in assignment.files.items():
            path = folder / name
            if not (name in assignment.own and path.exists()):
                write(path, content)
        for name, one in graded.notebooks.items():
            write(folder / f"{name}.ipynb", one.content.encode())
        set_permissions(converter, folder)
    except BaseException:
        clear(folder)
        raise
    return Staged(place, folder)


def tidy(place: Place) -> None:
    """Delete what a run that was killed left beside a student's folder."""
    for pattern in (NEW, OLD):
        clear(beside(place.target, pattern))


def write(path: Path, content: bytes) -> None:
    """Write a file, whatever was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def set_permissions(converter: Autograde, folder: Path) -> None:
    """Set what nbgrader sets: files' permissions, and a shared course's of folders."""
    permissions = int(str(converter.permissions), 8)
    shared = converter.coursedir.groupshared
    for parent, _, files in os.walk(folder):
        for name in files:
            os.chmod(os.path.join(parent, name), permissions)
        if shared:
            os.chmod(parent, (os.stat(parent).st_mode | 0o2770) & 0o2777)
    if shared:
        steps = Path(converter.coursedir.format_path(
            converter.coursedir.autograded_directory, ".", "."))
        for parent in (folder.parent, steps):
            mode = parent.stat().st_mode
            if mode & 0o2770 != 0o2770:
                try:
                    parent.chmod((mode | 0o2770) & 0o2777)
                except PermissionError:
                    converter.log.warning("Could not update permissions of %s to make it "
                                          "groupshared", parent)


def beside(target: Path, pattern: str) -> Path:
    """Give a path beside a folder, on the same disk."""
    return target.with_name(pattern.format(target.name))


def clear(folder: Path) -> None:
    """Delete a folder, if it is there; its files may be read-only."""
    if folder.is_dir():
        rmtree(str(folder))
