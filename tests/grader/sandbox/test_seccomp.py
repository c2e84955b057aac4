"""The filter: its program is run here by an interpreter, and in the kernel by a child."""

import errno
import platform
import re
import signal
import struct
from pathlib import Path

import pytest

from grader.sandbox import Died
from grader.sandbox.inside import seccomp
from grader.sandbox.inside.syscalls import ARCHITECTURES

from .conftest import deadline, hand_over

HEADERS = {"x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
           "aarch64": Path("/usr/include/asm-generic/unistd.h")}
PID = 7
ALLOWED, REFUSED, KILLED = "allowed", errno.EPERM, "killed"


def verdict(code, audit, number, arguments=()):
    """Interpret a filter as the kernel does; give ALLOWED, KILLED or an error number."""
    data = struct.pack("IIQ6Q", number, audit, 0, *arguments, *[0] * (6 - len(arguments)))
    lines = list(struct.iter_unpack("HBBI", code))
    accumulator = place = 0
    while True:
        operation, if_true, if_false, value = lines[place]
        place += 1
        if operation == 0x20:
            accumulator, = struct.unpack_from("I", data, value)
        elif operation == 0x15:
            place += if_true if accumulator == value else if_false
        elif operation == 0x35:
            place += if_true if accumulator >= value else if_false
        else:
            assert operation == 0x06
            return {0x7FFF: ALLOWED, 0x8000: KILLED}.get(value >> 16, value & 0xFFFF)


@pytest.fixture(params=ARCHITECTURES)
def architecture(request):
    return ARCHITECTURES[request.param]


def decide(architecture, name, *arguments, own_files=True):
    code = seccomp.program(PID, own_files, architecture.name)
    return verdict(code, architecture.audit, architecture.numbers[name], arguments)


def test_what_python_needs_is_allowed(architecture):
    for name in ("read", "write", "openat", "mmap", "rt_sigaction", "exit_group", "getrandom"):
        assert decide(architecture, name) == ALLOWED


def test_files_change_only_where_they_are_the_child_s_own(architecture):
    for name in ("unlinkat", "renameat2", "fchmodat", "ftruncate", "utimensat"):
        assert decide(architecture, name) == ALLOWED
        assert decide(architecture, name, own_files=False) == REFUSED


def test_a_number_that_is_on_no_list_is_refused(architecture):
    code = seccomp.program(PID, True, architecture.name)
    known = set(architecture.numbers.values())
    for number in set(range(600)) - known:
        assert verdict(code, architecture.audit, number) == REFUSED, number


def test_another_architecture_s_calls_kill(architecture):
    code = seccomp.program(PID, True, architecture.name)
    for audit in (0x40000003, 0x40000028, 0xC000003E, 0xC00000B7):  # i386, arm, x86-64, aarch64
        expected = ALLOWED if audit == architecture.audit else KILLED
        assert verdict(code, audit, architecture.numbers["read"]) == expected
    assert verdict(code, architecture.audit, 0x40000000) == KILLED  # x32


@pytest.mark.parametrize(("name", "arguments", "expected"), [
    ("clone", (0x3D0F00,), ALLOWED),  # pthread_create
    ("clone", (17,), errno.EAGAIN),  # fork
    ("clone", (0x4111,), errno.EAGAIN),  # vfork
    ("clone", (0x3D0F00 | 0x10000000,), errno.EAGAIN),  # a thread in a new user namespace
    ("clone3", (), errno.ENOSYS),
    ("kill", (PID, 9), ALLOWED),
    ("kill", (PID + 1, 9), REFUSED),
    ("kill", (0, 9), REFUSED),
    ("kill", (2**32 - 1, 9), REFUSED),  # -1: everybody
    ("kill", (2**64 - 1, 9), REFUSED),
    ("tgkill", (PID, PID, 9), ALLOWED),
    ("tgkill", (1, 1, 9), REFUSED),
    ("prlimit64", (0, 7), ALLOWED),
    ("prlimit64", (1, 7), REFUSED),
    ("fcntl", (3, 1), ALLOWED),  # F_GETFD
    ("fcntl", (3, 6), REFUSED),  # F_SETLK
    ("fcntl", (3, 2**32 + 6), REFUSED),
    ("fcntl", (3, 37), REFUSED),  # F_OFD_SETLK
    ("fcntl", (3, 8), REFUSED),  # F_SETOWN
    ("fcntl", (3, 1024), REFUSED),  # F_SETLEASE
    ("ioctl", (1, 0x5401), ALLOWED),  # TCGETS
    ("ioctl", (1, 0x5412), REFUSED),  # TIOCSTI: typing for the instructor
    ("futex", (0, 129), ALLOWED),  # FUTEX_WAKE_PRIVATE
    ("futex", (0, 1), REFUSED),
    ("futex", (0, 0), ALLOWED),
])
def test_arguments_decide_where_a_call_can_be_misused(architecture, name, arguments, expected):
    assert decide(architecture, name, *arguments) == expected


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_the_table_agrees_with_the_kernel_s_headers(name):
    if not HEADERS[name].exists():
        pytest.skip(f"the kernel's headers for {name} are not installed")
    told = dict(re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", HEADERS[name].read_text()))
    # The generic table calls this one fstatat where a long has 64 bits: newfstatat.
    told.setdefault("newfstatat", told.get("fstatat"))
    for call, number in ARCHITECTURES[name].numbers.items():
        assert int(told[call]) == number, call


def raw(numbers):
    return ("import ctypes; c = ctypes.CDLL(None, use_errno=True)\n"
            f"for number in {sorted(numbers)}:\n"
            "    result = c.syscall(number, 0, 0, 0, 0, 0, 0)\n"
            "    print(number, result, ctypes.get_errno())")


def test_the_kernel_refuses_every_number_that_is_on_no_list(sandbox, run):
    here = ARCHITECTURES[platform.machine()].numbers
    # 335 and 336 are x86-64's uretprobe and uprobe, which newer kernels let through every filter:
    # they serve a probe that an administrator placed, and end a process that has none.
    numbers = set(range(600)) - set(here.values()) - {335, 336}
    if "namespaces" not in sandbox.tier.layers:
        numbers |= {here[name] for name in seccomp.OWN_FILES.split() if name in here}
    result = run(raw(numbers))
    lines = [line.split() for line in result.printed.splitlines()]
    assert len(lines) == len(numbers)
    assert [line for line in lines if line[1:] != ["-1", str(errno.EPERM)]] == []


@pytest.mark.skipif(platform.machine() != "x86_64", reason="only x86-64 has these ways in")
@pytest.mark.parametrize("text", [
    # x32's getpid
    "import ctypes; print(ctypes.CDLL(None).syscall(0x40000027))",
    # i386's getpid: mov eax, 20; int 0x80; ret
    "import ctypes, mmap\n"
    "m = mmap.mmap(-1, 4096, prot=7)\n"
    "m.write(b'\\xb8\\x14\\0\\0\\0\\xcd\\x80\\xc3')\n"
    "place = ctypes.addressof(ctypes.c_char.from_buffer(m))\n"
    "print(ctypes.CFUNCTYPE(ctypes.c_int)(place)())",
], ids=["x32", "i386"])
def test_another_way_into_the_kernel_kills(sandbox, text):
    with sandbox.child(serve="inside.snippet:serve") as child:
        hand_over(child, text)
        with pytest.raises(Died) as died:
            child.receive(4, deadline())
    assert died.value.ending.signal in (signal.SIGSYS, signal.SIGSEGV)  # no i386 in this kernel
    assert child.printed == ""
