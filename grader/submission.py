"""Read a class or function out of a learner's file: a .py, or the code cells of an .ipynb.

A file is run definition by definition: imports, classes, functions, assignments, and what stands
in if, try and with. Calls, loops and assertions at its top (prints, plots, training) are left
out, and a statement that fails does not stop the others. `source` runs nothing; `load` does, and
belongs into the child process.
"""

import ast
import json
import linecache
from pathlib import Path

from grader.errors import GraderError

__all__ = ["NotThere", "Unreadable", "load", "source"]

LARGEST = 5_000_000  # bytes of a file; the course's largest notebook has a hundredth of that
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef,
               ast.Assign, ast.AnnAssign, ast.AugAssign, ast.If, ast.Try, ast.With)


class Unreadable(GraderError):
    """A file that is no Python and no notebook, or too large."""


class NotThere(Exception):
    """The file defines no such class or function."""


def source(path: Path) -> str:
    """Read a file's Python: all of a .py, the code cells of an .ipynb without its % and ! lines.

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
        return text if path.suffix == ".py" else code_of(json.loads(text))
    except (OSError, ValueError, RecursionError) as error:
        raise Unreadable(f"{path} can't be read ({error}): is it saved as UTF-8?") from error


def code_of(notebook: object) -> str:
    """Join the code cells of a notebook's JSON; a cell that is no Python is left out."""
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise ValueError("no list of cells")
    parts, broken = [], []
    for cell in cells:
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        written = cell.get("source", "")
        text = "".join(map(str, written)) if isinstance(written, list) else str(written)
        lines = ["" if line.lstrip().startswith(("%", "!", "?")) else line
                 for line in text.splitlines()]
        part = "\n".join(lines)
        try:
            ast.parse(part)
            parts.append(part)
        except (SyntaxError, ValueError):
            broken.append(part)
    # At the end: its error counts only where nothing else defines what is looked for.
    return "\n\n".join([*parts, *broken])


def load(text: str, name: str, filename: str):
    """Run the definitions of a learner's code and give the object called `name`, case aside.

    Raises:
        SyntaxError: the code is no Python, and the name isn't defined before the fault.
        NotThere: nothing of that name is defined.
        Exception: what the definition itself raised.
    """
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    names: dict = {"__name__": "submission", "__file__": filename}
    body, first_error = statements(text, filename)
    for statement in body:
        if not isinstance(statement, DEFINITIONS):
            continue
        try:
            exec(compile(ast.Module([statement], []), filename, "exec"), names)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            first_error = first_error or error
    found = find(names, name)
    if found is not None:
        return found
    if first_error is not None:
        raise first_error
    defined = [key for key, value in names.items() if callable(value) and not key.startswith("__")]
    raise NotThere(f"it defines {', '.join(defined) or 'nothing'}")


def statements(text: str, filename: str) -> tuple[list[ast.stmt], BaseException | None]:
    """Parse code; where it is no Python, what stands above the fault, and the fault."""
    fault = None
    lines = text.splitlines()
    while True:
        try:
            return ast.parse("\n".join(lines), filename).body, fault
        except SyntaxError as error:
            fault = fault or error
            # Shorter each time: a block that lost its end is a fault in its turn.
            lines = lines[: min((error.lineno or 1) - 1, len(lines) - 1)]
        except ValueError as error:  # null bytes
            return [], fault or error


def find(names: dict, name: str):
    """Look a class or function up by its name, then with case and underscores aside."""
    def plain(key: str) -> str:
        return key.replace("_", "").lower()

    if callable(names.get(name)):
        return names[name]
    found = [value for key, value in names.items() if callable(value) and plain(key) == plain(name)]
    return found[-1] if found else None
