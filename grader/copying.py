"""Copy or read a student's folder: regular files of limited size, whatever else lies there."""

import errno
import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePath

from nbgrader.coursedir import CourseDirectory

from grader.findings import Finding, one_line
from grader.reading import Unreadable, open_regular, read_file

__all__ = ["BESIDE", "Bounds", "copy_regular", "read_regular"]


@dataclass(frozen=True)
class Bounds:
    """How much is copied.

    Attributes:
        files: how many.
        each: bytes of one file.
        total: bytes of all files.
    """

    files: int
    each: int
    total: int

    @classmethod
    def of(cls, course: CourseDirectory) -> "Bounds":
        """Give the bounds of one hand-in, from nbgrader's own `max_file_size` (kilobytes)."""
        each = 1000 * course.max_file_size
        return cls(1_000, each, 2 * each)


# Of the files that a notebook can open when it runs, where they lie in memory.
BESIDE = Bounds(files=1_000, each=8 << 20, total=12 << 20)


def copy_regular(source: Path, target: Path, ignored: Sequence[str], reserved: Collection[str],
                 bounds: Bounds) -> list[Finding]:
    """Copy the regular files below a folder; links are neither followed nor copied.

    Args:
        source: the student's folder.
        target: the folder to copy to; made where it is missing, files there are replaced.
        ignored: patterns of names of files and folders to pass over in silence, in any case of
            letters.
        reserved: relative paths that the student's files and folders must not be in the way of.
        bounds: how much.

    Returns:
        What was left out, and why.
    """
    findings: list[Finding] = []
    taken = [PurePath(name).parts for name in reserved]
    room, count = bounds.total, 0
    for path in _files(source, ignored, findings):
        name = path.relative_to(source)
        if any(_in_the_way(name.parts, other) for other in taken):
            findings.append(_left_out(name, "the course has a file or folder of that name"))
        elif count == bounds.files:
            findings.append(_left_out(name, f"more than {count} files were handed in"))
        else:
            try:
                size = _copy(path, target / name, bounds.each, room)
                count, room = count + 1, room - size
            except (Unreadable, OSError) as error:
                if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
                    raise  # it is not the file's fault
                findings.append(_left_out(name, str(error).replace(one_line(path, 300), "it")))
    return findings


def read_regular(source: Path, ignored: Sequence[str], bounds: Bounds,
                 ) -> tuple[dict[str, bytes], list[Finding]]:
    """Read the regular files below a folder; links are not followed.

    Args:
        source, ignored, bounds: as of `copy_regular`.

    Returns:
        Relative path -> content, in order, and what was left out, and why.
    """
    findings: list[Finding] = []
    contents: dict[str, bytes] = {}
    room = bounds.total
    for path in _files(source, ignored, findings):
        name = path.relative_to(source)
        if len(contents) == bounds.files:
            findings.append(_not_there(name, f"more than {bounds.files} files were handed in"))
            continue
        try:
            content = read_file(path, bounds.each)
            if len(content) > room:
                raise Unreadable(f"it has {len(content)} bytes, and for all files {room} are left")
        except Unreadable as error:
            findings.append(_not_there(name, str(error).replace(one_line(path, 300), "it")))
        else:
            contents[str(name)] = content
            room -= len(content)
    return contents, findings


def _files(source: Path, ignored: Sequence[str], findings: list[Finding]) -> Iterator[Path]:
    """Give all files in order, links and special files too, without entering linked folders."""

    def told(error: OSError) -> None:
        findings.append(_left_out(PurePath(error.filename or "").relative_to(source),
                                  f"the folder can't be read ({error.strerror})"))

    for folder, folders, files in os.walk(source, onerror=told):
        linked = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        folders[:] = sorted(name for name in folders if name not in linked
                            and not _is_ignored(name, ignored))
        for name in sorted([*files, *linked]):
            if not _is_ignored(name, ignored):
                yield Path(folder, name)


def _is_ignored(name: str, ignored: Sequence[str]) -> bool:
    return any(fnmatch(name.lower(), pattern.lower()) for pattern in ignored)


def _in_the_way(parts: tuple[str, ...], reserved: tuple[str, ...]) -> bool:
    """Say whether one of two different paths is a folder on the way to the other."""
    shorter = min(len(parts), len(reserved))
    return len(parts) != len(reserved) and parts[:shorter] == reserved[:shorter]


def _copy(path: Path, target: Path, largest: int, room: int) -> int:
    with open_regular(path, largest) as file:
        size = os.fstat(file.fileno()).st_size
        if size > room:
            raise Unreadable(f"it has {size} bytes, and for all files {room} are left")
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_symlink() or target.exists():
            target.unlink()
        try:
            with target.open("xb") as copy:
                shutil.copyfileobj(file, copy)
        except OSError:
            target.unlink(missing_ok=True)  # half a file would pass for one
            raise
    return size


def _not_there(name: PurePath, why: str) -> Finding:
    return Finding("file", "", f"The file {one_line(name)} is not there when the notebook runs: "
                   f"{one_line(why, 300)}.")


def _left_out(name: PurePath, why: str) -> Finding:
    return Finding("file", "", f"The file {one_line(name)} is left out: {one_line(why, 300)}.")
