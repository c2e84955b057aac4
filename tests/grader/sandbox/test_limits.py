"""What a child may use: each limit is reached, and nothing beyond it."""

import pytest

from grader.sandbox import Died, Limits, TooMuchPrinted

from .conftest import deadline, hand_over

MIB = 1 << 20


def test_memory_ends_and_the_warm_server_s_own_does_not_count(run):
    text = "x = bytearray({})"
    assert run(text.format(150 * MIB), memory=200 * MIB).raised == ""
    assert run(text.format(250 * MIB), memory=200 * MIB).raised == "MemoryError"
    result = run("import numpy\nnumpy.ones(1 << 40)")
    assert "MemoryError" in result.raised


def test_threads_end(sandbox, run):
    text = ("import threading\n"
            "stop = threading.Event()\n"
            "started = 0\n"
            "try:\n"
            "    for started in range(1000): threading.Thread(target=stop.wait).start()\n"
            "except RuntimeError: pass\n"
            "finally: stop.set()\n"
            "print(started)")
    started = int(run(text, processes=5).printed)
    # Without a namespace the kernel counts this user's other threads, which come and go.
    assert started == 4 if "namespaces" in sandbox.tier.layers else started < 999


def test_a_thread_that_is_never_joined_hinders_nobody(run):
    run("import threading\n"
        "for _ in range(3): threading.Thread(target=threading.Event().wait).start()")
    assert run("print(1)").printed == "1\n"


def fill(name, mib):
    return f"open({name!r}, 'wb').write(bytes({mib * MIB}))"


def test_files_and_the_disk_end(sandbox, run):
    if "namespaces" not in sandbox.tier.layers:
        assert "PermissionError" in run(fill("a", 1)).raised
        return
    limits = {"file_size": 2 * MIB, "disk": 3 * MIB}
    assert run(fill("a", 1), **limits).raised == ""
    assert "[Errno 27] File too large" in run(fill("a", 3), **limits).raised
    two = "\n".join([fill("a", 2), fill("b", 2)])
    assert "[Errno 28] No space left" in run(two, **limits).raised
    assert "[Errno 28] No space left" in run("for n in range(9999): open(str(n), 'w')").raised


def test_open_descriptors_end(run):
    text = ("import os\n"
            "try:\n"
            "    for count in range(9999): os.dup(0)\n"
            "except OSError as error: print(count, error.errno)")
    assert run(text, files=20).printed == "16 24\n"  # beside its four


def test_processor_time_ends(sandbox):
    with sandbox.child(Limits(cpu_seconds=1), serve="inside.snippet:serve") as child:
        hand_over(child, "import signal\n"
                         "signal.signal(signal.SIGXCPU, signal.SIG_IGN)\n"
                         "while True: pass")
        with pytest.raises(Died, match="used up its processor time") as died:
            child.receive(4, deadline())
    assert died.value.ending.cause == "cpu"
    assert 0.5 < died.value.ending.cpu_seconds < 2


def test_printing_ends_and_what_was_printed_is_kept_up_to_the_limit(sandbox):
    with sandbox.child(Limits(printed=1000), serve="inside.snippet:serve") as child:
        hand_over(child, "while True: print('x' * 99)")
        with pytest.raises(TooMuchPrinted, match="more than 1000 bytes"):
            child.receive(4, deadline())
    assert child.printed == ("x" * 99 + "\n") * 10


def test_printing_up_to_the_limit_is_fine(run):
    assert run("print('x' * 299_999)", printed=300_000).printed == "x" * 299_999 + "\n"


@pytest.mark.parametrize("name", vars(Limits()))
def test_a_limit_of_nothing_is_refused_for_it_would_be_none(name):
    with pytest.raises(ValueError, match=f"the limit {name} is 0: give a positive number"):
        Limits(**{name: 0})
