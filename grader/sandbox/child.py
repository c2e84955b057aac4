"""One child, as the judge sees it: bytes go in and come out, and in the end it is killed."""

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Callable

from grader.errors import SandboxFailed
from grader.sandbox.failures import Died, Ending, TimeUp, TooMuchPrinted
from grader.sandbox.inside import frames
from grader.sandbox.limits import Limits

__all__ = ["Child"]

SET_UP_SECONDS = 30.0  # it takes milliseconds; a machine may be busy
END_SECONDS = 30.0
LAST_BREATH_SECONDS = 0.5  # between closing its descriptors and being dead
# Of the limit: the kernel ends a process by its ticks, and tells of the time by a finer clock,
# which on a busy machine shows clearly less.
BEYOND_ITS_TIME = 0.5


class Child:
    """A process that runs student code, used in a `with` statement.

    Args:
        ask: sends the fork server a request with three descriptors.
        limits: what the child may use.
        serve: "module:function" in the sandbox, called with the child's end of the socket.

    Attributes:
        ending: how it ended; None while it lives.
    """

    def __init__(self, ask: Callable[[dict, list[int]], None], limits: Limits, serve: str):
        """Start nothing yet."""
        self.ask, self.limits, self.serve = ask, limits, serve
        self.ending: Ending | None = None
        self.handle: int | None = None  # of the process: a pidfd
        self.text, self.count = bytearray(), 0
        self.received = b""  # and not yet asked for
        self.polls: dict[int, select.poll] = {}  # by the event for which they wait

    def __enter__(self) -> "Child":
        """Start the process, and wait until it is confined.

        Raises:
            SandboxFailed: it could not be started or confined, which is no fault of a student's.
        """
        self.channel, served = socket.socketpair()
        self.status, told = socket.socketpair()
        self.output, printed = os.pipe()
        self.channel.setblocking(False)
        os.set_blocking(self.output, False)
        self.incoming = select.poll()
        self.incoming.register(self.channel, select.POLLIN)
        try:
            try:
                self.ask({"limits": vars(self.limits), "serve": self.serve},
                         [served.fileno(), printed, told.fileno()])
            finally:
                served.close()
                told.close()
                os.close(printed)
            self._await_set_up()
        except BaseException:
            self._kill()
            self._close()
            raise
        return self

    def __exit__(self, error_type: type | None, *_: object) -> None:
        """Kill the process, and wait until it is gone."""
        try:
            if self.ending is None:
                self._end("stopped")
        except SandboxFailed:
            if error_type is None:
                raise
        finally:
            self._drain()
            self._close()

    def send(self, data: bytes, deadline: float) -> None:
        """Send bytes to the child.

        Args:
            data: all of them.
            deadline: on the clock of time.monotonic().

        Raises:
            TimeUp, Died, TooMuchPrinted: it did not take them.
            SandboxFailed: the fork server ended.
        """
        rest = data
        while rest:
            try:
                sent = self.channel.send(rest)
                if sent == len(rest):
                    return
                rest = memoryview(rest)[sent:]
            except BlockingIOError:
                self._wait(select.POLLOUT, deadline)
            except OSError:  # nobody will read it
                self._gone()

    def receive(self, size: int, deadline: float) -> bytes:
        """Receive exactly `size` bytes from the child.

        Raises:
            TimeUp, Died, TooMuchPrinted: they did not come.
            SandboxFailed: the fork server ended.
        """
        data = self.receive_turn(size, deadline)
        if len(data) > size:
            data, self.received = data[:size], data[size:]
        return data

    def receive_turn(self, size: int, deadline: float) -> bytes:
        """Receive `size` bytes from the child, and all that came with them.

        Raises:
            TimeUp, Died, TooMuchPrinted, SandboxFailed: as `receive`.
        """
        data, self.received = self.received, b""
        while len(data) < size:
            self._wait(select.POLLIN, deadline)
            try:
                # What follows comes along: one call of the system for most messages.
                more = self.channel.recv(max(1 << 16, size - len(data)))
            except BlockingIOError:
                continue
            except OSError:
                more = b""
            if not more:
                self._gone()
            data = data + more if data else more
        return data

    def is_quiet(self) -> bool:
        """Tell whether the child is there and has sent nothing that was not received."""
        return not self.received and not self.incoming.poll(0)

    @property
    def printed(self) -> str:
        """What the child wrote to its output, up to its limit; no text is trusted to be UTF-8."""
        self._drain()
        return self.text.decode("utf-8", errors="replace")

    def _await_set_up(self) -> None:
        """Wait for the word that the child is confined."""
        is_ready = False
        while not (is_ready and self.handle is not None):
            message = self._told(SET_UP_SECONDS)
            if "failed" in message:
                raise SandboxFailed(f"a child could not be set up ({message['failed']}): "
                                    f"{message['why']}", layer=message["failed"])
            if "ended" in message:
                raise SandboxFailed("a child ended while it was set up, with code "
                                    f"{message['ended']}")
            is_ready = is_ready or "ready" in message

    def _told(self, seconds: float) -> dict:
        """Receive one message of the fork server, or of the child before it ran anything."""
        self.status.settimeout(seconds)
        try:
            message, handles = frames.receive(self.status, most=1)
        except TimeoutError:
            raise SandboxFailed(f"the fork server did not answer in {seconds:g} s") from None
        except (EOFError, OSError):
            raise SandboxFailed("the fork server ended: start a new sandbox") from None
        if "pid" in message:
            self.handle = handles[0] if handles else -1
        return message

    def _wait(self, event: int, deadline: float) -> None:
        """Wait until the channel is ready, and take up what is printed meanwhile."""
        while True:
            left = deadline - time.monotonic()
            poll = self.polls.get(event) or self._poll_for(event)
            ready = dict(poll.poll(max(0.0, left) * 1000 + 1))
            if self.output in ready:
                self._drain()
                if self.output is None:
                    self.polls.clear()
                if self.count > self.limits.printed:
                    raise TooMuchPrinted(f"more than {self.limits.printed} bytes were printed")
            if self.channel.fileno() in ready:
                return
            if left <= 0:
                raise TimeUp("the process did not answer in time")

    def _poll_for(self, event: int) -> select.poll:
        """Make what waits for the channel and for what is printed, and keep it."""
        poll = self.polls[event] = select.poll()
        poll.register(self.channel, event)
        if self.output is not None:
            poll.register(self.output, select.POLLIN)
        return poll

    def _drain(self) -> None:
        """Take up what lies in the output pipe; what is beyond the limit is only counted."""
        while self.output is not None and self.count <= self.limits.printed:
            try:
                data = os.read(self.output, 1 << 16)
            except BlockingIOError:
                return
            if not data:
                os.close(self.output)
                self.output = None
            self.text += data[:max(0, self.limits.printed - self.count)]
            self.count += len(data)

    def _gone(self) -> None:
        """Find out how a child ended that closed its connection, and raise it."""
        poll = select.poll()
        poll.register(self.status, select.POLLIN)
        is_dead = bool(poll.poll(LAST_BREATH_SECONDS * 1000))
        self._end("exit" if is_dead else "closed")
        raise Died(self.ending)

    def _end(self, cause: str) -> None:
        """Kill the process and wait for its end, of which the fork server tells."""
        self._kill()
        message: dict = {}
        while "ended" not in message:
            message = self._told(END_SECONDS)
        code, cpu = message["ended"], message["cpu_seconds"]
        if cause == "exit" and code < 0:
            cause = "signal"
            if cpu >= BEYOND_ITS_TIME * self.limits.cpu_seconds and -code in (
                    signal.SIGKILL, signal.SIGXCPU):
                cause = "cpu"
            elif -code == signal.SIGKILL:
                cause = "memory"
        self.ending = Ending(cause, code if code >= 0 else None, -code if code < 0 else None,
                             cpu, message["max_rss"])

    def _kill(self) -> None:
        """Kill the process through its handle; where there are none, the server does it."""
        if self.handle is not None and self.handle >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.handle, signal.SIGKILL)
        with contextlib.suppress(OSError):
            self.status.shutdown(socket.SHUT_WR)

    def _close(self) -> None:
        """Close every descriptor."""
        self.channel.close()
        self.status.close()
        for descriptor in (self.output, self.handle):
            if descriptor is not None and descriptor >= 0:
                os.close(descriptor)
        self.output = self.handle = None
