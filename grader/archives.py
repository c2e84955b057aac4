"""Unpack a zip or tar archive that a student made: checked member by member, and limited.

An archive is taken whole or refused whole. Sizes are counted while unpacking, since what an
archive declares is the student's word. The libraries only decode: names are checked and files
written here, so that nothing depends on what `extractall` lets through. An archive inside an
archive is a file like others and is not opened.
"""

import gzip
import mmap
import re
import stat
import tarfile
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from grader.findings import one_line
from grader.reading import Unreadable, open_regular

__all__ = ["CLASS", "HAND_IN", "Limits", "is_archive", "only_source", "stem", "unpack"]

SUFFIXES = (".tar.gz", ".tgz", ".tar", ".zip")
CHUNK = 1 << 16  # bytes read at a time
DEEPEST = 20  # folders in folders
LONGEST = 255  # bytes of one part of a name, the limit of most file systems


@dataclass(frozen=True)
class Limits:
    """How large an archive may be.

    Attributes:
        packed: bytes of the archive itself.
        members: files and folders.
        each: bytes of one file, unpacked.
        total: bytes of all files, unpacked.
    """

    packed: int
    members: int
    each: int
    total: int


HAND_IN = Limits(packed=20_000_000, members=1_000, each=20_000_000, total=100_000_000)
# A whole class in one archive, as learning platforms give it.
CLASS = Limits(packed=1_000_000_000, members=20_000, each=100_000_000, total=4_000_000_000)


@dataclass(frozen=True)
class _Member:
    name: str
    is_folder: bool
    kind: str  # "" for a file or folder, else what it is
    handle: object


def is_archive(path: Path) -> bool:
    """Say whether a file's name is that of an archive that can be unpacked."""
    return path.name.lower().endswith(SUFFIXES)


def stem(path: Path) -> str:
    """Give an archive's name without the suffix, "adam" of adam.tar.gz."""
    suffix = next(suffix for suffix in SUFFIXES if path.name.lower().endswith(suffix))
    return path.name[:-len(suffix)]


def only_source(path: Path) -> tuple[str, bytes]:
    """Read the one .py or .ipynb file of an archive.

    What macOS, JupyterLab and Python add of themselves (__MACOSX, .ipynb_checkpoints, __pycache__)
    doesn't count.

    Returns:
        The file's name and content.

    Raises:
        Unreadable: it is no archive of ours, breaks a rule, or holds none or several of them.
    """
    with tempfile.TemporaryDirectory() as folder:
        names = unpack(path, Path(folder), HAND_IN)
        found = [name for name in names if _is_source(name)]
        if len(found) != 1:
            listed = ", ".join(one_line(name) for name in sorted(found)[:20]) or "none"
            raise Unreadable(f"{one_line(path, 300)} holds {len(found)} .py and .ipynb files "
                             f"({listed}): hand in exactly one")
        return PurePosixPath(found[0]).name, (Path(folder) / found[0]).read_bytes()


def _is_source(name: str) -> bool:
    path = PurePosixPath(name)
    own = {"__MACOSX", ".ipynb_checkpoints", "__pycache__"}
    return (path.suffix in (".py", ".ipynb") and not own & set(path.parts)
            and not path.name.startswith("._"))


def unpack(path: Path, folder: Path, limits: Limits) -> list[str]:
    """Unpack an archive into an empty folder.

    Args:
        path: the archive; not followed if it is a link.
        folder: exists; where the archive is refused half-way, files of it are left there.

    Returns:
        The files' names, with "/", in the archive's order.

    Raises:
        Unreadable: it is no archive, damaged, too large, or has a member that is neither file nor
            folder, lies outside, or bears another's name.
    """
    shown = one_line(path, 300)
    with open_regular(path, limits.packed) as file:
        try:
            with _opened(path, file, limits) as members:
                return _write(members, folder, limits)
        except _Refused as error:
            raise Unreadable(f"{shown} is refused: {error}") from error
        # Damaged archives end zipfile and tarfile in a dozen kinds of errors, RuntimeError (a
        # password), struct.error, zlib.error and RecursionError among them.
        except Exception as error:
            why = one_line(f"{type(error).__name__}: {error}", 200)
            raise Unreadable(f"{shown} can't be unpacked ({why}): pack it again as .zip or .tar.gz"
                             ) from error


class _Refused(Exception):
    """An archive breaks a rule."""


@contextmanager
def _opened(path: Path, file: BinaryIO, limits: Limits) -> Iterator[Iterator[tuple]]:
    """Give pairs of a member and a function that opens it."""
    if path.name.lower().endswith(".zip"):
        _count_zip(file, limits)
        with zipfile.ZipFile(file) as archive:
            yield ((_zip_member(info), archive.open) for info in archive.infolist())
    elif not path.name.lower().endswith((".gz", ".tgz")):
        with tarfile.open(fileobj=file, mode="r:") as archive:
            yield ((_tar_member(info), archive.extractfile) for info in archive)
    else:
        # Unpacked first, within limits: tarfile skips a member by decompressing all of it.
        with tempfile.TemporaryFile() as plain, gzip.GzipFile(fileobj=file) as packed:
            # Each member of a tar has one block of 512 bytes and fills its last.
            _copy(packed, plain, limits.total + 2048 * limits.members, "the archive")
            plain.seek(0)
            with tarfile.open(fileobj=plain, mode="r:") as archive:
                yield ((_tar_member(info), archive.extractfile) for info in archive)


def _count_zip(file: BinaryIO, limits: Limits) -> None:
    """Refuse too many members before zipfile reads the list of them into memory."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        entries = 0
        for entries, _ in enumerate(re.finditer(rb"PK\x01\x02", content), start=1):
            if entries > 2 * limits.members:  # an archive inside may have entries of its own
                break
    if entries > 2 * limits.members:
        raise _Refused(f"it has more than {limits.members} members: hand in fewer files")


def _zip_member(info: zipfile.ZipInfo) -> _Member:
    mode = stat.S_IFMT(info.external_attr >> 16)
    kind = "" if mode in (0, stat.S_IFREG, stat.S_IFDIR) else "a link or a device"
    if info.flag_bits & 1:
        kind = "behind a password"
    # The others are rare, and LZMA takes as much memory as the archive asks for.
    elif info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        kind = f"compressed by method {info.compress_type}"
    # Windows wrote backslashes for a long time.
    return _Member(info.filename.replace("\\", "/"), info.is_dir(), kind, info)


def _tar_member(info: tarfile.TarInfo) -> _Member:
    kind = "" if info.isreg() or info.isdir() else "a link or a device"
    return _Member(info.name, info.isdir(), kind, info)


def _write(members: Iterator[tuple], folder: Path, limits: Limits) -> list[str]:
    names: list[str] = []
    taken: dict[str, bool] = {}  # folded name -> is a folder
    total = 0
    for number, (member, opened) in enumerate(members, start=1):
        if number > limits.members:
            raise _Refused(f"it has more than {limits.members} members: hand in fewer files")
        if member.kind:
            raise _Refused(f"{one_line(member.name)} is {member.kind}: pack plain files only")
        if not (parts := _parts(member.name)):
            continue  # the folder itself
        _take(parts, member, taken)
        target = folder.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        if member.is_folder:
            target.mkdir(exist_ok=True)
            continue
        with opened(member.handle) as source, target.open("xb") as file:
            most = min(limits.each, limits.total - total)
            total += _copy(source, file, most, one_line(member.name))
        names.append("/".join(parts))
    return names


def _parts(name: str) -> list[str]:
    """Split a member's name into its parts.

    Raises:
        _Refused: it leads outside, or no file system would have it.
    """
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if name.startswith("/") or ".." in parts or re.match("[A-Za-z]:", name):
        raise _Refused(f"{one_line(name)} leads out of the archive: pack names without / at the "
                       "start and without ..")
    odd = {"Cc", "Cs", "Zl", "Zp"} & {unicodedata.category(one) for one in name}
    if odd or len(parts) > DEEPEST or any(len(part.encode()) > LONGEST for part in parts):
        raise _Refused(f"{one_line(name)} is no usable name: give it a shorter one, of letters")
    return parts


def _take(parts: list[str], member: _Member, taken: dict[str, bool]) -> None:
    """Refuse names that are equal, also where letter case or the form of accents isn't told."""
    folded = [unicodedata.normalize("NFC", part).casefold() for part in parts]
    for end in range(1, len(folded)):
        if not taken.setdefault("/".join(folded[:end]), True):
            raise _Refused(f"{one_line(member.name)} lies in a folder that is also a file")
    name = "/".join(folded)
    if name in taken and not (member.is_folder and taken[name]):
        raise _Refused(f"two members have the name {one_line(member.name)}")
    taken[name] = member.is_folder


def _copy(source: BinaryIO, target: BinaryIO, most: int, what: str) -> int:
    """Copy at most so many bytes; give how many there were."""
    count = 0
    while chunk := source.read(CHUNK):
        count += len(chunk)
        if count > most:
            raise _Refused(f"{what} has more than {most} bytes unpacked: hand in less")
        target.write(chunk)
    return count
