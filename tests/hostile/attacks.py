"""The corpus of attacks in tests/submissions/hostile, and the hand-ins that are made of it.

A .py says in its first lines which verdicts it may get, its family, its exercise, and what it
tries; for the other files notebooks.toml says the same. What an attacker of this course would
know of the machine, paths and ports, stands there as @COURSE@ or @TCP4@ and is filled in.

`grader check` runs definitions only. So what stands below `if True:` would be left out at the top.
"""

import platform
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["FAMILIES", "Attack", "attacks"]

FOLDER = Path(__file__).parents[1] / "submissions" / "hostile"
FAMILIES = ("tamper", "steal", "escape", "exhaust", "crash", "poison", "careless")
STATUSES = {"right", "wrong", "error", "timeout", "memory", "refused"}


@dataclass(frozen=True)
class Attack:
    """One hostile hand-in.

    Attributes:
        path: in the corpus.
        expected: the statuses that its verdict may have.
        family: one of FAMILIES.
        exercise: id of the exercise that it is an answer to.
        story: what it tries, in a sentence.
        name: of the hand-in's file.
        machine: the only architecture whose numbers it uses, "" where that doesn't matter.
    """

    path: Path
    expected: frozenset[str]
    family: str
    exercise: str
    story: str
    name: str
    machine: str = ""

    @property
    def runs_here(self) -> bool:
        """Whether it is written for this processor."""
        return self.machine in ("", platform.machine())

    def text(self, places: Mapping[str, str]) -> str:
        """Give the text of a .py or .ipynb, with what is known of the machine filled in."""
        text = self.path.read_text(encoding="utf-8", errors="surrogateescape")
        return re.sub("@([A-Z0-9]+)@", lambda word: places.get(word[1], word[0]), text)

    def hand_in(self, folder: Path, places: Mapping[str, str]) -> Path:
        """Write the hand-in into a new folder, and give its path."""
        folder.mkdir(parents=True)
        path = folder / self.name
        if self.path.suffix == ".zip":
            path.write_bytes(self.path.read_bytes())
        else:
            path.write_text(self.text(places), encoding="utf-8", errors="surrogateescape")
        return path


@cache
def attacks() -> tuple[Attack, ...]:
    """Read the corpus, in alphabetical order.

    Raises:
        ValueError: a file doesn't say readably what is expected of it.
    """
    table = tomllib.loads((FOLDER / "notebooks.toml").read_text(encoding="utf-8"))
    return tuple(read(path, table) for path in sorted(FOLDER.iterdir())
                 if path.suffix in (".py", ".ipynb", ".zip"))


def read(path: Path, table: Mapping[str, Mapping[str, str]]) -> Attack:
    """Read what is said of a file, in its own first lines or in the table."""
    said = dict(table.get(path.name, {}))
    if path.suffix == ".py":
        lines = path.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        head = [line[2:] for line in lines[:10] if line.startswith("# ")]
        pairs = [re.fullmatch(r"(expect|family|exercise|file|machine): (.*)", line)
                 for line in head]
        said = {pair[1]: pair[2] for pair in pairs if pair}
        said["story"] = " ".join(line for line, pair in zip(head, pairs, strict=True) if not pair)
    try:
        expected, family = frozenset(said["expect"].split()), said["family"]
        if not expected <= STATUSES or family not in FAMILIES or not said["story"]:
            raise KeyError(f"{said}")
        name = said.get("file", "").encode().decode("unicode_escape") or path.name
        return Attack(path, expected, family, said["exercise"], said["story"], name,
                      said.get("machine", ""))
    except KeyError as error:
        raise ValueError(f"{path} doesn't say what is expected of it ({error}): begin it with "
                         "the lines expect, family, exercise and a sentence") from None
