"""The workers of a Dask cluster, in the place of a Pool's: on as many machines as there are.

Dask connects the machines; who does what is decided here, as in `Pool`. Each task is bound to one
worker, since a scheduler that is free to try again gives a task that kills workers to several of
them, and takes those for guilty that only waited behind it.
"""

import pickle
import queue
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from grader.engine.cluster_link import Call, Heard, Link
from grader.engine.cluster_worker import grade, prepare, versions
from grader.engine.pool import (
    AHEAD,
    MOST_FAILED_STARTS,
    START_SECONDS,
    Given,
    Outcome,
    given_back,
)
from grader.errors import WorkersFailed
from grader.findings import one_line

__all__ = ["Cluster"]

LOOK_SECONDS = 1.0  # between two looks for workers that have joined
WAIT_SECONDS = 300.0  # for a worker, when there is none


@dataclass(eq=False)
class Worker:
    """One process of the cluster.

    Attributes:
        address: Dask's.
        greeting: the call that makes it warm.
        given: its tasks by their calls, in the order in which it does them.
        since: when it was given the first of them, or was heard of last.
    """

    address: str
    greeting: Call | None = None
    given: dict[Call, Given] = field(default_factory=dict)
    is_warm: bool = False
    since: float = 0.0


class Cluster:
    """A Dask cluster's workers for one kind of task, used in a `with` statement, as a `Pool`.

    Args:
        address: of the scheduler; tls:// takes its certificates from Dask's configuration.
        start: importable function, called once in each worker with `arguments`; it gives the work,
            a function of one task. Workers in which it raises a GraderError get no tasks.
        arguments: for `start`; pickled.
        patience: seconds that one task may take before its worker is taken for stuck.
        tell: is told what the run waits for, and which workers it can't use.
    """

    def __init__(self, address: str, start: Callable[..., Callable[[Any], Any]],
                 arguments: tuple = (), patience: float = 3600.0,
                 tell: Callable[[str], object] = lambda said: None):
        """Connect to nothing yet."""
        self.address, self.patience, self.tell = address, patience, tell
        self.pickled = pickle.dumps((start, arguments))
        self.run = uuid.uuid4().hex
        self.link = Link(address)
        self.workers: dict[str, Worker] = {}
        self.refused: dict[str, str] = {}  # address -> why it gets no tasks
        self.again: deque[Given] = deque()
        self.failed_starts = 0
        self.has_worked = self.is_over = False
        self.looked = self.alone_since = 0.0

    def __enter__(self) -> "Cluster":
        """Connect to the scheduler.

        Raises:
            WorkersFailed: Dask isn't installed.
            SchedulerLost: there is no scheduler.
        """
        self.link.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the cluster."""
        self.workers.clear()
        self.link.__exit__()

    def each(self, tasks: Iterable[Any]) -> Iterator[Outcome]:
        """Do tasks side by side, as `Pool.each`.

        Args:
            tasks: taken as workers get free, so that a generator never holds many.

        Yields:
            The outcome of each, in the order in which they are done.

        Raises:
            SchedulerLost: the scheduler is gone.
            WorkersFailed: no worker can be used, or none came.
        """
        coming = iter(tasks)
        while True:
            for worker in self.workers.values():
                while given := self.next_for(worker, coming):
                    self.give(worker, given)
            if self.is_over and not self.again and not any(
                    worker.given for worker in self.workers.values()):
                return
            self.look_for_workers()
            yield from self.news()

    # -- what workers are given ------------------------------------------------------------------

    def next_for(self, worker: Worker, coming: Iterator[Any]) -> Given | None:
        """Give what a worker should do next; None for nothing now.

        A task over which a worker has ended is alone with its next one, so that there is no doubt
        whose fault it is: while one waits, workers run empty, and the first that is takes it.
        """
        has = worker.given.values()
        if not worker.is_warm or len(has) >= AHEAD or any(given.tries for given in has):
            return None
        if self.again:
            return None if self.again[0].tries and has else self.again.popleft()
        for task in coming:
            return Given(task)
        self.is_over = True
        return None

    def give(self, worker: Worker, given: Given) -> None:
        """Send a worker a task."""
        if not worker.given:
            worker.since = time.monotonic()
        call = self.link.send(worker.address, grade, self.run, data=pickle.dumps(given.task))
        worker.given[call] = given

    def greet(self, worker: Worker) -> None:
        """Have a worker get warm."""
        worker.is_warm, worker.since = False, time.monotonic()
        worker.greeting = self.link.send(worker.address, prepare, self.run, versions(),
                                         data=self.pickled)

    # -- who there is ----------------------------------------------------------------------------

    def look_for_workers(self) -> None:
        """Greet workers that have joined, and see that there are any.

        Raises:
            SchedulerLost, WorkersFailed: as `each`.
        """
        now = time.monotonic()
        if now - self.looked < LOOK_SECONDS:
            return
        self.looked = now
        for address in self.link.addresses():
            if address not in self.workers and address not in self.refused:
                self.workers[address] = Worker(address)
                self.greet(self.workers[address])
        if self.workers:
            self.alone_since = 0.0
        else:
            self.wait_for_one(now)

    def wait_for_one(self, now: float) -> None:
        """Say that there is no worker, and for how long the run waits.

        Raises:
            WorkersFailed: it has waited, or those that are there can't be used.
        """
        if self.refused and not self.has_worked:
            address, why = next(iter(self.refused.items()))
            raise WorkersFailed(f"no worker of {self.address} can be used. {address}: {why}")
        how = f"with `dask worker {self.address} --nthreads 1`, in the course's environment"
        if not self.alone_since:
            self.alone_since = now
            self.tell(f"no worker is at {self.address}: start some {how}. This run waits "
                      f"{WAIT_SECONDS:g} s for one.")
        elif now - self.alone_since > WAIT_SECONDS:
            raise WorkersFailed(f"no worker came to {self.address} in {WAIT_SECONDS:g} s: what was "
                                f"graded until now is kept. Start some {how}; the next run grades "
                                "the rest")

    # -- what is heard of them -------------------------------------------------------------------

    def news(self) -> Iterator[Outcome]:
        """Wait until something is heard, and give what came of it; restart who is stuck."""
        with suppress(queue.Empty):
            heard = self.link.heard.get(timeout=LOOK_SECONDS)
            worker = self.workers.get(heard.address)
            if heard.kind == "left":
                self.refused.pop(heard.address, None)
                if worker:
                    yield from self.lost(worker, is_blamed=not heard.value)
            elif worker and (heard.call is worker.greeting or heard.call in worker.given):
                worker.since = time.monotonic()
                yield from self.hear(worker, heard)
        for worker in list(self.workers.values()):
            patience = self.patience if worker.is_warm else START_SECONDS
            if (worker.given or not worker.is_warm) and (
                    time.monotonic() - worker.since > patience):
                yield from self.restart(worker, patience)

    def hear(self, worker: Worker, heard: Heard) -> Iterator[Outcome]:
        """Go by what a worker said."""
        if heard.call is worker.greeting:
            if heard.kind == "warm":
                worker.is_warm = self.has_worked = True
                self.failed_starts = 0
            else:
                why = one_line(heard.value, 1000)
                del self.workers[worker.address]
                self.refused[worker.address] = why
                self.tell(f"the worker {worker.address} is not used: {why}")
            return
        given = worker.given.pop(heard.call)
        if heard.kind == "done":
            yield Outcome(given.task, heard.value)
        elif heard.kind == "cold":  # its process is another one than that which was greeted
            self.again.appendleft(given)
            if worker.is_warm:
                self.greet(worker)
        else:
            broken = "internal error: " if heard.kind == "broken" else ""
            yield Outcome(given.task, fault=f"{broken}{heard.value}")

    def restart(self, worker: Worker, seconds: float) -> Iterator[Outcome]:
        """Have a stuck worker restarted, and its tasks done by others."""
        why = f"it was not done in {seconds:g} s"
        self.tell(f"the worker {worker.address} is stuck ({why}): it is restarted")
        yield from self.lost(worker, why=f", {why}")
        self.link.restart(worker.address)

    def lost(self, worker: Worker, is_blamed: bool = True, why: str = "") -> Iterator[Outcome]:
        """Find out about the tasks of a worker that has left, or is to.

        Raises:
            WorkersFailed: workers end before they are warm, again and again.
        """
        del self.workers[worker.address]
        if is_blamed and not worker.is_warm:
            self.failed_starts += 1
            if self.failed_starts >= MOST_FAILED_STARTS:
                raise WorkersFailed(f"{MOST_FAILED_STARTS} workers in a row ended before they had "
                                    f"started, the last at {worker.address}: see its log, and "
                                    "that its machine has memory left")
        for call in worker.given:
            self.link.drop(call)  # or Dask would give it to the next worker at this address
        yield from given_back(worker.given.values(), self.again,
                              f"the last was {worker.address}{why}", is_blamed)
