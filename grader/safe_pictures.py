"""Pictures that a learner's code made: PNG and JPEG, of a size that a browser can draw.

A few bytes can describe a picture of gigabytes, so its measures are read before it is passed on.
"""

import base64
import binascii
import re
import struct

__all__ = ["MOST_BYTES", "MOST_PIXELS", "KINDS", "is_safe_picture", "safe_picture"]

MOST_BYTES = 4_000_000  # a figure of matplotlib has 50,000
MOST_PIXELS = 16_000_000  # a browser takes 4 bytes for each; a figure has some 500,000
KINDS = "image/png", "image/jpeg"
_IN_PAGE = re.compile(r"data:(image/(?:png|jpeg));base64,")
_PNG = b"\x89PNG\r\n\x1a\n"
# Markers of JPEG that hold no measures, and those that begin a frame, which do (ITU T.81, B.1).
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def safe_picture(data: object, kind: str) -> str | None:
    """Give a picture's base64 on one line; None where it isn't what it is said to be.

    Args:
        data: base64 in one text or a list of lines, as a notebook holds it.
        kind: MIME type, one of KINDS.
    """
    if isinstance(data, list) and all(isinstance(line, str) for line in data):
        data = "".join(data)
    if not isinstance(data, str) or len(data) > 2 * MOST_BYTES:
        return None
    try:
        content = base64.b64decode("".join(data.split()), validate=True)
    except (ValueError, binascii.Error):
        return None
    size = (_size_of_png if kind == "image/png" else _size_of_jpeg)(content)
    if size is None or len(content) > MOST_BYTES:
        return None
    width, height = size
    if not 0 < width * height <= MOST_PIXELS:
        return None
    return base64.b64encode(content).decode("ascii")


def is_safe_picture(address: str) -> bool:
    """Say whether an address holds a picture itself, as `data:image/png;base64,…` does."""
    match = _IN_PAGE.match(address)
    return match is not None and safe_picture(address[match.end():], match[1]) is not None


def _size_of_png(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or len(content) < 33:
        return None
    return struct.unpack_from(">II", content, 16)


def _size_of_jpeg(content: bytes) -> tuple[int, int] | None:
    at = 2
    if content[:2] != b"\xff\xd8":
        return None
    while at + 9 <= len(content) and content[at] == 0xFF:
        (length,) = struct.unpack_from(">H", content, at + 2)
        if content[at + 1] in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        at += 2 + max(length, 2)
    return None
