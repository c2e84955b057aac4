"""Sandboxes of each tier, and a way to run a text in a child of one."""

import os
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.errors import SandboxFailed, SandboxUnavailable
from grader.sandbox import Ending, Limits, Sandbox

WITHOUT = {"full": (), "no-namespaces": ("namespaces",), "no-landlock": ("landlock",)}
SNIPPET = "inside.snippet:serve"


@dataclass(frozen=True)
class Result:
    """What a text raised (the last line of its traceback, or nothing), printed, and its end."""

    raised: str
    printed: str
    ending: Ending


def deadline(seconds=60.0):
    return time.monotonic() + seconds


def hand_over(child, text):
    data = text.encode()
    child.send(len(data).to_bytes(4, "little") + data, deadline())


def run_in(sandbox, text, **limits):
    """Run a text in a child of its own."""
    with sandbox.child(Limits(**limits), serve=SNIPPET) as child:
        hand_over(child, text)
        size = int.from_bytes(child.receive(4, deadline()), "little")
        raised = child.receive(size, deadline()).decode()
    return Result(raised, child.printed, child.ending)


def lacking(reason):
    """Skip what this machine can't do; where CI says that it can, that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def open_sandbox(tier):
    """Open a sandbox of one tier, and say plainly if this machine has no such."""
    sandbox = Sandbox(warm=("numpy", "inside.snippet"), without=WITHOUT[tier])
    try:
        sandbox.__enter__()
    except (SandboxFailed, SandboxUnavailable) as error:
        lacking(f"no sandbox of tier {tier}: {error}")
    with closing(sandbox):
        if sandbox.tier.name != tier:
            lacking(f"no sandbox of tier {tier}: {sandbox.tier.missing}")
        yield sandbox


@pytest.fixture(scope="session", params=WITHOUT)
def sandbox(request):
    """A sandbox, one of each tier."""
    with open_sandbox(request.param) as opened:
        yield opened


@pytest.fixture
def full():
    """A sandbox with every layer, which a test may break."""
    with open_sandbox("full") as opened:
        yield opened


@pytest.fixture
def run(sandbox):
    """Run a text in a child of its own."""
    return lambda text, **limits: run_in(sandbox, text, **limits)


def descendants(pid):
    """Find the processes below one, from /proc."""
    parents = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "stat").read_text().rpartition(")")[2].split()
            parents[int(place.name)] = int(words[1])
        except (OSError, IndexError):  # it ended meanwhile
            continue
    found, rest = set(), {pid}
    while rest := {one for one, parent in parents.items() if parent in rest} - found:
        found |= rest
    return found


@pytest.fixture(autouse=True)
def nothing_is_left(request):
    """No child, mount or descriptor is there after a test that was not there before."""
    used = request.getfixturevalue("sandbox") if "sandbox" in request.fixturenames else None
    before = traces(used)
    yield
    assert traces(used) == before


def traces(sandbox):
    mounts = Path("/proc/self/mountinfo").read_text()
    descriptors = len(os.listdir("/proc/self/fd"))
    return mounts, descriptors, descendants(sandbox.process.pid) if sandbox else set()
