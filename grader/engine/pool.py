"""Worker processes, each warm for one kind of task; one that ends takes nobody's task with it.

The standard pools break when a process is killed, which the kernel does where memory runs out.
Here a task whose worker ended goes to another one, and a task that ended two is set aside.
"""

import multiprocessing
import os
import queue
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from typing import Any

from grader.errors import GraderError, WorkersFailed

__all__ = [
    "AHEAD",
    "MOST_FAILED_STARTS",
    "MOST_TRIES",
    "START_SECONDS",
    "Given",
    "Outcome",
    "Pool",
    "attempt",
    "given_back",
    "preload",
    "processors",
]

MOST_TRIES = 2  # of a task, before it is set aside
AHEAD = 2  # tasks that a worker has: one that it does, and one for when it is done
START_SECONDS = 300.0  # until a worker is warm
END_SECONDS = 10.0  # for cleaning up
HUNG_UP = object()  # in the place of a task
MOST_FAILED_STARTS = 3  # in a row


# One process imports for all workers, which are its forks.
METHOD = "forkserver" if sys.platform == "linux" else "spawn"


def preload(module: str) -> None:
    """Let what workers need be imported already, while this process does something else.

    Args:
        module: where the function `start` of a later `Pool` is.
    """
    if METHOD == "forkserver":
        multiprocessing.get_context(METHOD).set_forkserver_preload([module])
        forkserver.ensure_running()


def processors() -> int:
    """Give how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True)
class Outcome:
    """What came of a task.

    Attributes:
        task: as it was given.
        value: what the work gave; None where it failed.
        fault: why it failed; "" where it did not.
    """

    task: Any
    value: Any = None
    fault: str = ""


@dataclass
class Given:
    """A task and how often a worker ended over it."""

    task: Any
    tries: int = 0


@dataclass
class Worker:
    """One process, the tasks that it was given, and since when it is at the first of them."""

    process: Any
    channel: Connection
    given: deque[Given] = field(default_factory=deque)
    is_warm: bool = False
    since: float = field(default_factory=time.monotonic)


class Pool:
    """Worker processes for one kind of task, used in a `with` statement.

    Args:
        jobs: how many.
        start: importable function, called once in each worker with `arguments`; it gives the work,
            a function of one task. What it raises of GraderError is raised in `each`.
        arguments: for `start`; pickled.
        patience: seconds that one task may take before its worker is taken for stuck and killed.
        own: gives further arguments for a worker, which no other has; they are closed here.
    """

    def __init__(self, jobs: int, start: Callable[..., Callable[[Any], Any]], arguments: tuple = (),
                 patience: float = 3600.0, own: Callable[[], tuple] = tuple):
        """Start nothing yet."""
        self.jobs, self.start, self.arguments, self.patience = jobs, start, arguments, patience
        self.own = own
        self.workers: list[Worker] = []
        self.again: deque[Given] = deque()
        self.failed_starts = 0
        self.context = multiprocessing.get_context(METHOD)

    def __enter__(self) -> "Pool":
        """Start the workers; they get warm side by side."""
        preload(self.start.__module__)
        for _ in range(self.jobs):
            self.hire()
        return self

    def __exit__(self, *_: object) -> None:
        """End the workers, whatever they are at."""
        for worker in self.workers:
            worker.channel.close()
        for worker in self.workers:
            worker.process.join(END_SECONDS)
            worker.process.kill()
            worker.process.join()
        self.workers.clear()

    def each(self, tasks: Iterable[Any]) -> Iterator[Outcome]:
        """Do tasks side by side.

        Args:
            tasks: taken as workers get free, so that a generator never holds many.

        Yields:
            The outcome of each, in the order in which they are done.

        Raises:
            GraderError: what `start` raised in a worker.
            WorkersFailed: workers end before they are warm, again and again.
        """
        coming = iter(tasks)
        is_over = False
        while True:
            for worker in self.workers:
                while not is_over and worker.is_warm and len(worker.given) < AHEAD:
                    given = self.again.popleft() if self.again else next(coming, None)
                    if given is None:
                        is_over = True
                        break
                    self.give(worker, given if isinstance(given, Given) else Given(given))
            if is_over and not self.again and not any(one.given for one in self.workers):
                return
            yield from self.news()
            is_over = is_over and not self.again

    def hire(self) -> None:
        """Start one more worker."""
        own = self.own()
        ours, theirs = self.context.Pipe()
        process = self.context.Process(
            target=serve, args=(theirs, self.start, (*self.arguments, *own)), daemon=True)
        process.start()
        for one in (theirs, *own):
            one.close()
        self.workers.append(Worker(process, ours))

    def give(self, worker: Worker, given: Given) -> None:
        """Send a worker a task; one that has ended will be noticed."""
        if not worker.given:
            worker.since = time.monotonic()
        worker.given.append(given)
        with suppress(OSError):
            worker.channel.send(given.task)

    def news(self) -> Iterator[Outcome]:
        """Wait until workers say something, end or are stuck, and give what came of it."""
        by_channel = {worker.channel: worker for worker in self.workers}
        for channel in wait(by_channel, timeout=1.0):
            worker = by_channel[channel]
            try:
                kind, value = channel.recv()
            except (EOFError, OSError):
                yield from self.replace(worker, "")
                continue
            worker.since = time.monotonic()
            if kind == "failed":
                raise value
            if kind == "warm":
                worker.is_warm, self.failed_starts = True, 0
            else:
                task = worker.given.popleft().task
                yield Outcome(task, value) if kind == "done" else Outcome(task, fault=value)
        for worker in list(self.workers):
            patience = self.patience if worker.is_warm else START_SECONDS
            if (worker.given or not worker.is_warm) and (
                    time.monotonic() - worker.since > patience):
                yield from self.replace(worker, f"it was not done in {patience:g} s")

    def replace(self, worker: Worker, why: str) -> Iterator[Outcome]:
        """Start another worker for one that ended or is stuck, and find out about its tasks."""
        worker.process.kill()
        worker.process.join()
        worker.channel.close()
        self.workers.remove(worker)
        if not worker.is_warm:
            self.failed_starts += 1
            if self.failed_starts >= MOST_FAILED_STARTS:
                raise WorkersFailed(f"{MOST_FAILED_STARTS} workers in a row ended before they had "
                                    "started: free some memory, or try with --jobs 1")
        yield from given_back(worker.given, self.again, why or told(worker.process.exitcode))
        self.hire()


def given_back(lost: Iterable[Given], again: deque[Given], why: str,
               is_blamed: bool = True) -> Iterator[Outcome]:
    """Have the tasks of a worker that ended done again, but for one that ends its workers.

    Args:
        lost: its tasks, in the order in which it does them.
        again: is filled with those that another worker is to do.
        why: the worker ended.
        is_blamed: whether the first task, which it was at, counts as the cause.

    Yields:
        The outcome of a task that is set aside.
    """
    for number, given in enumerate(lost):
        given.tries += is_blamed and number == 0  # the others had not begun
        if given.tries < MOST_TRIES:
            again.append(given)
        else:
            yield Outcome(given.task, fault=("it is set aside: the worker that had it ended, "
                                             f"{MOST_TRIES} times ({why})"))


def told(code: int | None) -> str:
    """Say how a process ended."""
    if code is not None and code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
        memory = ", as the system does when memory runs out" if -code == signal.SIGKILL else ""
        return f"it was killed with {name}{memory}"
    return f"its exit code was {code}"


def serve(channel: Connection, start: Callable, arguments: tuple) -> None:
    """Be a worker: get warm, then do tasks until the pool hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the pool's process decides
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # out of a task, with what it cleans up
    tasks: queue.SimpleQueue = queue.SimpleQueue()
    # A thread: tasks are taken while one is done, and the pool's end, whatever its cause, is ours.
    threading.Thread(target=take, args=(channel, tasks), daemon=True).start()
    try:
        work = start(*arguments)
    except GraderError as error:
        channel.send(("failed", error))
        return
    channel.send(("warm", None))
    while (task := tasks.get()) is not HUNG_UP:
        reply = attempt(work, task)
        with suppress(BrokenPipeError):
            channel.send(reply)


def attempt(work: Callable[[Any], Any], task: Any) -> tuple[str, Any]:
    """Do a task; give "done" and what came of it, or "fault" and what went wrong."""
    try:
        return "done", work(task)
    except Exception as error:  # a fault of ours in one task, which the others don't share
        return "fault", f"internal error: {type(error).__name__}: {error}"


def take(channel: Connection, tasks: queue.SimpleQueue) -> None:
    """Put tasks into a worker's queue; end the worker when the pool hangs up or is gone."""
    while True:
        try:
            tasks.put(channel.recv())
        except (EOFError, OSError):
            # Out of a task: to the thread that does it, for in another the signal would not wake
            # it. What the signal raises may be swallowed there; then this is the next task.
            tasks.put(HUNG_UP)
            signal.pthread_kill(threading.main_thread().ident, signal.SIGTERM)
            return
