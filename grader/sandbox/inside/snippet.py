"""Run a text of Python and send back what it raised; what it printed is in the child's output.

Student code is any Python, so this entry point gives a child nothing that it hasn't anyway.
"""

import os
import traceback

__all__ = ["serve"]


def serve(descriptor: int) -> None:
    """Read a length (four bytes) and a text, run it, and write the same way what it raised.

    The text sees `descriptor`, its socket; the last line of a traceback goes back, or nothing.
    """
    text = _exactly(descriptor, int.from_bytes(_exactly(descriptor, 4), "little"))
    said = b""
    try:
        exec(compile(text, "<snippet>", "exec"),
             {"__name__": "__main__", "descriptor": descriptor})
    except Exception as error:
        said = "".join(traceback.format_exception_only(error)).strip().encode(errors="replace")
    data = len(said).to_bytes(4, "little") + said
    while data:
        data = data[os.write(descriptor, data):]


def _exactly(descriptor: int, size: int) -> bytes:
    """Read so many bytes."""
    data = b""
    while len(data) < size:
        if not (more := os.read(descriptor, size - len(data))):
            raise EOFError("the judge closed the connection")
        data += more
    return data
