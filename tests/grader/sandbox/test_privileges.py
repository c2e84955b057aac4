"""What a child keeps of its rights. Without seccomp it may ask the kernel."""


import pytest

from grader.sandbox import Sandbox
from grader.sandbox.inside.privileges import READ_SEARCH, can_become_nobody, inherited_capabilities

from .conftest import run_in

ASKS = ("import ctypes, os, struct\n"
        "c = ctypes.CDLL(None)\n"
        "data = ctypes.create_string_buffer(24)\n"
        "assert c.capget(struct.pack('Ii', 0x20080522, 0), data) == 0\n"
        "print(*struct.unpack('6I', data.raw))\n"
        "print(*os.getresuid(), *os.getresgid(), *os.getgroups())\n"
        "PR_GET_DUMPABLE, PR_GET_NO_NEW_PRIVS, PR_GET_PDEATHSIG = 3, 39, 2\n"
        "number = ctypes.c_int()\n"
        "c.prctl(PR_GET_PDEATHSIG, ctypes.byref(number))\n"
        "print(c.prctl(PR_GET_DUMPABLE), c.prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), number.value)")


@pytest.mark.parametrize("without", [("seccomp",), ("seccomp", "namespaces")])
def test_a_child_is_no_root_and_has_no_way_back(without):
    with Sandbox(warm=("inside.snippet",), without=without, allow_none=True) as sandbox:
        result = run_in(sandbox, ASKS)
    assert result.raised == ""
    capabilities, users, flags = result.printed.splitlines()
    # A Python in root's home is read past the permissions above it; Landlock names what is read.
    allowed = {0, 1 << READ_SEARCH} if "namespaces" in without and can_become_nobody() else {0}
    assert {int(word) for word in capabilities.split()} <= allowed
    assert "0" not in users.split()
    assert flags == "0 1 9"


def test_the_capabilities_of_this_process_are_read_as_the_kernel_tells_them():
    with open("/proc/self/status") as file:
        told = dict(line.split(":", 1) for line in file)
    bits = int(told["CapInh"], 16)
    assert inherited_capabilities() == {number for number in range(64) if bits >> number & 1}
