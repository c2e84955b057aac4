"""The front end: plain JavaScript modules, joined to the one module that anywidget loads.

anywidget loads a module from a string, in which no relative import can be followed. The modules
are joined in the order of their imports, and lose their `import` lines and the word `export`:
they must import from each other only whole names, one line an import, and no two may declare the
same top-level name.
"""

import re
from functools import cache
from importlib.resources import files

__all__ = ["module", "style"]

IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+)\.js";\n', re.M)


@cache
def module(entry: str = "widget") -> str:
    """Give the source of one module that holds `entry` and all that it imports."""
    joined: dict[str, str] = {}
    _join(entry, joined)
    return "\n".join(joined.values())


@cache
def style() -> str:
    """Give the style sheet."""
    return _read("style.css")


def _join(name: str, joined: dict[str, str]) -> None:
    if name in joined:
        return
    source = _read(f"{name}.js")
    for needed in IMPORT.findall(source):
        _join(needed, joined)
    body = IMPORT.sub("", source)
    # What anywidget looks for stays exported: the default export of the entry.
    joined[name] = re.sub(r"^export (?!default)", "", body, flags=re.M)


def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
