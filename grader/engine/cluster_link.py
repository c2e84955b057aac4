"""The connection to a Dask cluster: all that the engine knows of Dask as its client."""

import asyncio
import itertools
import logging
import queue
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from grader.errors import SchedulerLost, WorkersFailed
from grader.findings import one_line

__all__ = ["Call", "Heard", "Link"]

CONNECT_SECONDS = 30.0
RESTART_SECONDS = 10.0
NOTICE_SECONDS = 3.0  # until the scheduler has said that a worker left, which can't be reached


@dataclass(eq=False)
class Call:
    """A function that a worker is to call with arguments, the last of which is large."""

    address: str
    function: Callable[..., tuple[str, Any]]
    arguments: tuple
    data: bytes
    number: int
    future: Any = None
    is_dropped: bool = False


@dataclass(frozen=True)
class Heard:
    """Something that came from the cluster.

    Attributes:
        address: the worker's.
        call: that it answers; None where it is said of the worker, not by it.
        kind: what the function gave first; "broken" if it could not be called or raised; "left"
            if the worker is no longer there.
        value: what the function gave then; the error in words; for "left", whether it went in an
            orderly way.
    """

    address: str
    call: Call | None
    kind: str
    value: Any


class Link:
    """A connection to a scheduler, used in a `with` statement.

    Args:
        address: of the scheduler.

    Attributes:
        heard: what comes from the cluster, put there by Dask's thread.
    """

    def __init__(self, address: str):
        """Connect to nothing yet."""
        self.address = address
        self.heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()
        self.number = itertools.count()
        self.turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def __enter__(self) -> "Link":
        """Connect.

        Raises:
            WorkersFailed: Dask isn't installed.
            SchedulerLost: there is no scheduler, or it speaks another way.
        """
        try:
            from distributed import Client
        except ModuleNotFoundError as error:
            raise WorkersFailed("--scheduler needs Dask, which isn't installed here: `pip install "
                                "-e '.[cluster]'` in the course's folder") from error
        with ExitStack() as stack:
            stack.enter_context(silent(logging.getLogger("distributed")))
            try:
                asyncio.run(reach(self.address))
                self.client = stack.enter_context(Client(
                    self.address, timeout=CONNECT_SECONDS, set_as_default=False, name="grader"))
            except Exception as error:
                raise SchedulerLost(
                    f"no scheduler answers at {self.address} ({one_line(error, 300)}): start one "
                    "with `dask scheduler`, and see that its address, and for tls:// Dask's "
                    "configuration of certificates, are right") from error
            self.client.subscribe_topic("all", self.notice)
            self.stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave; the cluster drops what it has not begun."""
        with suppress(Exception):  # the scheduler is gone; else it would log that this one is
            self.client.unsubscribe_topic("all")
        self.stack.close()

    def addresses(self) -> list[str]:
        """Give the workers that are there.

        Raises:
            SchedulerLost: the scheduler is gone.
        """
        try:
            # Dask would connect again, but a scheduler forgets the calls of a client that was lost.
            if self.client.status != "running":
                raise OSError("the connection was lost")
            return list(self.client.nthreads())
        except OSError as error:
            raise SchedulerLost(
                f"the scheduler at {self.address} is gone ({one_line(error, 300)}): what was "
                "graded until now is kept. Start it and its workers again; the next run grades "
                "the rest") from error

    def send(self, address: str, function: Callable[..., tuple[str, Any]], *arguments: Any,
             data: bytes) -> Call:
        """Have a worker call a function, after those that it was sent before.

        Args:
            address: the worker's; no other does it in its place.
            function: importable there, and by the scheduler.
            data: its last argument. It goes past the scheduler, which keeps the last thousand
                messages to each worker (2026.8), with whatever is in them.
        """
        call = Call(address, function, arguments, data, next(self.number))
        self.client.loop.add_callback(self.carry, call)
        return call

    def drop(self, call: Call) -> None:
        """Hear no more of a call, and don't have it begun."""
        self.client.loop.add_callback(self.undo, call)

    def restart(self, address: str) -> None:
        """Have a worker restarted by its nanny; without one, it stays as it is."""
        with suppress(OSError, ValueError, RuntimeError):
            self.client.restart_workers([address], timeout=RESTART_SECONDS, raise_for_error=False)

    # -- in Dask's thread ------------------------------------------------------------------------

    async def carry(self, call: Call) -> None:
        """Carry a call to its worker, wait for what the function gives, and pass that on.

        Here, and not in the run's own thread: a worker may end at any time, and then there is
        nothing to wait for.
        """
        from distributed import KilledWorker

        try:
            async with self.turns[call.address]:
                if not await self.submit(call):
                    return
            kind, value = await call.future
        except CancelledError:  # dropped, or lost with its worker or the scheduler
            return
        except KilledWorker:
            kind, value = "left", False
        except Exception as error:
            kind, value = "broken", f"{type(error).__name__}: {error}"
        self.heard.put(Heard(call.address, call, kind, value))

    async def submit(self, call: Call) -> bool:
        """Bring a call's data to its worker, and have it called; tell whether that was so."""
        if call.is_dropped:
            return False
        try:
            data = await self.client.scatter(call.data, workers=[call.address], hash=False,
                                             direct=False, timeout=CONNECT_SECONDS)
        except Exception:
            await asyncio.sleep(NOTICE_SECONDS)
            if not call.is_dropped:
                self.heard.put(Heard(call.address, None, "left", True))
            return False
        if not call.is_dropped:
            call.future = self.client.submit(
                call.function, *call.arguments, data, pure=False, workers=[call.address],
                priority=-call.number)
        return not call.is_dropped

    async def undo(self, call: Call) -> None:
        """Drop a call."""
        call.is_dropped = True
        if call.future is not None:
            await self.client.cancel([call.future])

    def notice(self, event: tuple[float, Any]) -> None:
        """Pass on that a worker left."""
        match event[1]:
            case {"action": "remove-worker", "worker": address, **more}:
                self.heard.put(Heard(address, None, "left", more.get("expected", False)))


async def reach(address: str) -> None:
    """See that somebody is at an address.

    A Client that can't be made (2026.8, other errors than OSError) is not closed, and holds up the
    end of the process.
    """
    from distributed import Security
    from distributed.comm import connect

    settings = Security().get_connection_args("client")
    await (await connect(address, timeout=CONNECT_SECONDS, **settings)).close()


@contextmanager
def silent(logger: logging.Logger) -> Iterator[None]:
    """Keep a logger from speaking: what Dask has to say of lost connections, the run says."""
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)
