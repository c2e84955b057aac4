"""Give up privileges: user, capabilities, and ways to get them back."""

import ctypes
import os
import signal
import struct
from collections.abc import Iterable

from .libc import call

__all__ = ["become_nobody", "can_become_nobody", "die_with_parent", "drop_capabilities",
           "forbid_dumps", "inherited_capabilities", "set_no_new_privileges"]

NOBODY = 65534
READ_SEARCH = 2  # CAP_DAC_READ_SEARCH
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_KEEPCAPS = 1, 4, 8
PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 38, 47
PR_CAP_AMBIENT_RAISE, PR_CAP_AMBIENT_CLEAR_ALL = 2, 4


def can_become_nobody() -> bool:
    """Tell whether this is root, and has other users: a user namespace may hold root alone."""
    if os.geteuid():
        return False
    with open("/proc/self/uid_map") as ranges:
        return any(int(first) <= NOBODY < int(first) + int(count)
                   for first, _, count in map(str.split, ranges))


def become_nobody(needed: Iterable[str], past_permissions: bool) -> None:
    """Change from root to the user nobody, for good.

    For real user 0 the kernel ignores the limit of processes, and root's files are its own.

    Args:
        needed: files and folders that must stay readable.
        past_permissions: if they aren't (a Python in root's home), keep the one capability that
            reads past permissions, for this process and what it executes. Landlock alone then
            says what is read.

    Raises:
        OSError: this root may become no other user, or nobody can't read what is needed.
    """
    call("prctl", PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    # access() asks for the real user without capabilities.
    closed = [path for path in needed if not os.access(path, os.R_OK)]
    if not closed:
        _set_capabilities()
        return
    try:
        if not past_permissions:
            raise PermissionError
        _set_capabilities(READ_SEARCH)
        call("prctl", PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, READ_SEARCH, 0, 0)
    except OSError:
        raise PermissionError(f"the user nobody can't read {closed[0]}: let every user "
                              "read Python and its packages (chmod -R a+rX), or install them "
                              "elsewhere") from None


def drop_capabilities(keep: Iterable[int] = ()) -> None:
    """Drop every capability but `keep`.

    The bounding set, 41 calls, is left as it is: it says what an executed program may get, and
    set_no_new_privileges says that it gets nothing.
    """
    call("prctl", PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    _set_capabilities(*keep)


def inherited_capabilities() -> set[int]:
    """Give the numbers of the capabilities that were kept on purpose when this was executed."""
    data = ctypes.create_string_buffer(24)
    call("capget", _capability_header(), data)
    _, _, low, _, _, high = struct.unpack("6I", data.raw)
    return {number for number in range(64) if (low | high << 32) >> number & 1}


def _set_capabilities(*kept: int) -> None:
    """Make `kept` (all below 32) the effective, permitted and inheritable capabilities."""
    bits = sum(1 << number for number in kept)
    data = struct.pack("6I", bits, bits, bits, 0, 0, 0)
    call("capset", _capability_header(), ctypes.create_string_buffer(data, 24))


def _capability_header() -> ctypes.Array:
    """Name version 3 of the interface, and this process."""
    return ctypes.create_string_buffer(struct.pack("Ii", 0x20080522, 0), 8)


def set_no_new_privileges() -> None:
    """Let nothing that is executed from here on give more rights than there are."""
    call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def forbid_dumps() -> None:
    """Leave no core file, and let no process of the same user look into this one."""
    call("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0)


def die_with_parent() -> None:
    """Be killed when the parent ends. A change of user undoes this."""
    call("prctl", PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
