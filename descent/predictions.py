"""Predictions: the learner commits to an answer first, then sees what happens."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from descent.plots import display_html
from descent.words import words


def reveal(prediction: str | None, truth: str, options: Mapping[str, str]) -> None:
    """Show what was predicted beside what happens, as one notebook output.

    As long as there is no prediction, or one that is no option, the truth stays hidden.

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
    letters = ", ".join(f'"{letter}"' for letter in options)
    if prediction is None:
        lines = [words("reveal.none", letters=letters)]
    elif (letter := _letter(prediction, options)) is None:
        lines = [words("reveal.unknown", seen=repr(prediction)[:40], letters=letters)]
    else:
        lines = [
            words("reveal.said", letter=letter, text=options[letter]),
            words("reveal.happens", letter=truth, text=options[truth]),
            words("reveal.same" if letter == truth else "reveal.other"),
        ]
    display_html(_box(lines), "\n".join(lines))


def _letter(prediction: object, options: Mapping[str, str]) -> str | None:
    if not isinstance(prediction, str):
        return None
    written = prediction.strip().casefold()
    return next((letter for letter in options if letter.casefold() == written), None)


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
    return f'<div style="{style}">{paragraphs}</div>'


def _marked(line: str) -> str:
    """Escape a line, and put what stands before its first colon in bold."""
    head, colon, rest = line.partition(": ")
    return f"<strong>{escape(head)}:</strong> {escape(rest)}" if colon else escape(line)
