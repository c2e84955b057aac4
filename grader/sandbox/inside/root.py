"""The root folder that the fork server and its children see: read-only, and little in it."""

import os
from pathlib import Path

from . import namespaces
from .libc import call
from .places import DEVICES, HOME, PACKAGES

__all__ = ["change_root"]

HOME_SIZE = 32 << 20  # bytes, for what the warm modules cache


def change_root(shown: list[tuple[str, bool]], links: dict[str, str],
                packages: dict[str, str]) -> None:
    """Build the new root folder and make it this process's own.

    It is built in memory over a folder of the old root, in a mount namespace of its own: nothing
    of it is seen outside, and nothing is left when the last process in it ends.

    Args:
        shown: folders and files of this machine, outer ones first; False hides one that lies in
            another.
        links: symbolic links to make, and what they point to.
        packages: name in PACKAGES, and the folder that it shows.

    Raises:
        OSError: a mount was refused.
    """
    namespaces.make_private()
    # Opened before anything covers them.
    paths = [*DEVICES, "/proc", *packages.values(), *(path for path, is_shown in shown if is_shown)]
    sources = {path: os.open(path, os.O_PATH | os.O_CLOEXEC) for path in paths}
    root = "/dev"  # any folder will do that every machine has
    namespaces.mount_memory(root, "size=1m,mode=755")
    # The view of processes that the server had: a new one is refused in many containers. The
    # server needs it to name its children's users; each child covers it with an empty folder.
    for path in (*DEVICES, "/proc"):
        _show(sources[path], root + path, read_only=False)
    _fill(root, shown, sources)
    for name, path in packages.items():
        _show(sources[path], f"{root}{PACKAGES}/{name}")
    for path, target in links.items():
        os.symlink(target, root + path)
    for source in sources.values():
        os.close(source)
    Path(root + HOME).mkdir(parents=True)
    _pivot(root)
    namespaces.mount_memory(HOME, f"size={HOME_SIZE},nr_inodes=4096,mode=777")
    namespaces.make_read_only("/", below=False)


def _fill(root: str, shown: list[tuple[str, bool]], sources: dict[str, int]) -> None:
    """Show folders and files in the new root, and cover what is to be hidden in them."""
    for path, is_shown in shown:
        if is_shown:
            _show(sources[path], root + path)
        else:
            namespaces.mount_memory(root + path, "size=64k,mode=755")
    # Only now, for something in a hidden folder may have been shown again.
    for path, is_shown in shown:
        if not is_shown:
            namespaces.make_read_only(root + path, below=False)


def _show(source: int, target: str, read_only: bool = True) -> None:
    """Bind an opened file or folder, and all that is mounted in it, to a new place."""
    place = Path(target)
    path = f"/proc/self/fd/{source}"
    if os.path.isdir(path):
        place.mkdir(parents=True, exist_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    namespaces.mount(path, target, None, namespaces.MS_BIND | namespaces.MS_REC)
    if read_only:
        namespaces.make_read_only(target)


def _pivot(root: str) -> None:
    """Make `root` the root folder, and let go of the old one."""
    MNT_DETACH = 2
    os.chdir(root)
    # Old and new in one place: the old root lies over the new one until it is let go.
    call("pivot_root", b".", b".")
    call("umount2", b".", MNT_DETACH)
    os.chdir("/")
