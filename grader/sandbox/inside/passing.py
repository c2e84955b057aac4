"""A short way for a dict of float64 arrays that is made for one call, as gradients are.

When nobody has such a dict any more, the next of its form takes its place on both sides, handles
and all. In a message nothing is new: some objects are dropped, and others get their handles.
"""

from collections.abc import Sequence
from sys import getrefcount

import numpy as np

from .arrays import F8
from .known import Known, KnownArray, KnownDict, names_known

__all__ = ["Handed", "Taken", "is_unreachable"]

UNREACHABLE = 2  # references to a value: of what knows it, and the argument of getrefcount


def is_unreachable(known: Known) -> bool:
    """Whether nothing but the table refers to an object."""
    return getrefcount(known.value) <= UNREACHABLE


class Handed:
    """The last dict that was handed over, on the side that forgets.

    Args:
        known: the dict, with texts for keys.
        arrays: those in it, in order.
    """

    def __init__(self, known: KnownDict, *arrays: KnownArray):
        """Keep both, and the form as it is now: whoever is called can change it."""
        self.known, self.arrays = known, arrays
        self.keys, self.tree = [*known.value], known.tree
        self.key_ids = [*map(id, self.keys)]
        self.forms = [(one.value.shape, one.value.flags.writeable) for one in arrays]
        self.handles = [known.handle, *(one.handle for one in arrays)]
        self.news = [[known.handle, known.kind, known.tree], *(
            [one.handle, "a", F8.str, list(shape), writeable, one.value.size]
            for one, (shape, writeable) in zip(arrays, self.forms, strict=True))]

    @classmethod
    def of(cls, value: object, known_as, side: str) -> "Handed | None":
        """Look at a value that was just written, whether one like it could take its place.

        Args:
            value: anything.
            known_as: gives what is known of an object.
            side: the letter of this side's handles.
        """
        if type(value) is not dict or {*map(type, value)} - {str} or not all([
                type(one) is np.ndarray and one.dtype is F8 and one.base is None
                for one in value.values()]):
            return None
        known = [known_as(one) for one in (value, *value.values())]
        if len({*map(id, known)}) < len(known) or any(one.handle[0] != side for one in known):
            return None
        return cls(*known)

    def is_gone(self) -> bool:
        """Whether nobody can reach the dict or an array any more."""
        if getrefcount(self.known.value) > UNREACHABLE:
            return False
        self.known.value.clear()  # it holds them, and nobody is left to see it
        for one in self.arrays:
            if getrefcount(one.value) > UNREACHABLE:
                return False
        return True

    def gives_way_to(self, value: object, handles: dict[int, str], numbers: list) -> bool:
        """Put another dict in the place of this one, if it has this form and is new.

        Args:
            value: anything.
            handles: by id, of all known objects; changed in place, as far as it fits.
            numbers: get those of the arrays.
        """
        if type(value) is not dict or id(value) in handles or [*map(id, value)] != self.key_ids:
            return False
        known = self.known
        del handles[id(known.value)]
        handles[id(value)] = known.handle
        known.value, known.tree, known.ids = value, self.tree, None
        for known, form, one in zip(self.arrays, self.forms, value.values(), strict=True):
            if type(one) is not np.ndarray or one.dtype is not F8 or one.base is not None or (
                    id(one) in handles or (one.shape, one.flags.writeable) != form):
                return False
            del handles[id(known.value)]
            handles[id(one)] = known.handle
            known.value, known.data = one, one.tobytes()
            known.shape, known.writeable = form
            numbers.append(known.data)
        return True


class Taken:
    """The changes of a message by which the next dict takes the place of the last, as it is read.

    Args:
        handle, tree: of the dict.
        arrays: key, handle, shape, whether it can be written to, and size of each.
    """

    def __init__(self, handle: str, tree: list, arrays: list[tuple]):
        """Keep them."""
        self.handle, self.tree, self.arrays = handle, tree, arrays
        self.size = sum(size for *_, size in arrays)
        self.handles = [handle, *(one for _, one, *_ in arrays)]
        self.kinds = [KnownDict] + [KnownArray] * len(arrays)

    @classmethod
    def of(cls, changes: Sequence[tuple], dropped: list) -> "Taken | None":
        """Look at changes, handle and kind and what is told of each object, whether they are such.

        Args:
            changes: of a message.
            dropped: handles of the objects that are dropped before.
        """
        if not changes or changes[0][1] != "d" or {kind for _, kind, _ in changes[1:]} - {"a"}:
            return None
        (handle, _, (tree, names)), *arrays = changes
        handles = [one for one, *_ in changes]
        if not names_known(tree) or [one for _, one in names] != handles[1:] or (
                len(dict(names)) < len(names) or len({*handles}) < len(handles)
                or {*handles} - {*dropped} or any(told[0] is not F8 for *_, told in arrays)):
            return None
        return cls(handle, tree, [(key, one, *told[1:]) for (key, one), (*_, told) in zip(
            names, arrays, strict=True)])

    def fits(self, known: dict[str, Known], numbers: np.ndarray) -> bool:
        """Whether those whose places are taken are of the same kinds."""
        return len(numbers) == self.size and (
            [*map(type, map(known.get, self.handles))] == self.kinds)

    def read(self, known: dict[str, Known], handles: dict[int, str], numbers: np.ndarray) -> None:
        """Make the dict and its arrays, and put them in the place of the last.

        Args:
            known, handles: of all known objects; changed in place.
            numbers: of the arrays.
        """
        held, end = {}, 0
        for key, handle, shape, writeable, size in self.arrays:
            start, end = end, end + size
            data = numbers[start:end]
            value = held[key] = data.reshape(shape).copy()
            if not writeable:
                value.flags.writeable = False
            one = known[handle]
            del handles[id(one.value)]
            handles[id(value)] = handle
            one.value, one.data = value, data.tobytes()
            one.shape, one.writeable = shape, writeable
        one = known[self.handle]
        del handles[id(one.value)]
        handles[id(held)] = self.handle
        one.value, one.tree = held, self.tree
        one.ids = [*map(id, held), *map(id, held.values())]
