"""Messages as bytes: a small JSON header, and numbers as raw float64.

Most calls of an exercise differ from the one before in their numbers alone. So both sides remember
the last headers that went each way, and one that comes again is sent as its number. That is all it
is, a shorter way to write it: what a header says, and what is checked of it, stays the same.

Both sides use this module, and neither trusts the other's bytes: `Malformed` is all that wrong
ones can cause. Nothing is unpickled.
"""

import json
import marshal
import struct

import numpy as np

from .arrays import F8

__all__ = ["HEAD", "Header", "Heard", "Malformed", "Said", "divided", "join"]

# Bytes of the header, bytes of the numbers, number of the request, place of a header that comes
# again: 0 where the header follows.
HEAD = struct.Struct("<IIII")
KEPT = 128  # headers that each side remembers of the other
LONGEST = 2000  # bytes of a header that is remembered; those of calls have some hundred
ENCODE = json.JSONEncoder(separators=(",", ":")).encode


class Malformed(Exception):
    """Bytes that are no message."""


class Header(dict):
    """What was read of a header's text; nobody changes it, for it may come again.

    Attributes:
        size: bytes of the text.
        changes: what `Objects.unpack` has found out by reading it once.
    """

    size, changes = 0, None


def join(number: int, header: object, numbers: bytes) -> bytes:
    """Write a message with its header in full."""
    text = ENCODE(header).encode()
    return HEAD.pack(len(text), len(numbers), number, 0) + text + numbers


def divided(values: list, names: list[str]) -> tuple[list, dict]:
    """Give a call's arguments, and those with names, which come last."""
    if not names:
        return values, {}
    first = len(values) - len(names)
    if first < 0:
        raise Malformed("more names than arguments")
    return values[:first], dict(zip(map(str, names), values[first:], strict=True))


class Said:
    """The headers that this side wrote."""

    def __init__(self):
        """Remember none yet."""
        self.count = 0
        self.kept: list[bytes | None] = [None] * KEPT
        self.places: dict[bytes | None, int] = {}

    def write(self, number: int, header: dict, numbers: bytes) -> bytes:
        """Write a message, its header by its place where the other side knows it."""
        try:
            key = marshal.dumps(header, 2)  # faster than JSON; this version writes equal as equal
        except ValueError:  # a text of a learner's own class, which JSON can write
            key = None
        place = self.places.get(key)
        if place is not None:
            return HEAD.pack(0, len(numbers), number, place + 1) + numbers
        message = join(number, header, numbers)
        if len(message) - HEAD.size - len(numbers) <= LONGEST:
            place = self.count % KEPT
            self.places.pop(self.kept[place], None)
            self.kept[place] = key
            if key is not None:
                self.places[key] = place
            self.count += 1
        return message


class Heard:
    """The headers that the other side wrote."""

    def __init__(self):
        """Remember none yet."""
        self.count = 0
        self.kept: list[Header | None] = [None] * KEPT

    def read(self, message: bytes, size: int, again: int) -> tuple[Header, np.ndarray]:
        """Read a message whose head was read.

        Args:
            message: all of it.
            size: bytes of the header's text, if it is there.
            again: the place of a header that comes again, or 0.

        Returns:
            The header, and the numbers as a flat float64 array.

        Raises:
            Malformed: the header is no JSON object or unknown, or the numbers are not whole.
        """
        start = HEAD.size + size
        if (len(message) - start) % 8:
            raise Malformed("the numbers are not whole")
        if not again:
            return self.parse(message[HEAD.size:start]), np.frombuffer(message[start:], F8)
        header = self.kept[again - 1] if again <= KEPT else None
        if header is None or size:
            raise Malformed("a header comes again that was not there, or has a text")
        return header, np.frombuffer(message, F8, offset=start)

    def parse(self, text: bytes) -> Header:
        """Read a header's text, and remember it."""
        try:
            told = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise Malformed(f"the header is no JSON ({type(error).__name__})") from None
        if not isinstance(told, dict):
            raise Malformed("the header is no object")
        header = Header(told)
        header.size = len(text)
        if header.size <= LONGEST:
            self.kept[self.count % KEPT] = header
            self.count += 1
        return header
