"""Lines of code to put in order by hand; the front end writes the order into the notebook."""

from __future__ import annotations

from collections.abc import Mapping

import anywidget
import traitlets

from descent.widgets import front
from descent.words import words

__all__ = ["Arrange"]

SAID = ("title", "how", "yours", "out", "none_yours", "none_out", "line", "up", "down", "use",
        "use_short", "leave", "leave_short", "moved", "moved_out", "kept", "write", "no_line")


class Arrange(anywidget.AnyWidget):
    """Lettered lines in two lists, those that are used and those that stay out.

    It knows no order but the learner's: whether that one is right is for the check to say.

    Attributes:
        plan: the lines, the code around them, the function that gives the order back, the order
            that was last run, and the words.
        own: the model's id, by which the front end finds the cell that it is shown in.
        lists: the letters of the lines that are used, in order, and of those that stay out.
    """

    _esm = traitlets.Unicode(front.module("arrange")).tag(sync=True)
    _css = traitlets.Unicode(front.style()).tag(sync=True)
    plan = traitlets.Dict().tag(sync=True)
    own = traitlets.Unicode().tag(sync=True)
    lists = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, given: str, lines: Mapping[str, str], spare: str, order: str, made: str,
                 function: str, fallback: Mapping[str, str]) -> None:
        """Make the lists.

        Args:
            given: the code above the lines.
            lines: letter -> line of code, with its indentation.
            spare: a sentence that says how many lines don't belong.
            order: letters of the lines that are used at first; "" for none.
            made: the code of the lines in this order; "" when they make none.
            function: name of the function, in the cell's text, that is to give the order back.
            fallback: MIME type -> what is shown where there is no kernel.
        """
        self._fallback = dict(fallback)
        said = {key: words(f"puzzle.arrange.{key}") for key in SAID}
        said |= {key: words(f"puzzle.{key}") for key in ("given", "made")}
        super().__init__(
            plan={"given": given, "lines": dict(lines), "made": made, "function": function,
                  "ran": order, "words": said | {"spare": spare}},
            lists=[order, "".join(letter for letter in lines if letter not in order)])
        self.own = self.model_id

    def _repr_mimebundle_(self, **kwargs: object) -> tuple[dict, dict]:
        """Add to the live view what is shown without a kernel."""
        bundle, metadata = super()._repr_mimebundle_(**kwargs)
        return bundle | self._fallback, metadata
