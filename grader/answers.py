"""The grader's side of an exercise that asks for a function."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

__all__ = ["Function"]


@dataclass(frozen=True)
class Function:
    """A function exercise as the grader knows it, beside `grader.rules.Optimizer`.

    Attributes:
        source: where the definition is from.
        right: the reference function.
        mistakes: slug -> wrong function.
    """

    source: str
    right: Callable
    mistakes: Mapping[str, Callable] = field(default_factory=dict)

    def accepted_answers(self) -> dict[str, Callable]:
        """Give none: functions have one right result only."""
        return {}

    def wrong_answers(self) -> dict[str, Callable]:
        """Give the mistakes."""
        return dict(self.mistakes)
