"""Read a file that a student handed in, and take a notebook's JSON apart; nothing is run.

Whatever the bytes are, the result is either data of known types or one `Unreadable` that says
what is wrong. A notebook is read by its shape, not by nbformat, whose readers (5.10) raise a
dozen kinds of errors on notebooks that are not what they claim to be.
"""

import codecs
import errno
import json
import os
import re
import stat
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from grader.errors import GraderError
from grader.findings import Finding, one_line

__all__ = ["CELL_ID", "Cell", "HandIn", "Unreadable", "hand_in", "nothing", "open_regular",
           "read_file", "read_hand_in"]

LARGEST = 20_000_000  # bytes of a notebook: our largest release has a four-hundredth, no outputs
LARGEST_CELL = 1_000_000  # characters
MOST_CELLS = 10_000  # that are looked at
MOST_PICTURES = 100  # attached to one cell
# Lists and objects in a notebook's JSON. An empty list takes 3 bytes in the file and 72 in memory.
MOST_NESTS = 2_000_000
CELL_ID = re.compile(r"[a-zA-Z0-9-_]{1,64}")  # nbformat 4.5
SURROGATES = re.compile("[\ud800-\udfff]")
IMAGES = {"image/png", "image/jpeg", "image/gif", "image/webp"}  # an SVG can hold a script
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
# Not following a link, not waiting for a fifo's other end. Windows has none of the three.
FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in (
    "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
KINDS = {stat.S_IFDIR: "a folder", stat.S_IFLNK: "a link", stat.S_IFIFO: "a fifo",
         stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


class Unreadable(GraderError):
    """A file that can't be read as what it should be; the message says why and what to do."""


@dataclass(frozen=True)
class Cell:
    """One cell as the student handed it in; no lone surrogates in its texts.

    Attributes:
        kind: "code", "markdown" or "raw".
        source: its text.
        id: the cell's id where it is a valid one, else "".
        grade_id: nbgrader's name for it, else "".
        claims: the plain values (text, number, truth) of nbgrader's metadata.
        tags: its tags.
        attachments: file name -> MIME type -> base64, pictures only.
    """

    kind: str
    source: str
    id: str = ""
    grade_id: str = ""
    claims: dict[str, object] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    attachments: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class HandIn:
    """What a student's notebook holds.

    Attributes:
        cells: in the student's order.
        findings: what was odd while reading.
        language: the kernel's language as the notebook claims it, in small letters, else "".
        is_readable: False where nothing could be read, and the findings say why.
    """

    cells: tuple[Cell, ...]
    findings: tuple[Finding, ...] = ()
    language: str = ""
    is_readable: bool = True


# -- files ---------------------------------------------------------------------------------------


def open_regular(path: Path, largest: int) -> BinaryIO:
    """Open a regular file of limited size, without following a link or waiting for a fifo.

    Args:
        path: only its last part is kept from being a link.
        largest: bytes.

    Raises:
        Unreadable: there is no such file, it is of another kind, or too large.
    """
    shown = one_line(path, 300)
    try:
        descriptor = os.open(path, FLAGS)
    except (OSError, ValueError) as error:
        code = error.errno if isinstance(error, OSError) else None
        if code == errno.ENOENT:
            raise Unreadable(f"{shown} is not a file: check the path") from error
        if code in (errno.ELOOP, errno.ENXIO, errno.EMLINK):  # EMLINK: a link, on FreeBSD
            kind = "a socket or a fifo" if code == errno.ENXIO else "a link"
            raise Unreadable(f"{shown} is {kind}: hand in the file itself") from error
        why = os.strerror(code) if code else error
        raise Unreadable(f"{shown} can't be read ({why}): check the file's permissions") from error
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        kind = KINDS.get(stat.S_IFMT(found.st_mode), "no regular file")
        raise Unreadable(f"{shown} is {kind}: hand in the file itself")
    if found.st_size > largest:
        os.close(descriptor)
        raise Unreadable(f"{shown} has {found.st_size} bytes: {largest} are the most")
    return os.fdopen(descriptor, "rb")


def read_file(path: Path, largest: int = LARGEST) -> bytes:
    """Read a regular file of limited size.

    Raises:
        Unreadable: as `open_regular`.
    """
    with open_regular(path, largest) as file:
        try:
            content = file.read(largest + 1)
        except OSError as error:
            raise Unreadable(f"{one_line(path, 300)} can't be read ({error.strerror}): "
                             "is the disk in order?") from error
    if len(content) > largest:
        raise Unreadable(f"{one_line(path, 300)} grew while it was read: {largest} bytes are the "
                         "most")
    return content


# -- notebooks -----------------------------------------------------------------------------------


def read_hand_in(path: Path) -> HandIn:
    """Read a notebook; one that can't be read has no cells and a finding that says why."""
    try:
        return hand_in(read_file(path), path.name)
    except Unreadable as error:
        return nothing(str(error).replace(one_line(path, 300), one_line(path.name)))


def nothing(why: str) -> HandIn:
    """Give the hand-in of which nothing could be read."""
    said = f"{why}. The notebook is graded as it was released."
    return HandIn((), (Finding("unreadable", "", said),), is_readable=False)


def hand_in(content: bytes, name: str) -> HandIn:
    """Take a notebook apart.

    Args:
        content: the file's bytes; nbformat 2 to 4, also with a byte order mark.
        name: the file's name, for messages.

    Raises:
        Unreadable: it is no JSON, or no notebook.
    """
    findings: list[Finding] = []
    try:
        notebook = _parse(_decode(content, findings))
        cells = _raw_cells(notebook)
    # A notebook nested deeply ends in RecursionError, numbers and lists in bulk in MemoryError.
    except (ValueError, RecursionError, MemoryError) as error:
        why = one_line(error or type(error).__name__, 200)
        raise Unreadable(f"{one_line(name)} can't be read as a notebook ({why}): open it in "
                         "JupyterLab, save it and hand it in again") from error
    if len(cells) > MOST_CELLS:
        findings.append(Finding("too-many-cells", "", f"It has {len(cells)} cells: the first "
                                f"{MOST_CELLS} are read."))
    read = [_cell(cell, number, findings)
            for number, cell in enumerate(cells[:MOST_CELLS], start=1)]
    spec = _object(_object(notebook.get("metadata")).get("kernelspec"))
    return HandIn(tuple(cell for cell in read if cell), tuple(findings),
                  _clean(spec.get("language")).lower())


def _decode(content: bytes, findings: list[Finding]) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")  # what PowerShell makes of a file
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        findings.append(Finding("not-utf-8", "", f"The file is not UTF-8 at byte {error.start}: "
                                "what can't be read there became U+FFFD."))
        return content.decode("utf-8-sig", errors="replace")


def _parse(text: str) -> object:
    if text.count("[") + text.count("{") > MOST_NESTS:
        raise ValueError(f"more than {MOST_NESTS} lists and objects")
    # Python refuses to read an int of more than 4300 digits; what isn't a number here is no use.
    return json.loads(text, parse_int=lambda digits: int(digits) if len(digits) < 20 else 0,
                      parse_constant=lambda name: None)


def _raw_cells(notebook: object) -> list:
    if isinstance(notebook, dict):
        if isinstance(cells := notebook.get("cells"), list):
            return cells
        if isinstance(sheets := notebook.get("worksheets"), list):  # nbformat 2 and 3
            sheets = [_object(sheet).get("cells") for sheet in sheets]
            return [cell for cells in sheets if isinstance(cells, list) for cell in cells]
    raise ValueError("no list of cells")


def _cell(cell: object, number: int, findings: list[Finding]) -> Cell | None:
    """Read one cell; None, and a finding, where there is nothing to keep."""
    if not isinstance(cell, dict):
        findings.append(Finding("no-cell", "", f"Entry {number} of the notebook's cells is "
                                f"{type(cell).__name__}, no cell: it is left out."))
        return None
    metadata = _object(cell.get("metadata"))
    claims = {key: value for key, value in _object(metadata.get("nbgrader")).items()
              if isinstance(value, str | int | float)}
    grade_id = _clean(claims.get("grade_id"))
    id_ = cell.get("id")
    id_ = id_ if isinstance(id_, str) and CELL_ID.fullmatch(id_) else ""
    named = one_line(grade_id or id_ or f"number {number}")
    # nbformat 3 called a code cell's source "input".
    source = _text(cell.get("source", cell.get("input", "")), named, findings)
    if len(source) > LARGEST_CELL:
        findings.append(Finding("cell-too-large", named, f"It has {len(source)} characters, and "
                                f"{LARGEST_CELL} are the most: it is left out."))
        return None
    tags = metadata.get("tags")
    tags = tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()
    kind, source = _kind(cell, source)
    return Cell(kind, source, id_, grade_id, claims, tags,
                {} if kind == "code" else _attachments(cell, named, findings))


def _kind(cell: dict, source: str) -> tuple[str, str]:
    """Give the kind of today's cell, and the text with a heading's signs (nbformat 3)."""
    kind = cell.get("cell_type")
    if kind == "heading":
        level = cell.get("level")
        level = level if isinstance(level, int) and 1 <= level <= 6 else 1
        return "markdown", f"{'#' * level} {source}"
    if kind == "html":
        return "markdown", source
    return (kind, source) if kind in ("code", "markdown") else ("raw", source)


def _text(source: object, named: str, findings: list[Finding]) -> str:
    """Give a cell's source, which may be text or a list of lines."""
    lines = source if isinstance(source, list) else [source]
    kept = [line for line in lines if isinstance(line, str)]
    if len(kept) < len(lines):
        findings.append(Finding("no-text", named, "Its source, or a line of it, is no text: what "
                                "is none is left out."))
    text = "".join(kept)
    if SURROGATES.search(text):
        findings.append(Finding("surrogates", named, "Its text has halves of characters (lone "
                                "surrogates): they became U+FFFD."))
    return _clean(text)


def _attachments(cell: dict, named: str, findings: list[Finding]) -> dict[str, dict[str, str]]:
    given, kept = _object(cell.get("attachments")), {}
    for name, bundle in islice(given.items(), MOST_PICTURES):
        for mime, encoded in _object(bundle).items():
            encoded = "".join(map(str, encoded)) if isinstance(encoded, list) else encoded
            if mime in IMAGES and isinstance(encoded, str) and BASE64.fullmatch(encoded):
                kept.setdefault(_clean(name), {})[mime] = encoded
    if len(kept) < len(given):
        findings.append(Finding("attachment", named, f"{len(given) - len(kept)} of its attachments "
                                f"are no pictures, or beyond the first {MOST_PICTURES}: they are "
                                "left out."))
    return kept


def _object(value: object) -> dict:
    return value if isinstance(value, dict) else {}


def _clean(value: object) -> str:
    return SURROGATES.sub("\ufffd", value) if isinstance(value, str) else ""
