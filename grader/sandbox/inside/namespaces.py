"""Namespaces: a view of the machine with no other users, processes, mounts or networks."""

import os
import signal
import struct

from .libc import call, raw_fork
from .syscalls import here

__all__ = ["CHILD", "SERVER", "SERVER_OF_ROOT", "fork_into", "map_user", "mount_home"]

MOUNT, UTS, IPC, USER, PID, NET = 1 << 17, 1 << 26, 1 << 27, 1 << 28, 1 << 29, 1 << 30
SERVER_OF_ROOT = MOUNT | UTS | IPC | PID | NET
SERVER = SERVER_OF_ROOT | USER
# The server's network has nothing in it, and a child can't open a socket: one of its own would
# cost as much again as all the others.
CHILD = USER | MOUNT | IPC | PID

USER_INSIDE = 1000  # no root, not even of the namespace: what it executes gets no capability

HOME_FILES = 2048  # and folders, of a child; 1,000 may come with a notebook

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_BIND, MS_REC, MS_PRIVATE = 1 << 12, 1 << 14, 1 << 18


def fork_into(flags: int) -> int:
    """Fork; the child is in new namespaces. 0 in the child, which has all capabilities there.

    Raises:
        OSError: the kernel or its configuration refuses these namespaces.
    """
    return raw_fork(here().numbers["clone"], flags | signal.SIGCHLD)


def map_user(user: int, group: int) -> None:
    """Name this process's user and group, in its new user namespace.

    Args:
        user, group: what they are outside.
    """
    for name, line in (("setgroups", "deny"), ("uid_map", f"{USER_INSIDE} {user} 1"),
                       ("gid_map", f"{USER_INSIDE} {group} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(line)


def mount(source: str, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    """Call mount(2).

    Raises:
        OSError: it failed; the message names the target.
    """
    texts = [text if text is None else os.fsencode(text) for text in (source, target, kind)]
    try:
        call("mount", *texts, flags, None if data is None else os.fsencode(data))
    except OSError as error:
        raise OSError(error.errno, f"{error.strerror} (on {target})") from None


def make_private() -> None:
    """Let no later mount be seen outside this namespace, and none from outside be seen here."""
    mount("none", "/", None, MS_REC | MS_PRIVATE)


def make_read_only(path: str, below: bool = True) -> None:
    """Make a mount read-only and without set-uid, with those below it (Linux 5.12)."""
    MOUNT_SETATTR, AT_FDCWD, AT_RECURSIVE = 442, -100, 0x8000
    attributes = struct.pack("QQQQ", MS_RDONLY | MS_NOSUID, 0, 0, 0)
    call("syscall", MOUNT_SETATTR, AT_FDCWD, os.fsencode(path), AT_RECURSIVE if below else 0,
         attributes, len(attributes))


def mount_memory(target: str, options: str, flags: int = 0) -> None:
    """Mount a new, empty file system in memory."""
    mount("tmpfs", target, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC | flags, options)


def cover(folder: str) -> None:
    """Hide a folder behind an empty one that stays empty."""
    mount_memory(folder, "size=4k,nr_inodes=1,mode=555", MS_RDONLY)


def mount_home(home: str, size: int) -> None:
    """Give a child its own home, and take from it the server's /proc.

    Args:
        home: an existing folder.
        size: bytes that its files may take in all.
    """
    make_private()
    mount_memory(home, f"size={size},nr_inodes={HOME_FILES},mode=700")
    cover("/proc")
