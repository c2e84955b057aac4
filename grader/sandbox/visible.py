"""What of this machine the sandbox shows: Python, its packages, the system's libraries."""

import os
import site
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import descent
import grader

__all__ = ["Visible", "find_visible"]

SYSTEM = ("/usr", "/etc/ld.so.cache", "/etc/alternatives")
LIBRARIES = ("/lib", "/lib64", "/lib32")


@dataclass(frozen=True)
class Visible:
    """What is shown and hidden, and where Python finds things.

    Attributes:
        python: the executable, outside of any virtual environment.
        shown: folders and files, outer ones first; False where one inside another is hidden.
        links: symbolic links in the root folder, and what they point to.
        packages: name of a package that is shown by itself, and its folder.
        search: folders in which Python looks for other packages.
    """

    python: str
    shown: tuple[tuple[str, bool], ...]
    links: dict[str, str]
    packages: dict[str, str]
    search: tuple[str, ...]

    def readable(self) -> tuple[list[str], list[str]]:
        """Say the same without mounts: what may be read, and folders of which the names may be.

        A folder with something hidden in it is taken apart into what else is in it.
        """
        hidden = [Path(path) for path, is_shown in self.shown if not is_shown]
        readable = [part for path, is_shown in self.shown if is_shown
                    for part in without(Path(path), hidden)]
        # Python lists a folder that it searches, and takes one that it can't list for empty.
        return [*map(str, readable), *self.packages.values()], list(self.search)


def find_visible() -> Visible:
    """Find out what a Python like this one needs, on this machine.

    Whatever of `grader` lies there too is hidden: beside `descent` in site-packages, where it was
    installed from a wheel, and the whole project, where it is installed from a working copy.
    """
    python = os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)
    # By their real paths only: another name of a folder would show what is hidden in the first.
    search = [os.path.realpath(path) for path in [*site.getsitepackages(), _of_the_user()]
              if os.path.isdir(path)]
    libraries = [path for path in LIBRARIES if os.path.isdir(path)]
    links = {path: os.readlink(path) for path in libraries if os.path.islink(path)}
    wanted = {*SYSTEM, *(set(libraries) - set(links)), *search, python,
              os.path.realpath(sys.base_prefix)}
    packages = {"descent": str(_folder(descent)), "inside": str(Path(__file__).parent / "inside")}
    shown = arranged(filter(os.path.exists, wanted), {str(path) for path in private_folders()})
    return Visible(python, shown, links, packages, tuple(search))


def private_folders() -> set[Path]:
    """Give the folders that hold what student code must not read: of grader, or all the project."""
    folder = _folder(grader)
    is_installed = any(folder.is_relative_to(path) for path in map(os.path.realpath, sys.path)
                       if os.path.basename(path) in ("site-packages", "dist-packages"))
    return {folder} if is_installed else {folder.parent}


def arranged(wanted: Iterator[str], hidden: set[str]) -> tuple[tuple[str, bool], ...]:
    """Order folders from outer to inner, without those of which an outer one says as much."""
    arranged: dict[str, bool] = {}
    for path in sorted({*wanted, *hidden}, key=lambda path: (len(Path(path).parts), path)):
        outer = [arranged[str(parent)] for parent in Path(path).parents if str(parent) in arranged]
        was_shown = outer[0] if outer else False
        if (path not in hidden) != was_shown:
            arranged[path] = not was_shown
    return tuple(arranged.items())


def without(folder: Path, hidden: list[Path]) -> Iterator[Path]:
    """Give a folder, or if something in it is hidden, what else is in it."""
    if folder in hidden:
        return
    if not any(path.is_relative_to(folder) for path in hidden):
        yield folder
        return
    for part in folder.iterdir():
        yield from without(part, hidden)


def _folder(package) -> Path:
    """Give a package's folder, following links."""
    return Path(package.__file__).resolve().parent


def _of_the_user() -> str:
    """Give the user's own folder of packages, or nothing where Python doesn't look there."""
    return site.getusersitepackages() if site.ENABLE_USER_SITE else ""
