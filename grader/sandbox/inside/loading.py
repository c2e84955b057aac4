"""Find a class or function in a learner's code, by running its definitions.

Run are imports, classes, functions, assignments, and what stands in if, try and with. Calls,
loops and assertions at its top (prints, plots, training) are left out, and a statement that fails
does not stop the others. Each code cell of a notebook is a text of its own, so that line numbers
are those of the cell.
"""

import ast
import linecache
import re
from collections.abc import Sequence

from descent.words import words

__all__ = ["NotThere", "load"]

DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef,
               ast.Assign, ast.AnnAssign, ast.AugAssign, ast.If, ast.Try, ast.With)


class NotThere(Exception):
    """The file defines no such class or function."""


def load(cells: Sequence[str], name: str, filename: str):
    """Run the definitions of a learner's code and give the object called `name`, case aside.

    Args:
        cells: the texts that `source` gave.
        name: of the class or function.
        filename: as tracebacks show it; in a notebook with the number of the code cell.

    Raises:
        SyntaxError: the code is no Python, and the name isn't defined elsewhere.
        NotThere: nothing of that name is defined.
        Exception: what the definition itself raised, or the import that it needed.
    """
    names: dict = {"__name__": "submission", "__file__": filename}
    errors: list[tuple[set[str], BaseException]] = []
    for number, text in enumerate(cells, start=1):
        place = f"{filename}, code cell {number}" if filename.endswith(".ipynb") else filename
        linecache.cache[place] = (len(text), None, text.splitlines(keepends=True), place)
        body, fault = statements(text, place)
        for statement in body:
            if not isinstance(statement, DEFINITIONS):
                continue
            try:
                exec(compile(ast.Module([statement], []), place, "exec"), names)
            except KeyboardInterrupt:
                raise
            except BaseException as error:
                errors.append((names_made(ast.unparse(statement)), error))
        if fault is not None:
            errors.append((names_made(text), fault))
    found = find(names, name)
    if found is not None:
        return found
    if error := blamed(errors, name):
        raise error
    defined = [key for key, value in names.items() if callable(value) and not key.startswith("__")]
    if name in names:
        raise NotThere(words("hand_in.of_type", name=name, type=type(names[name]).__name__))
    raise NotThere(words("hand_in.defines", names=", ".join(defined)) if defined
                   else words("hand_in.defines_nothing"))


def names_made(text: str) -> set[str]:
    """Give the names that a text imports or defines, whether or not it is Python."""
    lines = re.findall(r"^\s*(?:import|from)\b.*", text, re.MULTILINE)
    return {*re.findall(r"\b(?:class|def)\s+(\w+)", text), *re.findall(r"\w+", " ".join(lines))}


def blamed(errors: list[tuple[set[str], BaseException]], name: str) -> BaseException | None:
    """Choose the error that kept `name` from being there: its own, or that of what it needed."""
    error = next((error for made, error in errors if plain(name) in map(plain, made)), None)
    if isinstance(error, NameError):  # an import that failed, further up
        return next((other for made, other in errors if error.name in made), error)
    return error


def statements(text: str, filename: str) -> tuple[list[ast.stmt], SyntaxError | None]:
    """Parse code; where it is no Python, what is complete above the fault, and the fault."""
    fault = None
    lines = whole = text.splitlines()
    while True:
        try:
            body = ast.parse("\n".join(lines), filename).body
        except SyntaxError as error:
            fault = fault or error
            # Shorter each time: a block that lost its end is a fault in its turn.
            lines = lines[: min((error.lineno or 1) - 1, len(lines) - 1)]
        except (ValueError, RecursionError) as error:  # null bytes; brackets without end
            return [], fault or SyntaxError(str(error))
        else:
            rest = next((line for line in whole[len(lines):] if line.strip()), "")
            # An indented line belongs to the last statement above: a class that lost a method.
            return body[:-1] if rest[:1].isspace() else body, fault


def plain(key: str) -> str:
    """Write a name without case and underscores."""
    return key.replace("_", "").lower()


def find(names: dict, name: str):
    """Look a class or function up by its name, then with case and underscores aside."""
    if callable(names.get(name)):
        return names[name]
    found = [value for key, value in names.items() if callable(value) and plain(key) == plain(name)]
    return found[-1] if found else None
