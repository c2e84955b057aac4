"""Predictions: the learner commits to an answer first, then sees what happens.

The answer is kept in the notebook's own line `prediction = None`: it is saved and handed in with
it, and survives every restart. A click only writes that line.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Protocol
from weakref import WeakSet

from descent.kernel import kernel_shell
from descent.plain import one_line
from descent.plots import display_html
from descent.words import words

__all__ = ["open_on_prediction", "reveal"]

NAME = "prediction"  # the notebook's variable


class Locked(Protocol):
    """What stays hidden until the learner has predicted."""

    def unlock(self) -> None:
        """Show what was hidden."""


_waiting: WeakSet[Locked] = WeakSet()


def open_on_prediction(figure: Locked) -> None:
    """Have a figure unlocked as soon as the learner has predicted."""
    _waiting.add(figure)


def reveal(prediction: str | None, truth: str, options: Mapping[str, str]) -> None:
    """Show what was predicted beside what happens, as one notebook output.

    As long as there is no prediction, or one that is no option, the truth stays hidden: in a
    notebook the letters can be chosen there, elsewhere a line asks for one.

    Args:
        prediction: the letter that the learner wrote, in either case; None before that.
        truth: the letter of what happens, computed in the cell.
        options: letter -> text of each option.

    Raises:
        ValueError: when the truth is not one of the options (a fault of the lesson).
    """
    if truth not in options:
        raise ValueError(
            f"reveal got truth = {truth!r}, which is not one of the options {', '.join(options)}: "
            "let the cell compute one of these letters"
        )
    letter = _letter(prediction, options)
    if letter is not None:
        _show(_told(letter, truth, options))
        _open()
    elif (shell := kernel_shell()) is not None:
        _ask(shell.user_ns, prediction, truth, options)
    else:
        _show([_asked(prediction, options)])


def _letter(prediction: object, options: Mapping[str, str]) -> str | None:
    if not isinstance(prediction, str):
        return None
    written = prediction.strip().casefold()
    return next((letter for letter in options if letter.casefold() == written), None)


def _asked(prediction: object, options: Mapping[str, str]) -> str:
    letters = ", ".join(f'"{letter}"' for letter in options)
    if prediction is None:
        return words("reveal.none", letters=letters)
    return words("reveal.unknown", seen=_brief(prediction), letters=letters)


def _told(letter: str, truth: str, options: Mapping[str, str]) -> list[str]:
    return [
        words("reveal.said", letter=letter, text=options[letter]),
        words("reveal.happens", letter=truth, text=options[truth]),
        words("reveal.same" if letter == truth else "reveal.other"),
    ]


def _brief(value: object) -> str:
    return one_line(repr(value), 40)


def _ask(names: dict, prediction: object, truth: str, options: Mapping[str, str]) -> None:
    """Show the letters to choose from; `names` are the notebook's variables."""
    from IPython.display import display

    from descent.widgets.question import Question  # loads ipywidgets: only for those who are asked

    def commit(letter: str, is_kept: bool) -> None:
        if names.get(NAME) is prediction:
            names[NAME] = letter
        lines = _told(letter, truth, options)
        if not is_kept:
            lines.append(words("reveal.write", letter=letter))
        # A saved widget can't be shown without its kernel. The output becomes what it would have
        # been with the answer in its line, and so comes back with the notebook.
        shown.update(_bundle(lines), raw=True)
        question.tell(letter, [_parts(line) for line in lines])
        _open()

    note = (words("widgets.question.note") if prediction is None else
            words("widgets.question.unknown", seen=_brief(prediction)))
    question = Question(list(options), note, _bundle([_asked(prediction, options)]), commit)
    shown = display(question, display_id=True)


def _open() -> None:
    for figure in list(_waiting):
        _waiting.discard(figure)
        figure.unlock()


def _show(lines: list[str]) -> None:
    bundle = _bundle(lines)
    display_html(bundle["text/html"], bundle["text/plain"])


def _bundle(lines: list[str]) -> dict[str, str]:
    return {"text/html": _box(lines), "text/plain": "\n".join(lines)}


def _box(lines: list[str]) -> str:
    # JupyterLab's colours, light or dark, and a neutral frame where there is no JupyterLab. The
    # text keeps the theme's own colour, and says everything: no colour has a meaning here.
    style = (
        "margin: 0.5em 0; padding: 0.6em 1em; max-width: 46em; line-height: 1.5; "
        "border: 1px solid var(--jp-border-color2, #bbb); "
        "border-left: 4px solid var(--jp-brand-color1, #0072b2); "
        "background: var(--jp-layout-color1, transparent)"
    )
    paragraphs = "".join(f'<p style="margin: 0.2em 0">{_marked(line)}</p>' for line in lines)
    return f'<div class="descent-reveal" style="{style}">{paragraphs}</div>'


def _marked(line: str) -> str:
    head, rest = map(escape, _parts(line))
    return f"<strong>{head}</strong>{rest}" if head else rest


def _parts(line: str) -> tuple[str, str]:
    """Split what stands up to the first colon, to be put in bold, from the rest."""
    head, colon, rest = line.partition(": ")
    return (f"{head}:", f" {rest}") if colon else ("", line)
