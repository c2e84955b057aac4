"""Which places of a traceback or a stack lie in a learner's own code."""

import contextlib
import linecache
import sys
import sysconfig
import traceback
from functools import cache
from pathlib import Path
from types import FrameType

import numpy as np

__all__ = ["OURS", "Watch", "learners_places", "text_at"]

STDLIB = Path(sysconfig.get_path("stdlib"))
OURS = [Path(__file__).parent]  # folders; who else calls a learner's code adds its own


def learners_places(error: BaseException) -> list[tuple[FrameType, int]]:
    """Give the frames of the learner's own code that an exception went through, and their lines.

    Ours, Python's and those of installed packages are left out; the innermost comes last.
    """
    return [(frame, line) for frame, line in traceback.walk_tb(error.__traceback__)
            if not is_foreign(frame.f_code.co_filename)]


def text_at(frame: FrameType, line: int) -> str:
    """Give the text of a line in a frame's file or cell."""
    return linecache.getline(frame.f_code.co_filename, line, frame.f_globals).strip()


@cache
def is_foreign(filename: str) -> bool:
    """Whether a file is no learner's: of this package, of Python or of an installed package."""
    return filename.startswith(("<frozen", "<__array_function__")) or (
        "site-packages" in filename or "dist-packages" in filename) or any(
        Path(filename).is_relative_to(folder) for folder in (STDLIB, *OURS))


class Watch:
    """Note divisions by zero, and the learner's line in which nan first arose: for np.errstate."""

    divided = False
    nan_line: tuple[int, str] | None = None

    def __call__(self, kind: str, flag: int) -> None:
        """Be told by NumPy, in the middle of the operation."""
        if kind == "divide by zero":
            self.divided = True
        elif self.nan_line is None:
            frame = sys._getframe(1)
            while is_foreign(frame.f_code.co_filename):
                if any(map(Path(frame.f_code.co_filename).is_relative_to, OURS)):
                    return  # the check's own arithmetic
                frame = frame.f_back
            self.nan_line = frame.f_lineno, text_at(frame, frame.f_lineno)

    def watching(self) -> contextlib.AbstractContextManager:
        """Give the context in which NumPy tells."""
        return np.errstate(divide="call", invalid="call", call=self)
