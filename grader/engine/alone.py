"""One run at a time for each assignment: two instructors who start one don't do the work twice."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

from grader.errors import CannotWrite

try:
    import fcntl
except ImportError:  # Windows, which has no sandbox either
    fcntl = None

__all__ = ["Alone"]

# What a file system that has no such locks says; then there is none.
WITHOUT = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS)


class Alone:
    """A lock in a folder, used in a `with` statement; it ends with its process.

    Args:
        folder: made where it is missing.
        name: of what is locked.
        tell: is told when somebody else has the lock, for whom this one waits.

    Raises:
        CannotWrite: the lock's file can't be made.
    """

    def __init__(self, folder: Path, name: str, tell: Callable[[str], object]):
        """Lock nothing yet."""
        self.path, self.name, self.tell = folder / f".{name}.lock", name, tell

    def __enter__(self) -> "Alone":
        """Wait for the lock."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self.file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
            except PermissionError:  # another instructor made it: to lock it, reading is enough
                self.file = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:
            raise CannotWrite(f"{self.path} can't be written ({error.strerror}): see who owns "
                              "the folder") from error
        try:
            if fcntl:
                self.lock()
        except BaseException:
            os.close(self.file)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Let others go on."""
        os.close(self.file)

    def lock(self) -> None:
        """Take the lock, now or when it is free."""
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.tell(f"another run works on {self.name}: this one waits for its end")
            fcntl.flock(self.file, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in WITHOUT:
                raise
