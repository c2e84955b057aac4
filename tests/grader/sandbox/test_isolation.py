"""What student code can't do in a child, whatever the tier; each row is an attempt."""

import os
import select
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy
import pytest

from .conftest import deadline, hand_over, run_in

ROOT = Path(__file__).parents[3]
REFUSED = ("PermissionError", "FileNotFoundError", "BlockingIOError")
LIBC = "import ctypes; c = ctypes.CDLL(None, use_errno=True)"


def refused(result):
    return result.raised.startswith(REFUSED)


@pytest.mark.parametrize("path", [
    "/etc/passwd", "/etc/hostname", "/proc/1/environ", "/proc/self/maps", "/proc/meminfo",
    "/sys/kernel/uevent_seqnum", ROOT / "solutions/08_adam.py", ROOT / "README.md",
    ROOT / "grader/errors.py", ROOT / "grader/sandbox/child.py",
    ROOT / "tests/grader/sandbox/conftest.py", Path(__file__)])
def test_no_file_of_the_machine_or_the_project_can_be_read(run, path):
    assert refused(run(f"open({str(path)!r}).read()"))


@pytest.mark.parametrize("folder", ["/", "/proc", "/sys", "/etc", "/dev", "/run", "/var", ROOT,
                                    ROOT / "solutions", ROOT / "grader", Path.home()])
def test_no_folder_of_the_machine_or_the_project_tells_more_than_its_empty_frame(run, folder):
    # Without Landlock the folders on the way to Python can be listed, and hold nothing else.
    result = run(f"import os; print(*[name for name in os.listdir({str(folder)!r})])")
    names = set(result.printed.split())
    if names:
        assert names <= {".venv", "lib", "lib64", "dev", "etc", "proc", "usr", "sandbox", "null",
                         "zero", "urandom", "ld.so.cache", "alternatives", "lib32",
                         *sys.base_prefix.split("/"), *sys.prefix.split("/"),
                         *os.path.realpath(numpy.__file__).split("/")}
    else:
        assert refused(result) or not result.raised


def test_the_grader_can_not_be_imported_and_descent_can(run):
    assert run("import grader").raised == "ModuleNotFoundError: No module named 'grader'"
    assert run("import descent, numpy, inside.snippet").raised == ""


@pytest.mark.parametrize("path", [
    numpy.__file__, "/usr/made", "/dev/made", "/dev/shm/made", Path("/tmp") / "made",
    "/var/tmp/made", "/sandbox/packages/made", "/made", ROOT / "made", Path.home() / "made"])
def test_nothing_can_be_written_but_in_the_child_s_own_home(run, path):
    result = run(f"open({str(path)!r}, 'a').write('x')")
    assert result.raised.startswith((*REFUSED, "OSError: [Errno 30] Read-only"))


def test_the_home_is_the_child_s_own_and_empty_or_can_not_be_written(sandbox, run):
    text = "import os; home = os.environ['HOME']; print(os.listdir(home)); open(home + '/a', 'w')"
    if "namespaces" in sandbox.tier.layers:
        for _ in range(2):
            result = run(text)
            assert (result.raised, result.printed) == ("", "[]\n")
    else:
        assert refused(run(text))


@pytest.mark.parametrize("text", [
    "import socket; socket.socket()",
    "import socket; socket.socket(socket.AF_UNIX)",
    "import socket; socket.socketpair()",
    "import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "import socket; socket.fromfd(descriptor, socket.AF_UNIX, socket.SOCK_STREAM).send(b'x')",
    "import os; os.fork()",
    "import os; os.execv('/usr/bin/true', ['true'])",
    "import os, sys; os.execv(sys.executable, ['python'])",
    "import os; os.posix_spawn('/usr/bin/true', ['true'], {})",
    "import subprocess; subprocess.run(['/usr/bin/true'])",
    "import multiprocessing as m; m.get_context('fork').Process(target=print).start()",
    "import os; os.kill(os.getppid(), 9)",
    "import os; os.kill(-1, 9)",
    "import os; os.kill(0, 9)",
    "import os; os.kill(2, 0)",
    "import os; os.killpg(0, 9)",
    "import os; os.pidfd_open(os.getpid())",
    "import os; os.setuid(0)",
    "import os; os.setgroups([0])",
    "import os; os.chroot('.')",
    "import os; os.memfd_create('x')",
    "import os; os.mkfifo('pipe')",
    "import os; os.link('/dev/null', 'null')",
    "import os; os.symlink('/etc', 'etc')",
    "import os; os.setpriority(0, 0, 5)",
    "import os; os.sched_setaffinity(0, {0})",
    "import os; os.setxattr('/dev/null', 'user.x', b'x')",
    "import fcntl; fcntl.flock(open('/dev/null'), fcntl.LOCK_SH)",
    "import fcntl; fcntl.lockf(open('/dev/null'), fcntl.LOCK_SH)",
    "import fcntl, os; fcntl.fcntl(os.pipe()[0], 1031, 1 << 20)",
    "import fcntl; fcntl.ioctl(1, 0x5412, b'x')",
    "import multiprocessing.shared_memory as s; s.SharedMemory(create=True, size=1)",
    f"{LIBC}; assert c.ptrace(0, 0, 0, 0) < 0; raise PermissionError",
    f"{LIBC}; assert c.unshare(0x10000000) < 0; raise PermissionError",
    f"{LIBC}; assert c.mount(b'x', b'/', b'tmpfs', 0, None) < 0; raise PermissionError",
    f"{LIBC}; assert c.umount2(b'/proc', 2) < 0; raise PermissionError",
    f"{LIBC}; assert c.shmget(0, 4096, 0o1600) < 0; raise PermissionError",
    f"{LIBC}; assert c.sethostname(b'x', 1) < 0; raise PermissionError",
    f"{LIBC}; assert c.prctl(4, 1, 0, 0, 0) < 0; raise PermissionError",
])
def test_no_socket_program_signal_lock_or_right_is_to_be_had(run, text):
    assert refused(run(text)), text


def test_the_limits_can_not_be_raised(run):
    result = run("import resource as r\n"
                 "for name in ('AS', 'NPROC', 'NOFILE', 'CPU', 'FSIZE', 'CORE'):\n"
                 "    which = getattr(r, 'RLIMIT_' + name)\n"
                 "    _, hard = r.getrlimit(which)\n"
                 "    try: r.setrlimit(which, (hard + 1, hard + 1))\n"
                 "    except (ValueError, PermissionError): continue\n"
                 "    print(name)")
    assert (result.raised, result.printed) == ("", "")


def test_a_child_has_four_descriptors_and_a_fixed_environment(sandbox, run):
    result = run("import os\n"
                 "for number in range(4096):\n"
                 "    try: print(number, oct(os.fstat(number).st_mode >> 12))\n"
                 "    except OSError: pass\n"
                 "print(sorted(os.environ))")
    *descriptors, names = result.printed.splitlines()
    assert descriptors == ["0 0o2", "1 0o1", "2 0o1", "3 0o14"]  # device, pipes, socket
    assert names == str(sorted(
        ["PATH", "HOME", "TMPDIR", "LANG", "TZ", "MPLBACKEND", "MPLCONFIGDIR", "IPYTHONDIR",
         "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"]))


def test_a_child_is_no_root_and_its_machine_has_no_name(sandbox, run):
    result = run("import os; print(os.getuid(), os.geteuid(), os.getgid(), os.getgroups())\n"
                 "print(os.uname().nodename)")
    users, node = result.printed.splitlines()
    assert "0" not in users.split()[:3]
    if "namespaces" in sandbox.tier.layers:
        assert node == "sandbox"


def test_signals_are_as_in_a_new_process(run):
    result = run("import signal\n"
                 "print([s.name for s in signal.valid_signals() if hasattr(s, 'name')\n"
                 "       and signal.getsignal(s) not in (signal.SIG_DFL, None)])\n"
                 "print(signal.pthread_sigmask(signal.SIG_BLOCK, ()))")
    assert result.printed == "['SIGPIPE', 'SIGXFSZ']\nset()\n"


def test_two_children_at_once_see_nothing_of_each_other(sandbox):
    lists = ("import os\n"
             "try: print([int(name) for name in os.listdir('/proc') if name.isdigit()])\n"
             "except OSError: print([])\n"
             "try: print(os.listdir(os.environ['HOME']))\n"
             "except OSError: print([])\n")
    writes = "try: open('trace', 'w').write('x')\nexcept OSError: pass\n"
    waits = "import os; os.write(descriptor, b'!'); os.read(descriptor, 1)\n"
    with sandbox.child(serve="inside.snippet:serve") as first:
        hand_over(first, writes + waits + lists)
        assert first.receive(1, deadline()) == b"!"
        second = run_in(sandbox, lists)
        first.send(b"!", deadline())
        assert first.receive(4, deadline()) == bytes(4)
    if "namespaces" in sandbox.tier.layers:
        assert (first.printed, second.printed) == ("[]\n['trace']\n", "[]\n[]\n")
    else:  # the server's home, in which no child can write
        assert first.printed == second.printed == "[]\n['matplotlib']\n"


def test_a_wake_on_memory_that_two_children_may_map_is_refused(sandbox):
    # FUTEX_WAKE without FUTEX_PRIVATE: on a page of a library it would be a sign to the other.
    wakes = (f"{LIBC}\nimport platform\n"
             "number = {'x86_64': 202, 'aarch64': 98}[platform.machine()]\n"
             "print(c.syscall(number, ctypes.byref(ctypes.c_int()), 1, 1, None, None, 0),\n"
             "      ctypes.get_errno())")
    assert run_in(sandbox, wakes).printed == "-1 1\n"


def test_many_children_at_once_each_get_their_own_answer(sandbox):
    with ThreadPoolExecutor(8) as pool:
        printed = list(pool.map(lambda number: run_in(sandbox, f"print({number})").printed,
                                range(40)))
    assert printed == [f"{number}\n" for number in range(40)]


def test_threads_work_and_a_joined_one_is_joined(run):
    result = run("import threading\n"
                 "done = []\n"
                 "ts = [threading.Thread(target=done.append, args=(n,)) for n in range(4)]\n"
                 "for t in ts: t.start()\n"
                 "for t in ts: t.join()\n"
                 "print(sorted(done))")
    assert (result.raised, result.printed) == ("", "[0, 1, 2, 3]\n")


def test_numpy_works(run):
    result = run("import numpy as np\n"
                 "a = np.arange(90000.0).reshape(300, 300)\n"
                 "print(np.linalg.svd(a)[1].shape, np.random.default_rng(0).normal(size=2).shape)")
    assert (result.raised, result.printed) == ("", "(300,) (2,)\n")


def test_matplotlib_works_though_it_was_not_warm(run):
    result = run("import matplotlib.pyplot as plt, io\n"
                 "plt.plot([1, 2]); plt.title('x')\n"
                 "print(len(plt.savefig(file := io.BytesIO()) or file.getvalue()) > 1000)")
    assert result.raised == ""
    assert result.printed.endswith("True\n")


def test_every_child_of_a_judge_that_is_killed_ends(tmp_path):
    judge = tmp_path / "judge.py"
    judge.write_text(
        "import sys, time\n"
        "from grader.sandbox import Sandbox\n"
        "with Sandbox(warm=('inside.snippet',)) as sandbox:\n"
        "    with sandbox.child(serve='inside.snippet:serve') as child:\n"
        "        text = b'while True: pass'\n"
        "        child.send(len(text).to_bytes(4, 'little') + text, time.monotonic() + 60)\n"
        "        print(sandbox.process.pid, flush=True)\n"
        "        sys.stdin.read()\n")
    with subprocess.Popen([sys.executable, judge], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as process:
        server = os.pidfd_open(int(process.stdout.readline()))
        process.kill()
    # The outermost process waits for the server, and the kernel ends the server's children first.
    poll = select.poll()
    poll.register(server, select.POLLIN)
    assert poll.poll(60_000), "the fork server outlived its judge"
    os.close(server)
