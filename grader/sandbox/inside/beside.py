"""Files beside a notebook: a child writes them into its home before the first cell."""

import os
from pathlib import Path

__all__ = ["write_piece"]


def write_piece(path: str, at: int, piece: bytes) -> str:
    """Write a piece of a file below the working directory; give why not, or ''.

    Args:
        path: relative, as the judge has checked; folders on the way are made.
        at: where the piece begins; the file is made with the first one.
        piece: its bytes.
    """
    try:
        file = Path(path)
        if at == 0:
            file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("r+b" if at else "xb") as opened:
            opened.seek(at)
            opened.write(piece)
    except OSError as error:
        return os.strerror(error.errno) if error.errno else type(error).__name__
    return ""
