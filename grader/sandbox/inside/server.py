"""The warm fork server: imports what children need, then forks one for each request.

What a warm module calls its `warming`, steps of some ten milliseconds, is done while nobody asks,
once somebody has: children can do without, and are quicker with it.

No student code runs in this process. It ends when the judge closes the control socket, and kills
a child when the judge closes that child's status socket.
"""

import contextlib
import gc
import importlib
import os
import selectors
import signal
import site
import socket
import sys
from collections.abc import Callable, Iterator
from typing import NoReturn

from . import child, frames
from .limits import address_space
from .places import TRIAL

__all__ = ["main"]

UNTIL_WARMING = 2.0  # seconds that a judge may take who imports, while we leave it the processors
CONTROL = object()  # marks sockets from which requests come
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes


def main() -> None:
    """Serve the control socket, whose descriptor is the first argument."""
    control = socket.socket(fileno=int(sys.argv[1]))
    settings, _ = frames.receive(control)
    sys.path += settings["search"]
    # Without site's paths: an installed package can't run code here by a .pth file. But learners
    # may write `exit()`.
    site.setquit()
    site.sethelper()
    gc.disable()  # most of what an import makes is there to stay
    try:
        warm = [importlib.import_module(module) for module in settings["warm"]]
        settings |= {"address_space": address_space(), "server": os.getpid()}
        server = Server(control, child.Confinement(settings))
        if (threads := count_threads()) > 1:
            raise RuntimeError(f"{threads} threads run after warming: a fork would lose them")
    except BaseException as error:
        frames.send(control, {"failed": "start", "why": f"{type(error).__name__}: {error}"})
        os._exit(1)
    gc.enable()
    freeze()
    frames.send(control, {"ready": True})
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(null, descriptor)
    server.run(step for module in warm for step in getattr(module, "warming", tuple)())


def freeze() -> None:
    """Keep the collector from writing to the pages that children share."""
    gc.collect()
    gc.freeze()


def count_threads() -> int:
    """Count the threads of this process, those of libraries too; 1 if unknown."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 1


class Server:
    """Fork children on request, watch them, and tell of their ends.

    Args:
        control: socket from which requests come, each with three descriptors: the child's own
            socket, its output, and the status socket on which the judge hears of it. A request
            with one descriptor brings a further such socket, for another process of the judge's.
        confinement: what each child puts on.
    """

    def __init__(self, control: socket.socket, confinement: "child.Confinement"):
        """Make what wakes the loop when a child ends."""
        self.control, self.confinement = control, confinement
        self.statuses: dict[int, socket.socket] = {}  # by pid
        self.is_used = False
        self.woken, wake = os.pipe()
        os.set_blocking(self.woken, False)
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.selector = selectors.PollSelector()
        self.selector.register(control, selectors.EVENT_READ, CONTROL)
        self.selector.register(self.woken, selectors.EVENT_READ)
        self.confinement.note_signals()

    def run(self, warming: Iterator[Callable[[], object]]) -> None:
        """Serve until the judge closes the control socket.

        Args:
            warming: steps that are done one by one while there is nothing else to do.
        """
        step = next(warming, None)
        while True:
            ready = self.selector.select(
                None if step is None else 0 if self.is_used else UNTIL_WARMING)
            self.is_used |= not ready
            if step and not ready:
                with contextlib.suppress(Exception):  # a child does it again, if it needs it
                    step()
                if (step := next(warming, None)) is None:
                    freeze()
                    self.confinement.settings["address_space"] = address_space()
            for key, _ in ready:
                if key.data is CONTROL:
                    self.take_request(key.fileobj)
                elif key.fileobj == self.woken:
                    self.reap()
                elif key.data in self.statuses:  # the judge closed it
                    self.selector.unregister(key.fileobj)
                    os.kill(key.data, signal.SIGKILL)

    def take_request(self, control: socket.socket) -> None:
        """Fork a child for the next request; end when there are no more on the first socket."""
        try:
            request, descriptors = frames.receive(control, most=3)
        except (EOFError, OSError):
            if control is self.control:
                self.end()
            self.selector.unregister(control)
            control.close()
            return
        self.is_used |= request.get("serve") != TRIAL
        if len(descriptors) == 1:
            self.selector.register(socket.socket(fileno=descriptors[0]), selectors.EVENT_READ,
                                   CONTROL)
            return
        status = socket.socket(fileno=descriptors[2])
        try:
            self.confinement.siblings = len(self.statuses)
            pid = self.confinement.fork()
        except OSError as error:
            with contextlib.suppress(OSError):
                frames.send(status, {"failed": self.confinement.layer_of_fork, "why": str(error)})
            status.close()
        else:
            if pid == 0:
                self.confinement.run(request, *descriptors)
            self.watch(pid, status)
        for descriptor in descriptors[:2]:
            os.close(descriptor)

    def end(self) -> NoReturn:
        """Kill all children, and end."""
        for pid in self.statuses:
            os.kill(pid, signal.SIGKILL)
        for pid in self.statuses:
            os.waitpid(pid, 0)
        os._exit(0)

    def watch(self, pid: int, status: socket.socket) -> None:
        """Give the judge the means to kill a new child, and listen for its wish."""
        self.statuses[pid] = status
        self.selector.register(status, selectors.EVENT_READ, pid)
        handle = [os.pidfd_open(pid)] if hasattr(os, "pidfd_open") else []
        with contextlib.suppress(OSError):  # the judge is gone: the selector will say so
            frames.send(status, {"pid": pid}, handle)
        for descriptor in handle:
            os.close(descriptor)

    def reap(self) -> None:
        """Collect the children that ended, and tell the judge how."""
        with contextlib.suppress(BlockingIOError):
            os.read(self.woken, 4096)
        while True:
            try:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            # Where nothing hinders a child from forking, what it leaves is in its own group.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)
            if channel := self.statuses.pop(pid, None):
                with contextlib.suppress(KeyError):
                    self.selector.unregister(channel)
                with contextlib.suppress(OSError):
                    frames.send(channel, {"ended": os.waitstatus_to_exitcode(status),
                                          "cpu_seconds": usage.ru_utime + usage.ru_stime,
                                          "max_rss": usage.ru_maxrss * RSS_UNIT})
                channel.close()
