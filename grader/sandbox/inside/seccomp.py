"""The list of system calls that a child may make; everything else fails with EPERM.

The list is data: names, and for some calls the values that one argument may have. One assembler
makes a BPF program of it. Only x86-64's program was run; aarch64's has the same form with the
numbers of that architecture.
"""

import ctypes
import errno
import functools
import struct
from dataclasses import dataclass

from .libc import call
from .privileges import set_no_new_privileges
from .syscalls import ARCHITECTURES, here

__all__ = ["enforce", "program"]

# Files and descriptors: no links, no special files, no watching, no locks.
FILES = """read write close lseek pread64 pwrite64 readv writev preadv pwritev dup dup2 dup3 pipe
pipe2 fsync fdatasync fadvise64 close_range select pselect6 poll ppoll epoll_create1 epoll_ctl
epoll_wait epoll_pwait eventfd2 open openat access faccessat faccessat2 stat fstat lstat
newfstatat statx readlink readlinkat getdents64 getcwd chdir fchdir statfs fstatfs umask"""
# Only where the child has a file system of its own: Landlock knows no change of modes and times.
OWN_FILES = """rename renameat renameat2 mkdir mkdirat rmdir unlink unlinkat truncate ftruncate
fallocate chmod fchmod fchmodat utimensat"""
MEMORY = "mmap mprotect munmap mremap brk madvise mincore msync"
ITSELF = """getpid getppid gettid getuid geteuid getgid getegid getgroups getpgrp getpgid getsid
uname sysinfo times getrusage getrlimit sched_getaffinity sched_yield getcpu"""
SIGNALS = """rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend rt_sigtimedwait
sigaltstack pause alarm getitimer setitimer"""
THREADS = "set_robust_list rseq set_tid_address exit exit_group restart_syscall"
TIME = "time gettimeofday clock_gettime clock_getres nanosleep clock_nanosleep getrandom"


@dataclass(frozen=True)
class Values:
    """A call that is allowed only if the low half of one argument has one of these values.

    The kernel takes these arguments as 32-bit numbers, so the high half says nothing.
    """

    argument: int
    allowed: tuple[int, ...]


# What glibc's pthread_create asks for: a thread, in no new namespace.
THREAD_FLAGS = (0x3D0F00,)
# F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC: no locks, by which two children
# could signal each other through a file that both can read; no leases, owners, pipe sizes.
FCNTL_COMMANDS = (0, 1, 2, 3, 4, 1030)
# TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX: what Python asks of any descriptor.
IOCTL_REQUESTS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)

# Every operation on the process's own memory. On memory that others may map too (a page of a
# library will do) only waiting, which pthread_join needs: a wake would be a sign to another child.
FUTEX_OPERATIONS = (*(128 + operation for operation in (0, 1, 3, 4, 5, 9, 10)), 128 + 256 + 9,
                    0, 9, 256 + 9)

ALLOW, FAIL, KILL = 0x7FFF0000, 0x00050000, 0x80000000  # SECCOMP_RET_*
LOAD, JUMP_IF_EQUAL, JUMP_IF_AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06  # BPF, 32-bit words
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data, in bytes
X32 = 0x40000000  # numbers from here on are x86-64's x32 calls, another way to the same kernel


def limited(pid: int) -> dict[str, Values]:
    """Give the calls of which one argument is looked at, for the process of number `pid`."""
    return {
        "clone": Values(0, THREAD_FLAGS),
        "futex": Values(1, FUTEX_OPERATIONS),
        "fcntl": Values(1, FCNTL_COMMANDS),
        "ioctl": Values(1, IOCTL_REQUESTS),
        "kill": Values(0, (pid,)),
        "tgkill": Values(0, (pid,)),
        "prlimit64": Values(0, (0, pid)),
    }


@functools.cache
def program(pid: int, own_files: bool, machine: str = "") -> bytes:
    """Assemble the filter.

    Args:
        pid: of the process that it is for, as that process sees itself.
        own_files: may it change files (it then has a file system of its own)?
        machine: as in ARCHITECTURES; this one unless given.

    Raises:
        OSError: there is no table for this machine.
    """
    architecture = ARCHITECTURES[machine] if machine else here()
    numbers = architecture.numbers
    groups = [FILES, MEMORY, ITSELF, SIGNALS, THREADS, TIME] + [OWN_FILES] * own_files
    code = [_line(LOAD, ARCHITECTURE), _line(JUMP_IF_EQUAL, architecture.audit, 1, 0),
            _line(RETURN, KILL),
            _line(LOAD, NUMBER), _line(JUMP_IF_AT_LEAST, X32, 0, 1), _line(RETURN, KILL)]
    for name in " ".join(groups).split():
        if name in numbers:  # aarch64 lacks those that a newer call replaced
            code += [_line(JUMP_IF_EQUAL, numbers[name], 0, 1), _line(RETURN, ALLOW)]
    # The flags of clone3 lie in memory, where a filter can't look; without it, libraries use clone.
    code += [_line(JUMP_IF_EQUAL, numbers["clone3"], 0, 1), _line(RETURN, FAIL | errno.ENOSYS)]
    for name, values in limited(pid).items():
        # Too many threads is EAGAIN, as from the kernel; so is a fork that can't be.
        code += _checked(numbers[name], values, errno.EAGAIN if name == "clone" else errno.EPERM)
    return b"".join([*code, _line(RETURN, FAIL | errno.EPERM)])


def _line(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """Assemble one instruction; the jumps count the instructions to leave out."""
    return struct.pack("HBBI", operation, if_true, if_false, value)


def _checked(number: int, values: Values, error: int) -> list[bytes]:
    """Assemble the lines for a call of which one argument is looked at."""
    count = len(values.allowed)
    lines = [_line(JUMP_IF_EQUAL, number, 0, count + 3),
             _line(LOAD, ARGUMENTS + 8 * values.argument)]
    lines += [_line(JUMP_IF_EQUAL, value, count - index, 0)
              for index, value in enumerate(values.allowed)]
    return [*lines, _line(RETURN, FAIL | error), _line(RETURN, ALLOW)]


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = [("length", ctypes.c_ushort), ("lines", ctypes.c_void_p)]


def enforce(code: bytes) -> None:
    """Put this process, for good, under a filter that `program` made.

    Raises:
        OSError: the kernel has no seccomp, or something above this process forbids it.
    """
    PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2
    set_no_new_privileges()
    lines = ctypes.create_string_buffer(code, len(code))
    filter_ = _Program(len(code) // 8, ctypes.addressof(lines))
    call("prctl", PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(filter_), 0, 0)
