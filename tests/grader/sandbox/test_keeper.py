"""A process' sandbox: started ahead, borrowed, and made anew where the last one failed."""

import os
import select
import signal

import pytest

from grader.errors import SandboxFailed
from grader.sandbox import Sandbox
from grader.sandbox.keeper import Keeper

from .conftest import run_in

WARM = ("inside.snippet",)


@pytest.fixture
def keeper():
    keeper = Keeper(WARM)
    yield keeper
    keeper.close()


def test_a_sandbox_that_starts_ahead_is_the_one_that_is_given(keeper):
    keeper.start_ahead()
    sandbox = keeper.sandbox()
    assert run_in(sandbox, "print(1)").printed == "1\n"
    assert keeper.sandbox() is sandbox


def test_a_start_that_nobody_waits_for_is_given_up(keeper, monkeypatch):
    started = []
    start = Sandbox._launch

    def launch(self, *asked):
        started.append(self)
        start(self, *asked)

    monkeypatch.setattr(Sandbox, "_launch", launch)
    keeper.start_ahead()
    keeper.close()
    assert keeper.kept is None
    assert all(one.process is None or one.process.poll() is not None for one in started)
    assert run_in(keeper.sandbox(), "print(1)").printed == "1\n"


def test_one_that_fails_ahead_fails_for_whoever_asks(monkeypatch):
    keeper = Keeper(("inside.nothing",))
    keeper.start_ahead()
    with pytest.raises(SandboxFailed, match="No module named 'inside.nothing'"):
        keeper.sandbox()


def test_a_borrowed_sandbox_is_used_as_long_as_it_lasts(keeper):
    with Sandbox(warm=WARM) as other:
        keeper.borrow(other.share())
        borrowed = keeper.sandbox()
        assert run_in(borrowed, "print(1)").printed == "1\n"
        os.kill(other.process.pid, signal.SIGKILL)
        select.select([borrowed.control], [], [], 60)  # the last of its processes is gone
        with pytest.raises(SandboxFailed):
            run_in(borrowed, "print(2)")
        own = keeper.sandbox()
        assert own is not borrowed
        assert run_in(own, "print(3)").printed == "3\n"


def test_who_has_a_sandbox_borrows_none(keeper):
    own = keeper.sandbox()
    with Sandbox(warm=WARM) as other:
        shared = other.share()
        keeper.borrow(shared)
        assert not shared.is_open
    assert keeper.sandbox() is own
