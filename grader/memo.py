"""Keep what a function made of texts: in a class most cells and outputs are alike."""

from collections import OrderedDict
from collections.abc import Callable

__all__ = ["Memo"]


class Memo:
    """A function of a text, pure and slow, with the results that were used last.

    Args:
        function: gives a text, or None.
        most: characters of all texts and results together; what is longer than a sixteenth of it
            is made anew each time.

    >>> upper = Memo(str.upper, most=64)
    >>> upper("a"), upper("a"), upper.kept
    ('A', 'A', OrderedDict([('a', 'A')]))
    """

    def __init__(self, function: Callable[[str], str | None], most: int = 8_000_000):
        """Keep nothing yet."""
        self.function, self.most = function, most
        self.kept: OrderedDict[str, str | None] = OrderedDict()
        self.size = 0

    def __call__(self, text: str) -> str | None:
        """Give what the function makes of a text."""
        if text in self.kept:
            self.kept.move_to_end(text)
            return self.kept[text]
        made = self.function(text)
        size = len(text) + len(made or "")
        if size <= self.most // 16:
            self.kept[text] = made
            self.size += size
            while self.size > self.most:
                old, result = self.kept.popitem(last=False)
                self.size -= len(old) + len(result or "")
        return made
