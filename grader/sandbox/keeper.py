"""Keep one sandbox at hand, and make a new one where the last has failed."""

import atexit
from functools import cache
from threading import Lock

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
        self.kept: Sandbox | None = None
        self.lock = Lock()

    def sandbox(self) -> Sandbox:
        """Give the sandbox.

        Raises:
            SandboxUnavailable, SandboxFailed: as `Sandbox`.
        """
        with self.lock:
            if self.kept is not None and self.kept.process.poll() is not None:
                self.kept.close()
                self.kept = None
            if self.kept is None:
                self.kept = Sandbox(self.warm, self.allow_none).__enter__()
            return self.kept

    @property
    def tier(self) -> Tier:
        """In which tier code runs."""
        return self.sandbox().tier

    def close(self) -> None:
        """End the sandbox, if one is running; the next that is asked for is new."""
        with self.lock:
            if self.kept is not None:
                self.kept.close()
                self.kept = None


@cache
def keeper_of(*warm: str, allow_none: bool = False) -> Keeper:
    """Give this process' keeper of a sandbox that is warm for something."""
    keeper = Keeper(warm, allow_none)
    atexit.register(keeper.close)
    return keeper
