"""The sandbox as a whole: its tiers, its start and end, and a server that dies."""

import os
import shutil
import signal
import subprocess
import sys
from threading import Thread

import pytest

from grader.errors import SandboxFailed, SandboxUnavailable
from grader.sandbox import LAYERS, Sandbox, Tier, server

from .conftest import SNIPPET, WITHOUT, deadline, descendants, hand_over, lacking, run_in

WARM = ("inside.snippet",)


@pytest.mark.parametrize(("missing", "name"), [
    ((), "full"),
    (("namespaces",), "no-namespaces"),
    (("landlock",), "no-landlock"),
    (("namespaces", "landlock"), "none"),
    (("seccomp",), "none"),
    (("limits",), "none"),
    (LAYERS, "none"),
])
def test_a_tier_is_named_by_what_is_missing(missing, name):
    tier = Tier.of(dict.fromkeys(missing, "a reason"))
    assert tier.name == name
    assert {*tier.layers, *tier.missing} == set(LAYERS)


def test_a_sandbox_says_its_tier(sandbox):
    without = WITHOUT[sandbox.tier.name]
    assert sandbox.tier.missing == dict.fromkeys(without, "left out on request")
    assert set(sandbox.tier.layers) == set(LAYERS) - set(without)


@pytest.mark.parametrize("without", [("namespaces", "landlock"), ("seccomp",), LAYERS])
def test_without_what_keeps_code_apart_it_is_refused_with_the_ways_out(without):
    with (pytest.raises(SandboxUnavailable, match="Grade on Linux, or in a container") as refusal,
          Sandbox(warm=WARM, without=without)):
        raise AssertionError("it was opened")
    for layer in without:
        assert f"{layer}: left out on request" in str(refusal.value)


@pytest.mark.parametrize("without", [("namespaces", "landlock"), ("seccomp",), LAYERS])
def test_an_instructor_can_insist_and_the_tier_says_so(without):
    with Sandbox(warm=WARM, without=without, allow_none=True) as sandbox:
        assert sandbox.tier.name == "none"
        assert run_in(sandbox, "print(1)").printed == "1\n"


def test_where_there_is_no_fork_nothing_is_started(monkeypatch):
    monkeypatch.delattr(os, "fork")
    with pytest.raises(SandboxUnavailable, match="Windows"):
        Sandbox(warm=WARM, allow_none=True).__enter__()


def test_on_another_system_only_limits_are_tried(monkeypatch):
    monkeypatch.setattr(server.sys, "platform", "darwin")
    with pytest.raises(SandboxUnavailable, match="seccomp: only Linux has it"):
        Sandbox(warm=WARM).__enter__()


def test_a_layer_that_has_no_effect_is_missing(monkeypatch):
    # A child of which only the claim is made that it has Landlock: the trial finds it out.
    start = Sandbox._start

    def forgetful(self):
        tier = self.tier
        if "landlock" in tier.layers:
            self.tier = Tier.of({**tier.missing, "landlock": "forgotten"})
        start(self)
        self.tier = tier

    monkeypatch.setattr(Sandbox, "_start", forgetful)
    with Sandbox(warm=WARM, allow_none=True) as sandbox:
        assert "has no effect: a child can list the root folder" in sandbox.tier.missing["landlock"]


@pytest.mark.parametrize("most", [0, 1])
def test_a_machine_that_allows_no_namespaces_falls_back(most):
    # As in a container: this user namespace may have no other in it, or only the server's.
    if not shutil.which("unshare"):
        lacking("the program unshare is not installed")
    script = ("from grader.sandbox import Sandbox\n"
              "with Sandbox(warm=('inside.snippet',)) as s: print(s.tier.name, s.tier.missing)")
    shell = (f"echo {most} >/proc/sys/user/max_user_namespaces || exit 9; "
             f"exec {sys.executable} -c \"{script}\"")
    done = subprocess.run(["unshare", "-r", "sh", "-c", shell], capture_output=True, text=True)
    if done.returncode in (1, 9) and "Traceback" not in done.stderr:
        lacking(f"no user namespace can be made: {done.stderr}")
    assert done.stdout.startswith("no-namespaces {'namespaces': "), done.stderr
    assert "clone: No space left" in done.stdout


def test_a_module_that_can_not_be_imported_is_named():
    with pytest.raises(SandboxFailed, match="No module named 'inside.nothing'"):
        Sandbox(warm=("inside.nothing",)).__enter__()


def test_a_warm_module_has_run_once_for_all_children():
    with Sandbox(warm=(*WARM, "decimal")) as sandbox:
        assert run_in(sandbox, "import sys; print('decimal' in sys.modules)").printed == "True\n"


@pytest.mark.parametrize("which", ["outermost", "server"])
def test_a_server_that_is_killed_is_no_fault_of_the_student_s(full, which):
    inner, = descendants(full.process.pid)
    with pytest.raises(SandboxFailed, match="the fork server ended"), full.child(
            serve=SNIPPET) as child:
        hand_over(child, "while True: pass")
        os.kill(full.process.pid if which == "outermost" else inner, signal.SIGKILL)
        child.receive(4, deadline())
    with pytest.raises(SandboxFailed, match="the fork server ended"), full.child(serve=SNIPPET):
        raise AssertionError("a dead server made a child")
    with Sandbox(warm=WARM) as another:
        assert run_in(another, "print(1)").printed == "1\n"


@pytest.mark.parametrize("tier", WITHOUT)
def test_nothing_is_left_of_a_sandbox(tier):
    with Sandbox(warm=WARM, without=WITHOUT[tier]) as sandbox:
        stage = sandbox.stage
        child = sandbox.child(serve=SNIPPET).__enter__()
        hand_over(child, "while True: pass")
        handles = [os.pidfd_open(pid)
                   for pid in (sandbox.process.pid, *descendants(sandbox.process.pid))]
    # The sandbox ended before its child was asked to: all of its processes are gone.
    for handle in handles:
        with pytest.raises(ProcessLookupError):
            signal.pidfd_send_signal(handle, 0)
        os.close(handle)
    with pytest.raises(SandboxFailed):
        child.__exit__(None)
    assert not stage or not stage.exists()


def test_a_sandbox_outlives_the_thread_that_opened_it():
    sandbox = Sandbox(warm=WARM)
    opener = Thread(target=sandbox.__enter__)
    opener.start()
    opener.join()
    try:
        assert run_in(sandbox, "print(1)").printed == "1\n"
    finally:
        sandbox.close()


def test_no_descriptor_of_the_judge_reaches_a_child(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the expected answer")
    with secret.open() as file:
        os.set_inheritable(file.fileno(), True)
        with Sandbox(warm=WARM) as sandbox:
            result = run_in(sandbox, "import os\n"
                                     "for number in range(4, 4096):\n"
                                     "    try: os.fstat(number); print(number)\n"
                                     "    except OSError: pass")
    assert result.printed == ""


# -- for several processes -------------------------------------------------------------------------


def test_a_shared_sandbox_gives_each_its_children_and_ends_with_the_first():
    with Sandbox(warm=WARM) as sandbox:
        first, second = sandbox.share(), sandbox.share()
        assert first.tier == second.tier == sandbox.tier
        with second.child(serve=SNIPPET) as child:
            assert run_in(first, "print(1)").printed == "1\n"
            first.close()
            assert not first.is_open
            assert run_in(sandbox, "print(2)").printed == "2\n"
            hand_over(child, "print(3)")
            child.receive(4, deadline())
        assert second.is_open
    assert not second.is_open
    with pytest.raises(SandboxFailed, match="the fork server ended"):
        run_in(second, "print(4)")
    second.close()


def test_a_child_of_a_process_that_hung_up_is_killed():
    with Sandbox(warm=WARM) as sandbox:
        shared = sandbox.share()
        with shared.child(serve=SNIPPET) as child:
            hand_over(child, "while True: pass")
            shared.close()
        assert child.ending.cause == "stopped"
        assert run_in(sandbox, "print(1)").printed == "1\n"
