"""Parsons problems: a rule's lines in the wrong order, with lines among them that don't belong.

What the chosen lines make, in the chosen order, is code like any other: the check puts it to the
exercise's probes. So every order that does the same is right, and a wrong one gets the name of its
mistake. Such problems are Parsons and Haden's (2006), and so are the lines that don't belong.
"""

from __future__ import annotations

import linecache
import string
import textwrap
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files

import numpy as np

from descent.contract import Breach
from descent.exercises import EXERCISES
from descent.kernel import kernel_shell
from descent.plots import display_html
from descent.words import words

__all__ = ["Puzzle", "load", "names", "puzzle"]

FOLDER = files("descent") / "puzzles"


@dataclass(frozen=True)
class Puzzle:
    """One Parsons problem.

    Attributes:
        name: of its file in `descent/puzzles/`.
        exercise: whose probes are put to what the lines make.
        given: the code above the lines, which stands still.
        lines: letter -> line of code, indented as it is to stand below what is given.
        spare: how many of the lines don't belong.
    """

    name: str
    exercise: str
    given: str
    lines: dict[str, str]
    spare: int

    def letters(self, order: str) -> str:
        """Give an order such as "c, a, B" as the letters alone: "CAB".

        Raises:
            Breach: the order is no text, is empty, names a line that isn't there, or one twice.
        """
        if not isinstance(order, str):
            raise Breach("order_no_text", seen=repr(order)[:40])
        letters = [letter for letter in order.upper() if letter not in " ,"]
        if not letters:
            raise Breach("order_empty", letters=", ".join(self.lines))
        for letter in letters:
            if letter not in self.lines:
                raise Breach("order_unknown", letter=letter, letters=", ".join(self.lines))
            if letters.count(letter) > 1:
                raise Breach("order_twice", letter=letter)
        return "".join(letters)

    def code(self, order: str) -> str:
        """Write the code that lines make.

        Raises:
            Breach: as `letters`.
        """
        lines = [self.lines[letter] for letter in self.letters(order)]
        return "\n".join([self.given, *lines]) + "\n"

    def build(self, order: str) -> Callable:
        """Make the class or the function out of lines.

        Raises:
            Breach: as `letters`.
            SyntaxError: in this order the lines are no code.
        """
        code = self.code(order)
        # A report looks the line up there in which code broke off.
        file = f"<the lines of {self.name} as {order}>"
        linecache.cache[file] = (len(code), None, code.splitlines(keepends=True), file)
        made = {"np": np, "__name__": "__main__"}
        exec(compile(code, file, "exec"), made)
        return made[EXERCISES[self.exercise].name]

    def refuse(self, error: Exception) -> Callable:
        """Make a class or a function that raises, whatever it is called with."""
        def fail(*args: object, **kwargs: object) -> None:
            raise error

        exercise = EXERCISES[self.exercise]
        return type(exercise.name, (), {"__init__": fail}) if exercise.wants_class else fail


def names() -> list[str]:
    """Give the names of all problems."""
    return sorted(file.name.removesuffix(".toml") for file in FOLDER.iterdir()
                  if file.name.endswith(".toml"))


@cache
def load(name: str) -> Puzzle:
    """Read a problem.

    Raises:
        ValueError: there is none of this name.
    """
    if name not in names():
        raise ValueError(words("puzzle.unknown", name=name, known=", ".join(names())))
    read = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    lines = [line for line in read["lines"].splitlines() if line.strip()]
    return Puzzle(name, read["exercise"], read["given"].strip("\n"),
                  dict(zip(string.ascii_uppercase, lines, strict=False)), read["spare"])


def puzzle(name: str) -> Callable[[Callable[[], str]], Callable]:
    """Show a Parsons problem, and turn the function that answers it into what its lines make.

    Args:
        name: of the problem.

    Returns:
        A decorator. The function under it takes nothing and returns the letters of the lines
        that belong, from top to bottom; instead of it stands the class or function that these
        lines make, for `check`. An order that makes none gives one that raises when it is used.

    Raises:
        ValueError: there is no such problem.

    Example:
        >>> @puzzle("adam")  # doctest: +ELLIPSIS
        ... def arranged_adam():
        ...     return "IEHCDGA"
        This is given:
        ...
        >>> arranged_adam.__name__
        'Adam'
    """
    asked = load(name)

    def answered(chosen: Callable[[], str]) -> Callable:
        order, made = "", ""
        try:
            order = asked.letters(chosen())
            answer, made = asked.build(order), asked.code(order)
        except Exception as error:  # an unwritten stub's, a learner's own, or no code at all
            answer = asked.refuse(error)
        _show(asked, order, made, getattr(chosen, "__name__", ""))
        return answer

    return answered


def _show(asked: Puzzle, order: str, made: str, function: str) -> None:
    """Show a problem: with lines to arrange where a kernel serves a notebook, else as it stands.

    Args:
        order: what the function gave back; "" when that was no order.
        made: the code of these lines; "" when they make none.
        function: its name.
    """
    spare = words("puzzle.spare_one" if asked.spare == 1 else "puzzle.spare",
                  count=asked.spare, total=len(asked.lines))
    still = _still(asked, made, spare)
    if kernel_shell() is None:
        display_html(still["text/html"], still["text/plain"])
        return
    from IPython.display import display

    from descent.widgets.arrange import Arrange  # loads ipywidgets: only for those who can click

    display(Arrange(asked.given, asked.lines, spare, order, made, function, still))


def _still(asked: Puzzle, made: str, spare: str) -> dict[str, str]:
    """Give a problem as HTML and as text, for pages without a kernel."""
    lettered = [(letter, f"  {line}") for letter, line in asked.lines.items()]
    parts = [("given", words("puzzle.given"), [("", asked.given)]),
             ("lines", f"{words('puzzle.lines')} {spare}", lettered)]
    if made:
        parts.append(("made", words("puzzle.made"), [("", made.rstrip())]))
    return {"text/html": "".join(_box(*part) for part in parts),
            "text/plain": "\n\n".join(
                f"{said}\n\n" + textwrap.indent("\n".join(map("".join, code)), "    ")
                for _, said, code in parts)}


def _box(name: str, said: str, code: list[tuple[str, str]]) -> str:
    # The theme's colours, and neutral ones where there is none, as in `predictions`. Lines too long
    # for a narrow page are scrolled, by keys as well; wrapped they would lose their indentation.
    frame = ("margin: 0.3em 0 0.8em; padding: 0.6em 1em; overflow-x: auto; white-space: pre; "
             "font-family: var(--jp-code-font-family, monospace); font-size: 13px; "
             "line-height: 1.5; color: inherit; border: 1px solid var(--jp-border-color2, #bbb); "
             "background: var(--jp-layout-color0, transparent)")
    text = "\n".join(f"<strong>{letter}</strong>{escape(line)}" if letter else escape(line)
                     for letter, line in code)
    return (f'<div class="descent-puzzle-{name}"><p style="margin: 0.2em 0">{escape(said)}</p>'
            f'<pre style="{frame}" tabindex="0">{text}</pre></div>')
