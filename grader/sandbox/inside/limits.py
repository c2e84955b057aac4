"""Limits of one process, as the kernel's rlimits."""

import contextlib
import os
import resource
import sys

__all__ = ["address_space", "limit", "tasks_of_this_user"]


def limit(memory: int, cpu_seconds: int, processes: int, file_size: int, files: int) -> None:
    """Limit this process, for good: no limit can be raised again.

    Args:
        memory: bytes of address space.
        cpu_seconds: of processor time; then it is killed.
        processes: threads of its user, its own included.
        file_size: bytes of a file that it writes.
        files: open descriptors.
    """
    limits = {"AS": memory, "CPU": cpu_seconds, "NPROC": processes, "FSIZE": file_size,
              "NOFILE": files, "CORE": 0, "MEMLOCK": 0, "MSGQUEUE": 0, "SIGPENDING": 64}
    for name, most in limits.items():
        which = getattr(resource, f"RLIMIT_{name}", None)
        if which is None:  # macOS knows fewer
            continue
        _, hard = resource.getrlimit(which)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(which, (most, most))
        except ValueError:  # macOS refuses to limit what is mapped already
            if sys.platform == "linux":
                raise


def address_space() -> int:
    """Give the bytes of address space that this process has mapped; 0 if unknown."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:  # no Linux
        return 0


def tasks_of_this_user() -> int:
    """Count the threads of this process's user, for a limit that counts them all.

    Left out are those of processes that forbid dumps, as every child does: to all others they
    look like root's.
    """
    count = 0
    with contextlib.suppress(OSError), os.scandir("/proc") as places:
        for place in places:
            with contextlib.suppress(OSError):  # it ended
                if place.name.isdigit() and place.stat().st_uid == os.getuid():
                    count += len(os.listdir(f"/proc/{place.name}/task"))
    return count
