"""The connection to a Dask cluster: all that the engine knows of Dask as a client."""

import itertools
import logging
import queue
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from grader.errors import SchedulerLost, WorkersFailed
from grader.findings import one_line

__all__ = ["Heard", "Link"]

CONNECT_SECONDS = 30.0
RESTART_SECONDS = 10.0
# Dask warns of calls that hold more than 10 MB; a hand-in may.
SETTINGS = {"distributed.admin.large-graph-warning-threshold": "1 GiB"}


@dataclass(frozen=True)
class Heard:
    """Something that came from the cluster.

    Attributes:
        address: the worker's.
        call: what `Link.send` gave; None where it is said of the worker, not by it.
        kind: what the function gave first; "broken" if it could not be called or raised; "left"
            if the worker is no longer there.
        value: what the function gave then; the error in words; for "left", whether it went in an
            orderly way.
    """

    address: str
    call: Any
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

    def __enter__(self) -> "Link":
        """Connect.

        Raises:
            WorkersFailed: Dask isn't installed.
            SchedulerLost: there is no scheduler, or it speaks another way.
        """
        try:
            import dask
            from distributed import Client
        except ModuleNotFoundError as error:
            raise WorkersFailed("--scheduler needs Dask, which isn't installed here: `pip install "
                                "-e '.[cluster]'` in the course's folder") from error
        with ExitStack() as stack:
            stack.enter_context(silent(logging.getLogger("distributed")))
            stack.enter_context(dask.config.set(SETTINGS))
            try:
                self.client = stack.enter_context(Client(
                    self.address, timeout=CONNECT_SECONDS, set_as_default=False, name="grader"))
            except (OSError, ValueError, TypeError, RuntimeError, ImportError) as error:
                raise SchedulerLost(
                    f"no scheduler answers at {self.address} ({one_line(error, 300)}): start one "
                    "with `dask scheduler`, and see that its address, and for tls:// Dask's "
                    "configuration of certificates, are right") from error
            self.client.subscribe_topic("all", self.notice)
            self.stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave; the cluster drops what it has not begun."""
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

    def send(self, address: str, function: Callable[..., tuple[str, Any]],
             *arguments: Any) -> Any:
        """Have a worker call a function, after those that it was sent before.

        Args:
            address: the worker's; no other does it in its place.
            function: importable there, and by the scheduler.

        Returns:
            The call, Dask's future, by which to know what is heard of it. `cancel` it to hear no
            more.
        """
        call = self.client.submit(function, *arguments, pure=False, workers=[address],
                                  priority=-next(self.number))
        self.client.loop.add_callback(self.follow, address, call)
        return call

    def restart(self, address: str) -> None:
        """Have a worker restarted by its nanny; without one, it stays as it is."""
        with suppress(OSError, ValueError, RuntimeError):
            self.client.restart_workers([address], timeout=RESTART_SECONDS, raise_for_error=False)

    # -- in Dask's thread ------------------------------------------------------------------------

    async def follow(self, address: str, call: Any) -> None:
        """Wait for what a function gave, and pass it on.

        Here, and not in the run's own thread: a worker may end between being done and being asked
        for the result, and then there is nothing to wait for.
        """
        from distributed import KilledWorker

        try:
            kind, value = await call
        except CancelledError:
            return
        except KilledWorker:
            kind, value = "left", False
        except Exception as error:
            kind, value = "broken", f"{type(error).__name__}: {error}"
        self.heard.put(Heard(address, call, kind, value))

    def notice(self, event: tuple[float, Any]) -> None:
        """Pass on that a worker left."""
        match event[1]:
            case {"action": "remove-worker", "worker": address, **more}:
                self.heard.put(Heard(address, None, "left", more.get("expected", False)))


@contextmanager
def silent(logger: logging.Logger) -> Iterator[None]:
    """Keep a logger from speaking: what Dask has to say of lost connections, the run says."""
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)
