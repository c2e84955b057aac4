"""Numbers of the system calls that are used or allowed here, for each architecture.

x86-64's from the kernel's table, aarch64's from its generic one (asm-generic/unistd.h). Only the
first were run.
"""

import platform
from dataclasses import dataclass

__all__ = ["ARCHITECTURES", "Architecture", "here"]

# name, x86-64, aarch64; "-" where the architecture has no such call.
TABLE = """
# files and descriptors
read 0 63 | write 1 64 | close 3 57 | lseek 8 62 | pread64 17 67 | pwrite64 18 68 | readv 19 65
writev 20 66 | preadv 295 69 | pwritev 296 70 | dup 32 23 | dup2 33 - | dup3 292 24 | pipe 22 -
pipe2 293 59 | fsync 74 82 | fdatasync 75 83 | fadvise64 221 223 | close_range 436 436
select 23 - | pselect6 270 72 | poll 7 - | ppoll 271 73 | epoll_create1 291 20 | epoll_ctl 233 21
epoll_wait 232 - | epoll_pwait 281 22 | eventfd2 290 19 | fcntl 72 25 | ioctl 16 29 | open 2 -
openat 257 56 | access 21 - | faccessat 269 48 | faccessat2 439 439 | stat 4 - | fstat 5 80
lstat 6 - | newfstatat 262 79 | statx 332 291 | readlink 89 - | readlinkat 267 78
getdents64 217 61 | getcwd 79 17 | chdir 80 49 | fchdir 81 50 | statfs 137 43 | fstatfs 138 44
umask 95 166
# files that change
rename 82 - | renameat 264 38 | renameat2 316 276 | mkdir 83 - | mkdirat 258 34 | rmdir 84 -
unlink 87 - | unlinkat 263 35 | truncate 76 45 | ftruncate 77 46 | fallocate 285 47 | chmod 90 -
fchmod 91 52 | fchmodat 268 53 | utimensat 280 88
# memory
mmap 9 222 | mprotect 10 226 | munmap 11 215 | mremap 25 216 | brk 12 214 | madvise 28 233
mincore 27 232 | msync 26 227
# who and what
getpid 39 172 | getppid 110 173 | gettid 186 178 | getuid 102 174 | geteuid 107 175
getgid 104 176 | getegid 108 177 | getgroups 115 158 | getpgrp 111 - | getpgid 121 155
getsid 124 156 | uname 63 160 | sysinfo 99 179 | times 100 153 | getrusage 98 165
getrlimit 97 163 | prlimit64 302 261 | sched_getaffinity 204 123 | sched_yield 24 124
getcpu 309 168
# signals
kill 62 129 | tkill 200 130 | tgkill 234 131 | rt_sigaction 13 134 | rt_sigprocmask 14 135
rt_sigreturn 15 139 | rt_sigpending 127 136 | rt_sigsuspend 130 133 | rt_sigtimedwait 128 137
sigaltstack 131 132 | pause 34 - | alarm 37 - | getitimer 36 102 | setitimer 38 103
# threads and ends
futex 202 98 | set_robust_list 273 99
rseq 334 293 | set_tid_address 218 96 | clone 56 220 | clone3 435 435
exit 60 93 | exit_group 231 94 | restart_syscall 219 128
# time and chance
time 201 - | gettimeofday 96 169 | clock_gettime 228 113 | clock_getres 229 114 | nanosleep 35 101
clock_nanosleep 230 115 | getrandom 318 278
"""


@dataclass(frozen=True)
class Architecture:
    """An architecture's name, its AUDIT_ARCH value, and the numbers of its calls by name."""

    name: str
    audit: int
    numbers: dict[str, int]


def _numbers(column: int) -> dict[str, int]:
    """Read one column of the table."""
    rows = [row.split() for line in TABLE.splitlines() if not line.startswith("#")
            for row in line.split("|") if row.strip()]
    return {row[0]: int(row[column]) for row in rows if row[column] != "-"}


ARCHITECTURES = {
    "x86_64": Architecture("x86_64", 0xC000003E, _numbers(1)),
    "aarch64": Architecture("aarch64", 0xC00000B7, _numbers(2)),
}


def here() -> Architecture:
    """Give the architecture of this machine.

    Raises:
        OSError: its numbers are not in the table.
    """
    machine = platform.machine()
    if machine not in ARCHITECTURES:
        raise OSError(f"no table of system calls for {machine!r}, only for "
                      f"{', '.join(ARCHITECTURES)}")
    return ARCHITECTURES[machine]
