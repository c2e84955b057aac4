"""Landlock: what of the file system a process may read and change, by the kernel's own rules.

It needs no privilege, works in containers, and can't be undone.
"""

import os
import struct
from collections.abc import Iterable

from .libc import call
from .privileges import set_no_new_privileges

__all__ = ["abi", "enforce", "ruleset"]

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same on every architecture

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
MAKE_CHAR, MAKE_SOCK, MAKE_FIFO, MAKE_BLOCK, MAKE_SYM = 1 << 6, 1 << 9, 1 << 10, 1 << 11, 1 << 12
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
NEVER = EXECUTE | MAKE_CHAR | MAKE_SOCK | MAKE_FIFO | MAKE_BLOCK | MAKE_SYM | IOCTL_DEV


def abi() -> int:
    """Give the version of the kernel's interface: 1 or more.

    Raises:
        OSError: the kernel has no Landlock, or it is switched off.
    """
    return call("syscall", CREATE_RULESET, None, 0, 1)


def handled(version: int) -> tuple[int, int, int]:
    """Give what a version can forbid: rights to files, to the network, and what leaves the domain.

    Of the network: bind and connect of TCP. The last: abstract sockets and signals.
    """
    files = (1 << 13) - 1
    files |= REFER if version >= 2 else 0
    files |= TRUNCATE if version >= 3 else 0
    files |= IOCTL_DEV if version >= 5 else 0
    return files, 0b11 if version >= 4 else 0, 0b11 if version >= 6 else 0


def ruleset(readable: Iterable[str], listable: Iterable[str] = (),
            writable: Iterable[str] = (), devices: Iterable[str] = ()) -> int:
    """Make a set of rules and give its descriptor.

    Args:
        readable: files, and folders with all that is in them. What isn't there is left out.
        listable: folders of which the names may be read, and those in folders below.
        writable: folders in which everything but special files may be made and changed.
        devices: files to read and write.

    Raises:
        OSError: the kernel has no Landlock.
    """
    version = abi()
    files, network, scoped = handled(version)
    attributes = struct.pack("QQQ", files, network, scoped)
    # Older kernels know a shorter struct.
    size = 8 if version < 4 else 16 if version < 6 else 24
    rules = call("syscall", CREATE_RULESET, attributes, size, 0)
    for paths, rights in ((readable, READ_FILE | READ_DIR), (listable, READ_DIR),
                          (writable, files & ~NEVER), (devices, READ_FILE | WRITE_FILE)):
        for path in paths:
            _allow(rules, path, rights)
    return rules


def _allow(rules: int, path: str, rights: int) -> None:
    """Add a rule for a path and what lies below it."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not os.path.isdir(path):
            rights &= READ_FILE | WRITE_FILE
        if rights:
            LANDLOCK_RULE_PATH_BENEATH = 1
            call("syscall", ADD_RULE, rules, LANDLOCK_RULE_PATH_BENEATH,
                 struct.pack("=Qi", rights, place), 0)
    finally:
        os.close(place)


def enforce(rules: int) -> None:
    """Put this process, for good, under a set of rules.

    Raises:
        OSError: the kernel refused.
    """
    set_no_new_privileges()
    call("syscall", RESTRICT_SELF, rules, 0)
