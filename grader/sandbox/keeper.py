"""Keep one sandbox at hand, and make a new one where the last has failed."""

import atexit
from contextlib import suppress
from functools import cache
from threading import Lock, Thread

from grader.errors import GraderError
from grader.sandbox.connection import Connection
from grader.sandbox.server import Sandbox
from grader.sandbox.tier import Tier

__all__ = ["Keeper", "keeper_of"]


class Keeper:
    """Gives a running sandbox whenever it is asked; starts none before.

    Args:
        warm, allow_none: as of `Sandbox`.
    """

    def __init__(self, warm: tuple[str, ...], allow_none: bool = False):
        """Start nothing yet."""
        self.warm, self.allow_none = warm, allow_none
        self.kept: Connection | None = None
        self.starting: Sandbox | None = None
        self.lock = Lock()

    def sandbox(self) -> Connection:
        """Give the sandbox.

        Raises:
            SandboxUnavailable, SandboxFailed: as `Sandbox`.
        """
        with self.lock:
            if self.kept is not None and not self.kept.is_open:
                self.kept.close()
                self.kept = None
            if self.kept is None:
                self.starting = Sandbox(self.warm, self.allow_none)
                self.kept = self.starting.__enter__()
            return self.kept

    def start_ahead(self) -> None:
        """Let the sandbox start while this thread does something else."""
        def start() -> None:
            with suppress(GraderError):  # whoever asks for it hears of it
                self.sandbox()

        Thread(target=start, daemon=True).start()

    def borrow(self, connection: Connection) -> None:
        """Use a sandbox of another process as long as it lasts, and then one of one's own."""
        with self.lock:
            if self.kept is None:
                self.kept = connection
            else:
                connection.close()

    @property
    def tier(self) -> Tier:
        """In which tier code runs."""
        return self.sandbox().tier

    def close(self) -> None:
        """End the sandbox, if one is running; the next that is asked for is new."""
        if self.kept is None and self.starting is not None:
            self.starting.give_up()
        with self.lock:
            if self.kept is not None:
                self.kept.close()
                self.kept = None


def keeper_of(*warm: str, allow_none: bool = False) -> Keeper:
    """Give this process' keeper of a sandbox that is warm for something."""
    return _keeper_of(warm, allow_none)  # the same, however the arguments are written


@cache
def _keeper_of(warm: tuple[str, ...], allow_none: bool) -> Keeper:
    keeper = Keeper(warm, allow_none)
    atexit.register(keeper.close)
    return keeper
