"""A bar for what takes a while: it counts the calls of a function."""

from __future__ import annotations

import html
from collections.abc import Callable

from descent.kernel import kernel_shell
from descent.words import words

__all__ = ["counted"]


def counted(function: Callable, total: int, label: str) -> Callable:
    """Give the same function, with a bar that moves on at the end of each call.

    The bar is one output, which appears with the first call; outside a notebook there is none.

    Args:
        total: the number of calls that are to come.
        label: what is counted, in a word.

    >>> counted(abs, total=2, label="SGD")(-3)
    3
    """
    bar = Bar(total, label)

    def call(*args, **kwargs):
        bar.show()
        result = function(*args, **kwargs)
        bar.done += 1
        bar.show()
        return result

    return call


class Bar:
    """What is shown: how many of the calls are done, as a bar and in words."""

    def __init__(self, total: int, label: str) -> None:
        self.total, self.label, self.done = total, label, 0
        self.shown = None

    def show(self) -> None:
        """Show the bar, or bring the one that is shown up to date."""
        if self.shown is not None:
            self.shown.update(self)
        elif kernel_shell() is not None:
            from IPython.display import display  # slow to load

            self.shown = display(self, display_id=True)

    def __repr__(self) -> str:
        return words("progress.runs", label=self.label, done=self.done, total=self.total)

    def _repr_html_(self) -> str:
        said = html.escape(repr(self))
        return (f'<progress max="{self.total}" value="{self.done}" aria-label="{said}"></progress> '
                f"{said}")
