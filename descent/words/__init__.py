"""Everything that checks, feedback and widgets say, one folder of TOML files per language."""

import os
import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["catalogue", "words"]


@cache
def catalogue(language: str) -> dict:
    """Load one language's catalogue as nested dicts.

    Raises:
        ValueError: there is no catalogue for `language`.
    """
    folder = files(__name__) / language
    if not language.isalpha() or not folder.is_dir():
        known = sorted(p.name for p in files(__name__).iterdir() if p.is_dir()
                       and not p.name.startswith("_"))
        raise ValueError(f"no words for language {language!r}: set DESCENT_LANGUAGE to one of "
                         f"{', '.join(known)}")
    texts: dict = {}
    for path in folder.iterdir():
        if path.name.endswith(".toml"):
            texts |= tomllib.loads(path.read_text(encoding="utf-8"))
    return texts


def words(key: str, /, **values: object) -> str:
    """Give the text under a dotted key, with its {placeholders} filled in.

    The language is the environment variable DESCENT_LANGUAGE, English without it.

    >>> words("report.not_written")
    'Not written yet'

    Raises:
        KeyError: the catalogue has no such text (a fault of ours).
    """
    entry = catalogue(os.environ.get("DESCENT_LANGUAGE", "en"))
    for part in key.split("."):
        entry = entry[part]
    return entry.format(**values) if values else entry
