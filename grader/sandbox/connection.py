"""A connection to a fork server: one process of the judge's asks for children over it."""

import contextlib
import select
import socket
import threading
from collections.abc import Sequence

from grader.errors import SandboxFailed
from grader.sandbox.child import Child
from grader.sandbox.inside import frames
from grader.sandbox.limits import Limits
from grader.sandbox.tier import Tier

__all__ = ["Connection"]


class Connection:
    """Gives children, to any number of threads; may be handed to a process that is started.

    Args:
        control: socket of a fork server.
        tier: in which its children run.
    """

    def __init__(self, control: socket.socket, tier: Tier):
        """Own the socket."""
        self.control: socket.socket | None = control
        self.tier = tier
        self.lock = threading.Lock()

    def __reduce__(self) -> tuple:
        """Be made anew in another process, which multiprocessing gives a copy of the socket."""
        return Connection, (self.control, self.tier)

    def child(self, limits: Limits | None = None, serve: str = "inside.answers:serve") -> Child:
        """Give a child, to be used in a `with` statement.

        Args:
            limits: what it may use.
            serve: "module:function" in the sandbox.
        """
        return Child(self._ask, limits or Limits(), serve)

    def share(self) -> "Connection":
        """Give another connection to the same fork server.

        Raises:
            SandboxFailed: the fork server ended.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._ask({}, [theirs.fileno()])
            except BaseException:
                ours.close()
                raise
        return Connection(ours, self.tier)

    @property
    def is_open(self) -> bool:
        """Whether the fork server is there. It never writes here, so that nothing is read."""
        if self.control.fileno() < 0:
            return False
        poll = select.poll()
        poll.register(self.control, select.POLLIN)
        return not poll.poll(0)

    def close(self) -> None:
        """Hang up; the fork server ends with the first of its connections."""
        with contextlib.suppress(OSError):
            self.control.close()

    def _ask(self, request: dict, descriptors: Sequence[int]) -> None:
        """Send the fork server a request."""
        try:
            with self.lock:
                frames.send(self.control, request, descriptors)
        except OSError:
            raise SandboxFailed("the fork server ended: start a new sandbox") from None
