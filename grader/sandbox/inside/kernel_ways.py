"""What a notebook finds in a kernel, and would miss in a bare process of the sandbox."""

import asyncio
import asyncio.selector_events
import builtins
import getpass
import os
import sys
from typing import NoReturn

from IPython.core.error import StdinNotImplementedError

__all__ = ["adopt"]


def adopt() -> None:
    """Let this process look like a kernel of nbgrader's, to the code that it runs."""
    os.environ["NBGRADER_EXECUTION"] = "autograde"  # as nbgrader/converters/autograde.py
    sys.path.insert(0, "")  # modules beside the notebook
    builtins.input, getpass.getpass = no_input, no_password
    asyncio.selector_events.BaseSelectorEventLoop._make_self_pipe = make_self_pipe


def no_input(prompt: object = "") -> NoReturn:
    """Refuse to ask, as a kernel does that nobody answers (ipykernel 7.4)."""
    raise StdinNotImplementedError(
        "raw_input was called, but this frontend does not support input requests.")


def no_password(prompt: str = "Password: ", stream: object = None, **others: object) -> NoReturn:
    """Refuse to ask for a password."""
    raise StdinNotImplementedError(
        "getpass was called, but this frontend does not support input requests.")


class PipeEnd:
    """An end of a pipe, with the methods of a socket by which an event loop wakes itself."""

    def __init__(self, descriptor: int):
        """Own a descriptor that doesn't block."""
        self.descriptor = descriptor
        os.set_blocking(descriptor, False)

    def fileno(self) -> int:
        """Give the descriptor."""
        return self.descriptor

    def recv(self, most: int) -> bytes:
        """Read."""
        return os.read(self.descriptor, most)

    def send(self, data: bytes) -> int:
        """Write."""
        return os.write(self.descriptor, data)

    def close(self) -> None:
        """Close it."""
        os.close(self.descriptor)


def make_self_pipe(loop: asyncio.selector_events.BaseSelectorEventLoop) -> None:
    """Give an event loop a pipe in place of a pair of sockets, which a child can't have."""
    loop._ssock, loop._csock = map(PipeEnd, os.pipe())
    loop._internal_fds += 1
    loop._add_reader(loop._ssock.fileno(), loop._read_from_self)
