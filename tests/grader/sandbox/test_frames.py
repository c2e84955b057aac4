"""Messages between the judge's side and the fork server."""

import os
import socket

import pytest

from grader.sandbox.inside import frames


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_messages_arrive_one_by_one_with_their_descriptors(pair):
    ours, theirs = pair
    reader, writer = os.pipe()
    frames.send(ours, {"first": "ü" * 5000})
    frames.send(ours, {"second": 2}, [writer])
    frames.write(ours.fileno(), {"third": [3]})
    assert frames.receive(theirs, most=1) == ({"first": "ü" * 5000}, [])
    message, (copy,) = frames.receive(theirs, most=1)
    assert message == {"second": 2}
    assert not os.get_inheritable(copy)
    os.write(copy, b"!")
    assert os.read(reader, 9) == b"!"
    assert frames.receive(theirs, most=1) == ({"third": [3]}, [])
    for descriptor in (reader, writer, copy):
        os.close(descriptor)


def test_an_end_is_told_apart_from_half_a_message(pair):
    ours, theirs = pair
    ours.sendall(b"\x05\0\0\0{")
    ours.close()
    with pytest.raises(EOFError, match="in the middle"):
        frames.receive(theirs)
    with pytest.raises(EOFError, match="closed its end"):
        frames.receive(theirs)
