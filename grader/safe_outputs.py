"""Outputs that a learner's process gave back, reduced to what anybody may look at.

They come from a process that the learner's code owns, so they may be anything that JSON can hold.
What leaves here is text, tables and pictures in nbformat's own shape, for any viewer: JupyterLab,
nbgrader's pages, exports.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from nbformat import NotebookNode, from_dict

from descent.plain import clean, one_line
from descent.words import words
from grader.safe_html import safe_html
from grader.safe_pictures import KINDS, safe_picture

__all__ = ["Limits", "safe_outputs", "safe_text"]

MOST_LOOKED_AT = 10_000  # outputs that a process sent; a print in a loop sends one each time
COLOUR = re.compile(r"(\x1b\[[0-9;]{0,20}m)")
RESET = "\x1b[0m"
# Where there is no text of its own, Markdown and TeX are shown as they were written: both could
# hold HTML or addresses, and viewers differ in what they make of them.
SOURCES = "text/markdown", "text/plain", "text/latex"


@dataclass(frozen=True)
class Limits:
    """How much of a cell's outputs is kept.

    Attributes:
        outputs: how many; what was printed in a row is one.
        text: characters of text in all of them together.
        size: characters of HTML, and of pictures in base64, in all of them together.
    """

    outputs: int = 50
    text: int = 50_000
    size: int = 12_000_000


LIMITS = Limits()


@dataclass
class Room:
    """What is left of a cell's limits, and what was left out for which reason.

    Attributes:
        text, size: as in Limits, what is left.
        cut: characters of text that there was no room for.
        refused: the reason for each output that can't be shown.
    """

    text: int
    size: int
    cut: int = 0
    refused: list[str] = field(default_factory=list)

    def shorten(self, text: str) -> str:
        """Clean a text, and cut it to the room that is left."""
        kept = text[:self.text]
        self.text -= len(kept)
        self.cut += len(text) - len(kept)
        return safe_text(kept)

    def holds(self, content: str) -> bool:
        """Take the room for a picture or HTML; False, and none is taken, when it isn't there."""
        if len(content) > self.size:
            self.refused.append("too_large")
            return False
        self.size -= len(content)
        return True


def safe_outputs(outputs: object, limits: Limits = LIMITS) -> list[NotebookNode]:
    """Give a code cell's outputs as nbformat knows them, safe to look at; never raises.

    Args:
        outputs: a list of dicts, or whatever JSON data a hostile process sent in its place.

    Returns:
        Valid outputs of nbformat 4: "stream", "display_data", "execute_result" and "error", with
        text/plain, text/html, image/png and image/jpeg only. Text at the end says what was cut
        and left out.
    """
    room = Room(limits.text, limits.size)
    made: list[dict] = []
    if not isinstance(outputs, list | tuple):
        outputs = [] if outputs is None else [outputs]
    for output in outputs[:MOST_LOOKED_AT]:
        safe = _safe(output, room)
        if safe and (len(made) < limits.outputs or _is_next(safe, made)):
            _append(safe, made)
        elif safe:
            room.refused.append("too_many")
    room.refused += ["too_many"] * max(0, len(outputs) - MOST_LOOKED_AT)
    for told in _told(room, limits):
        _append({"output_type": "stream", "name": "stdout", "text": told}, made)
    return [from_dict(output) for output in made]


def safe_text(text: str) -> str:
    r"""Clean a text, but for the sequences that colour it, as tracebacks have them.

    >>> safe_text("\x1b[31mred\x1b[2J")
    '\x1b[31mred\\x1b[2J\x1b[0m'
    """
    parts = COLOUR.split(text)
    if len(parts) == 1:
        return clean(text, most=10 * len(text) + 1)
    # Where the last sequence isn't a reset, the colour would run on into the next text.
    end = "" if parts[-2] == RESET else RESET
    return "".join(part if COLOUR.fullmatch(part) else clean(part, most=10 * len(part) + 1)
                   for part in parts) + end


def _is_next(output: dict, made: list[dict]) -> bool:
    """Say whether an output goes on with the text of the one before."""
    return bool(made) and output["output_type"] == "stream" and output.get("name") == made[-1].get(
        "name")


def _append(output: dict, made: list[dict]) -> None:
    if _is_next(output, made):
        made[-1]["text"] += output["text"]
    else:
        made.append(output)


def _safe(output: object, room: Room) -> dict | None:
    """Make one output safe; None where it is empty, or can't be shown and the room says why."""
    kind = output.get("output_type") if isinstance(output, dict) else None
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        # A progress bar's returns: each state of it on a line.
        text = _text(output.get("text")).replace("\r\n", "\n").replace("\r", "\n")
        shown = room.shorten(text)
        return {"output_type": "stream", "name": name, "text": shown} if shown else None
    if kind == "error":
        return _error(output, room)
    if kind in ("display_data", "execute_result"):
        return _display(output, room)
    room.refused.append("no_output")
    return None


def _error(output: dict, room: Room) -> dict:
    lines = output.get("traceback")
    text = "\n".join(map(_text, lines)) if isinstance(lines, list) else _text(lines)
    return {"output_type": "error", "ename": one_line(_text(output.get("ename")), 200),
            "evalue": one_line(_text(output.get("evalue")), 1000),
            "traceback": room.shorten(text).split("\n")}


def _display(output: dict, room: Room) -> dict | None:
    given = output.get("data")
    given = given if isinstance(given, dict) else {}
    data, metadata = {}, {}
    for kind in KINDS:
        if kind in given and (picture := safe_picture(given[kind], kind)) and room.holds(picture):
            data[kind] = picture
            if measures := _measures(output.get("metadata"), kind):
                metadata[kind] = measures
    html = _text(given.get("text/html"))
    if html.strip() and room.holds(html) and (safe := safe_html(html)).strip():
        data["text/html"] = safe
    source = next((given[kind] for kind in SOURCES if _text(given.get(kind))), "")
    if source:
        data["text/plain"] = room.shorten(_text(source))
    if not data:
        room.refused.append("not_shown")
        return None
    made = {"output_type": output["output_type"], "data": data, "metadata": metadata}
    if made["output_type"] == "execute_result":
        made["execution_count"] = _count(output.get("execution_count"))
    return made


def _measures(metadata: object, kind: str) -> dict:
    """Keep a picture's size in the page and its alt text."""
    given = metadata.get(kind) if isinstance(metadata, dict) else None
    if not isinstance(given, dict):
        return {}
    kept: dict[str, object] = {
        name: given[name] for name in ("width", "height")
        if type(given.get(name)) is int and 0 < given[name] < 10_000}
    if alt := one_line(_text(given.get("alt")), 1000):
        kept["alt"] = alt
    return kept


def _told(room: Room, limits: Limits) -> Iterator[str]:
    """Say what was cut and left out, a line each."""
    if room.cut:
        yield "\n" + words("outputs.cut", count=room.cut) + "\n"
    if room.refused:
        what = "; ".join(words(f"outputs.{reason}", most=limits.outputs)
                         for reason in dict.fromkeys(room.refused))
        which = "outputs.one_left_out" if len(room.refused) == 1 else "outputs.left_out"
        yield words(which, count=len(room.refused), what=what) + "\n"


def _text(text: object) -> str:
    """Give the text of a notebook's field, which may be a list of lines; "" for anything else."""
    if isinstance(text, list):
        return "".join(line for line in text if isinstance(line, str))
    return text if isinstance(text, str) else ""


def _count(count: object) -> int | None:
    return count if type(count) is int and 0 <= count < 1_000_000 else None
