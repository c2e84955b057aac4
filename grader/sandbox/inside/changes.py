"""What a header says of the known objects, as far as it can be read without them."""

from .arrays import DTYPES
from .known import is_known, names_known
from .passing import Taken
from .sizes import MOST_KEYS, lengths, whole
from .wire import Header

__all__ = ["PLAIN", "Changes"]

PLAIN = {type(None), bool, float, str}  # types of values that stand for themselves
SIMPLE = ("h", "s", "v")  # tags of what holds no other values


class Changes:
    """The changes that a header tells of, read once however often it comes.

    Attributes:
        each: handle, kind, and what is told of each object.
        taken: the same, where a dict takes the place of another; None where it doesn't.
        dropped: handles of objects that are dropped, but for those whose place is taken.
        is_plain: whether the values stand for themselves.
        handles: of the values, where all are known objects; None where others are among them.
        may_expand: whether there are lists or tuples, which can hold the same again and again.
    """

    def __init__(self, header: Header):
        """Read a header.

        Raises:
            Exception: it is none that `pack` made.
        """
        self.each = [(handle, kind, self.told(kind, *rest)) for handle, kind, *rest in header["o"]]
        self.taken = Taken.of(self.each, header["x"])
        handles = {handle for handle, *_ in self.each} if self.taken else ()
        self.dropped = [handle for handle in header["x"] if handle not in handles]
        dicts = [told[0] for _, kind, told in self.each if kind == "d"]
        if sum(map(len, dicts)) > MOST_KEYS:
            raise ValueError("more keys than a message may have")
        self.is_plain = {*map(type, header["v"])} <= PLAIN
        self.handles = [one[1] for one in header["v"]] if all(
            map(is_known, header["v"])) else None
        self.may_expand = any(kind == "l" for _, kind, _ in self.each) or not all(
            type(one) is not list or one[0] in SIMPLE
            for trees in (header["v"], *(pair for tree in dicts for pair in tree))
            for one in trees)

    def told(self, kind: str, *rest) -> object:
        """Read what is told of one object."""
        if kind == "=":
            return None
        if kind == "a":
            dtype, shape, writeable, count = rest
            return DTYPES[dtype], tuple(lengths(shape)), writeable is True, whole(count)
        (tree,) = rest
        names = [(key, one[1]) for key, one in tree] if kind == "d" and names_known(tree) else None
        return tree, names
