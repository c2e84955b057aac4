"""Run a command and say what it and all that it started used: time, processor time, memory.

Workers are forks of a server that the command doesn't wait for, and student code runs in further
forks of another. So this process adopts whatever is left behind (Linux only), and waits for it:
the processor time of every process arrives here, through its parent or by itself.
"""

import ctypes
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

__all__ = ["Used", "run"]

SET_CHILD_SUBREAPER = 36  # of prctl(2)
EVERY = 0.25  # seconds between two looks at the memory


@dataclass
class Used:
    """What a command used.

    Attributes:
        seconds: by the clock, from its start to its end.
        cpu: seconds of processor time of all its processes.
        first: seconds until its first line on stdout; None if there was none.
        own: seconds of processor time of the command's first process, up to its last line.
        memory: bytes of all its processes at their most, shared pages counted once; None where
            it was not looked at.
        code: exit code.
        lines: that it wrote to stdout, the last ones.
    """

    seconds: float = 0.0
    cpu: float = 0.0
    first: float | None = None
    own: float = 0.0
    memory: int | None = None
    code: int = 0
    lines: list[str] = field(default_factory=list)


def run(command: Sequence[str], folder: Path, log: Path, memory: bool = False) -> Used:
    """Run a command to its end, with all that it started.

    Args:
        command: its words.
        folder: in which it runs.
        log: file to which its stderr is added.
        memory: whether to look at its memory; that takes some time of another processor.
    """
    adopt()
    used = Used()
    started = time.perf_counter()
    with log.open("ab") as said:
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=said, text=True)
    over = threading.Event()
    watcher = threading.Thread(target=watch, args=(used, over))
    if memory:
        watcher.start()
    first = psutil.Process(process.pid)
    for line in process.stdout:
        used.first = used.first or time.perf_counter() - started
        with suppress(psutil.Error):
            times = first.cpu_times()
            used.own = times.user + times.system
        used.lines = [*used.lines[-99:], line]
    while True:
        try:
            pid, status, usage = os.wait4(-1, 0)
        except ChildProcessError:
            break
        used.cpu += usage.ru_utime + usage.ru_stime
        if pid == process.pid:
            used.seconds = time.perf_counter() - started
            used.code = process.returncode = os.waitstatus_to_exitcode(status)
    over.set()
    if memory:
        watcher.join()
    return used


def adopt() -> None:
    """Become the parent of processes whose parent has ended.

    Raises:
        OSError: the system doesn't know of it.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform != "linux" or libc.prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError("processes left behind can't be waited for here: Linux can do it")


def watch(used: Used, over: threading.Event) -> None:
    """Keep the most memory that was seen."""
    used.memory = 0
    while not over.wait(EVERY):
        used.memory = max(used.memory, sum(map(proportional, psutil.Process().children(
            recursive=True))))


def proportional(process: psutil.Process) -> int:
    """Give a process' memory, its part of what it shares with others; 0 if it is gone."""
    with suppress(psutil.NoSuchProcess):
        try:
            return process.memory_full_info().pss
        except psutil.AccessDenied:  # confined, and this user isn't root
            with suppress(psutil.Error):
                info = process.memory_info()
                return info.rss - info.shared
    return 0
