"""Messages between the judge's side and the fork server: JSON with a length, and descriptors.

Student code never gets one of these sockets; both ends are ours.
"""

import json
import os
import socket
import struct
from collections.abc import Sequence

__all__ = ["receive", "send", "write"]

LENGTH = struct.Struct("<I")


def send(channel: socket.socket, message: dict, descriptors: Sequence[int] = ()) -> None:
    """Send one message, with copies of open descriptors.

    Raises:
        OSError: nobody is there.
    """
    data = _encoded(message)
    sent = socket.send_fds(channel, [data], descriptors) if descriptors else 0
    channel.sendall(data[sent:])


def write(descriptor: int, message: dict) -> None:
    """Send one message with write(2), for a process that may call nothing of the network.

    Raises:
        OSError: nobody is there.
    """
    data = _encoded(message)
    while data:
        data = data[os.write(descriptor, data):]


def _encoded(message: dict) -> bytes:
    """Give the bytes of a message: its length, and JSON."""
    body = json.dumps(message).encode()
    return LENGTH.pack(len(body)) + body


def receive(channel: socket.socket, most: int = 0) -> tuple[dict, list[int]]:
    """Receive one message and up to `most` descriptors.

    Raises:
        EOFError: the other side closed.
        OSError: the other side ended, or the channel's time is up.
    """
    head, descriptors, _, _ = socket.recv_fds(channel, LENGTH.size, most)
    for descriptor in descriptors:  # recv_fds passes on no flag to this end (Python 3.11)
        os.set_inheritable(descriptor, False)
    head += _exactly(channel, LENGTH.size - len(head)) if head else b""
    if not head:
        raise EOFError("the other side closed its end")
    return json.loads(_exactly(channel, *LENGTH.unpack(head))), descriptors


def _exactly(channel: socket.socket, size: int) -> bytes:
    """Receive so many bytes."""
    data = bytearray()
    while len(data) < size:
        if not (more := channel.recv(size - len(data))):
            raise EOFError("the other side closed in the middle of a message")
        data += more
    return bytes(data)
