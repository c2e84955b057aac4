"""How a child can fail to answer: what it did, apart from what we did."""

import signal
from dataclasses import dataclass

__all__ = ["ChildFailed", "Died", "Ending", "TimeUp", "TooMuchPrinted"]


@dataclass(frozen=True)
class Ending:
    """How a child ended.

    Attributes:
        cause: "stopped" (by us, when it was no longer needed), "exit", "signal", "cpu" (it used up
            its processor time), "memory" (the machine had none left), or "closed" (it lived on,
            but closed its connection).
        exit_code: None if a signal ended it.
        signal: number; None if it exited.
        cpu_seconds: that it used.
        max_rss: bytes of memory that it had at most.
    """

    cause: str
    exit_code: int | None
    signal: int | None
    cpu_seconds: float
    max_rss: int

    def __str__(self) -> str:
        """Say it in words, to an instructor."""
        return {
            "stopped": "it was stopped",
            "exit": f"it exited with code {self.exit_code}",
            "signal": f"signal {self.signal} ({_name(self.signal)}) ended it",
            "cpu": f"it used up its processor time ({self.cpu_seconds:.1f} s)",
            "memory": "it was killed, as the kernel does when the machine has no memory left",
            "closed": "it closed its connection to the judge",
        }[self.cause]


def _name(number: int | None) -> str:
    """Name a signal."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return "unnamed"


class ChildFailed(Exception):
    """A child did not do its part; that is the doing of the code that runs in it."""


class TimeUp(ChildFailed):
    """The deadline passed before the child read or answered."""


class TooMuchPrinted(ChildFailed):
    """The child printed more than it may."""


class Died(ChildFailed):
    """The child ended, or closed its connection, before it read or answered."""

    def __init__(self, ending: Ending):
        """Keep how it ended."""
        self.ending = ending
        super().__init__(f"the process ended before it answered: {ending}")
