"""Read the Python in a learner's file: a .py, or the code cells of an .ipynb. Nothing is run."""

import json
from pathlib import Path

from grader.errors import GraderError

__all__ = ["Unreadable", "source"]

LARGEST = 5_000_000  # bytes of a file; the course's largest notebook has a hundredth of that


class Unreadable(GraderError):
    """A file that is no Python and no notebook, or too large."""


def source(path: Path) -> list[str]:
    """Read a file's Python: all of a .py, the code cells of an .ipynb without its % and ! lines.

    Returns:
        One text for a .py, one for each code cell of a notebook.

    Raises:
        Unreadable: there is no such file, it is neither .py nor .ipynb, too large, or not readable.
    """
    if path.suffix not in (".py", ".ipynb"):
        raise Unreadable(f"{path} is neither .py nor .ipynb: give one of those")
    try:
        if not path.is_file():
            raise Unreadable(f"{path} is not a file: check the path")
        if path.stat().st_size > LARGEST:
            raise Unreadable(f"{path} has {path.stat().st_size} bytes: {LARGEST} are the most")
        text = path.read_text(encoding="utf-8-sig")
        return [text] if path.suffix == ".py" else code_of(json.loads(text))
    except (OSError, ValueError, RecursionError) as error:
        raise Unreadable(f"{path} can't be read ({error}): is it saved as UTF-8?") from error


def code_of(notebook: object) -> list[str]:
    """Give the code cells of a notebook's JSON, in lines that are Python's."""
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise ValueError("no list of cells")
    texts = []
    for cell in cells:
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        written = cell.get("source", "")
        text = "".join(map(str, written)) if isinstance(written, list) else str(written)
        texts.append("\n".join("" if line.lstrip().startswith(("%", "!", "?")) else line
                               for line in text.splitlines()))
    return texts
