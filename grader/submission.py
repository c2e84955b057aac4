"""Read the Python in a learner's file: a .py, or the code cells of an .ipynb. Nothing is run.

The file may be a .zip, .tar or .tar.gz that holds exactly one of them.
"""

from pathlib import Path

from grader.archives import is_archive, only_source
from grader.findings import one_line
from grader.reading import Unreadable, hand_in, read_file

__all__ = ["Unreadable", "source"]

LARGEST_PY = 5_000_000  # bytes: a thousand times an answer


def source(path: Path) -> list[str]:
    """Read a file's Python: all of a .py, the code cells of an .ipynb without its % and ! lines.

    Returns:
        One text for a .py, one for each code cell of a notebook.

    Raises:
        Unreadable: there is no such file, it is neither .py nor .ipynb nor an archive with one of
            them, too large, or not readable.
    """
    if is_archive(path):
        name, content = only_source(path)
    elif path.suffix in (".py", ".ipynb"):
        name = path.name
        content = read_file(path, LARGEST_PY) if path.suffix == ".py" else read_file(path)
    else:
        raise Unreadable(f"{one_line(path, 300)} is neither .py nor .ipynb (nor a .zip or .tar.gz "
                         "with one of them): give one of those")
    if name.endswith(".ipynb"):
        cells = hand_in(content, name).cells
        return [without_magics(cell.source) for cell in cells if cell.kind == "code"]
    if len(content) > LARGEST_PY:
        raise Unreadable(f"{one_line(name)} has {len(content)} bytes: {LARGEST_PY} are the most")
    try:
        return [content.decode("utf-8-sig")]
    except UnicodeDecodeError as error:
        raise Unreadable(f"{one_line(path, 300)} can't be read ({error}): is it saved as UTF-8?"
                         ) from error


def without_magics(text: str) -> str:
    """Empty the lines that are IPython's, not Python's."""
    return "\n".join("" if line.lstrip().startswith(("%", "!", "?")) else line
                     for line in text.splitlines())
