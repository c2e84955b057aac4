"""Objects that both sides know, each with how it looked when they last agreed."""

import numpy as np

from .arrays import F8, numbers_of, raw

__all__ = ["Known", "KnownArray", "KnownDict", "KnownList", "is_known",
           "names_known"]


class KnownArray:
    """An array.

    Attributes:
        handle: its name on both sides.
        value: the array itself.
        shape, writeable, data: as agreed; the shape is None before the first time.
    """

    __slots__ = ("data", "handle", "shape", "value", "writeable")

    def __init__(self, handle: str, value: np.ndarray):
        """Agree on nothing yet."""
        self.handle, self.value = handle, value
        self.shape, self.writeable, self.data = None, True, b""

    def news(self) -> list | None:
        """Tell of the array in a message, for whose numbers it is agreed from now on.

        Returns:
            None where nothing has changed.
        """
        value = self.value
        data, shape, writeable = raw(value), value.shape, value.flags.writeable
        if shape == self.shape and writeable is self.writeable:
            if data == self.data:
                return None
            self.data = data
            return [self.handle, "="]
        self.shape, self.writeable, self.data = shape, writeable, data
        return [self.handle, "a", value.dtype.str, list(shape), writeable, len(data) // 8]

    def overwrite(self, numbers: np.ndarray, start: int) -> int:
        """Take over other numbers, in place, locked or not; give where they end."""
        value = self.value
        if value.dtype is F8 and self.writeable:
            end = start + value.size
            value[...] = numbers[start:end].reshape(self.shape)
            self.data = raw(value)
            return end
        end = start + value.size * (2 if value.dtype.kind == "c" else 1)
        if not self.writeable:
            value.flags.writeable = True
        value[...] = numbers_of(numbers[start:end], value.dtype, self.shape)
        if not self.writeable:
            value.flags.writeable = False
        self.data = raw(value)
        return end

    def replace(self, values: np.ndarray, writeable: bool) -> None:
        """Take over other numbers and perhaps another shape, in place.

        Raises:
            ValueError: its memory would have to move, and leave views of it behind.
        """
        value = self.value
        if value.dtype != values.dtype:
            raise ValueError("an array that became another")
        value.flags.writeable = True
        if value.size != values.size:
            raise ValueError("an array that became larger or smaller")
        if value.shape != values.shape:
            value.resize(values.shape, refcheck=False)
        value[...] = values
        self.shape, self.writeable, self.data = values.shape, True, raw(values)
        if not writeable:
            self.lock()

    def lock(self) -> None:
        """Agree that it can't be written to."""
        self.writeable = self.value.flags.writeable = False


class KnownDict:
    """A dict.

    Attributes:
        handle: its name on both sides.
        value: the dict itself.
        tree: its contents as agreed, as in a message.
        ids: those of its keys and values, as agreed, where it holds known objects by texts: these
            live as long as they are agreed on, so nothing else has their ids.
    """

    __slots__ = ("handle", "ids", "tree", "value")
    kind, made = "d", dict

    def __init__(self, handle: str, value: dict):
        """Agree on nothing yet."""
        self.handle, self.value, self.tree, self.ids = handle, value, None, None

    def is_as_agreed(self) -> bool:
        """Whether nothing has changed since, as far as that is seen at a glance."""
        value = self.value
        return self.ids == [*map(id, value), *map(id, value.values())]

    def agree(self, tree: list) -> None:
        """Take what it holds, and this for it in a message, for agreed."""
        value, self.tree, self.ids = self.value, tree, None
        if type(value) is dict and names_known(tree):
            self.ids = [*map(id, value), *map(id, value.values())]

    def contents(self, write) -> list:
        """Give its contents as in a message."""
        return [[write(key), write(one)] for key, one in dict.items(self.value)]

    def replace(self, tree: list, held: dict) -> None:
        """Take over other contents, in place."""
        dict.clear(self.value)
        dict.update(self.value, held)
        self.agree(tree)


class KnownList:
    """A list; its attributes are those of a known dict."""

    __slots__ = ("handle", "tree", "value")
    kind, made = "l", list

    def __init__(self, handle: str, value: list):
        """Agree on nothing yet."""
        self.handle, self.value, self.tree = handle, value, None

    def is_as_agreed(self) -> bool:
        """Say no: it is compared with care."""
        return False

    def agree(self, tree: list) -> None:
        """Take what it holds, and this for it in a message, for agreed."""
        self.tree = tree

    def contents(self, write) -> list:
        """Give its contents as in a message."""
        return [write(one) for one in list.__iter__(self.value)]

    def replace(self, tree: list, held: list) -> None:
        """Take over other contents, in place."""
        list.__setitem__(self.value, slice(None), held)
        self.agree(tree)


Known = KnownArray | KnownDict | KnownList


def is_known(tree: object) -> bool:
    """Whether this stands in a message for a known object."""
    return type(tree) is list and tree[0] == "h"


def names_known(tree: list) -> bool:
    """Whether a dict holds, as written in a message, known objects by texts and nothing else."""
    for key, one in tree:
        if type(key) is not str or not is_known(one):
            return False
    return True
