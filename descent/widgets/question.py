"""A question that is answered once: letters to choose from, and what is said after that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import anywidget
import traitlets

from descent.widgets import front
from descent.words import words

__all__ = ["Question"]


class Question(anywidget.AnyWidget):
    """Letters to choose from; what follows the choice comes from Python, and only then.

    Attributes:
        plan: the letters, and the words around them.
        own: the model's id, by which the front end finds the cell that it is shown in.
        answer: the letter that the learner has committed to; "" before that.
        told: lines said after the commit, each as (what stands in bold, the rest).
    """

    _esm = traitlets.Unicode(front.module("question")).tag(sync=True)
    _css = traitlets.Unicode(front.style()).tag(sync=True)
    plan = traitlets.Dict().tag(sync=True)
    own = traitlets.Unicode().tag(sync=True)
    answer = traitlets.Unicode().tag(sync=True)
    told = traitlets.List().tag(sync=True)

    def __init__(self, letters: Sequence[str], note: str, fallback: Mapping[str, str],
                 commit: Callable[[str, bool], None]) -> None:
        """Make the question.

        Args:
            letters: what can be chosen; the options' texts stand in the lesson.
            note: a sentence above the letters.
            fallback: MIME type -> what is shown where there is no kernel.
            commit: called with the letter, and whether the front end has written it into the
                notebook; once, since `tell` then closes the question.
        """
        self._fallback = dict(fallback)
        self._commit = commit
        said = {key: words(f"widgets.question.{key}") for key in ("legend", "commit")}
        super().__init__(plan={
            "letters": list(letters), "note": note,
            "words": said | {"loading": words("widgets.loading")}})
        self.own = self.model_id
        self.on_msg(self._receive)

    def tell(self, letter: str, lines: Sequence[tuple[str, str]]) -> None:
        """Close the question, and show what there is to say."""
        with self.hold_sync():
            self.answer = letter
            self.told = [list(line) for line in lines]

    def _receive(self, _, message: dict, buffers: list) -> None:
        letter = message.get("letter")
        if not self.answer and letter in self.plan["letters"]:
            self._commit(letter, message.get("kept") is True)

    def _repr_mimebundle_(self, **kwargs: object) -> tuple[dict, dict]:
        """Add to the live view what is shown without a kernel."""
        bundle, metadata = super()._repr_mimebundle_(**kwargs)
        return bundle | self._fallback, metadata
