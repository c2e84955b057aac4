"""How much a message may stand for: few bytes must not become many in the process that reads them.

NumPy makes an array of nested lists by going through all of them, as often as they are held, and
makes every text as long as the longest; an array without numbers may have any shape, and a sum
over one of its axes has numbers again.
"""

import math

import numpy as np

__all__ = ["LARGEST", "MOST_KEYS", "ArrayLike", "lengths", "refuse_expanding", "whole"]

LARGEST = 8_000_000  # bytes of one message, and of what it is unpacked to; most have some hundred
MOST_KEYS = 5_000  # of all dicts in a message: more could be chosen to collide for minutes


class ArrayLike:
    """Something of the child's that NumPy reads as an array.

    Args:
        handle: by which the child knows it.
        array: its numbers.
    """

    def __init__(self, handle: str, array: np.ndarray):
        """Keep both."""
        self.handle, self.array = handle, array

    def __array__(self, dtype=None, copy=None):
        """Give its numbers."""
        return np.array(self.array, dtype=dtype)


def whole(n: object) -> int:
    """Read a length."""
    if type(n) is not int or n < 0:
        raise ValueError("a length that is none")
    return n


def lengths(shape: list) -> list[int]:
    """Read an array's shape; the lengths beside a 0 count, too."""
    shape = [whole(n) for n in shape]
    if math.prod(max(n, 1) for n in shape) > LARGEST:
        raise ValueError("a shape too large for a message")
    return shape


def refuse_expanding(values: list) -> None:
    """Refuse lists that hold the same lists again and again, or themselves.

    Raises:
        ValueError: an array made of one of the values would be too large.
    """
    weights: dict[int, tuple[int, int]] = {}

    def weigh(one: object) -> tuple[int, int]:
        """Give how many entries an array of this would have, and the length of its texts."""
        if isinstance(one, str):
            return 1, max(len(one), 1)
        if isinstance(one, ArrayLike):
            one = one.array
        if isinstance(one, np.ndarray):
            return one.size, one.itemsize // 4 if one.dtype.kind == "U" else 1
        if not isinstance(one, list | tuple):
            return 1, 1
        if id(one) not in weights:
            weights[id(one)] = LARGEST + 1, 1  # until it is known: it may hold itself
            inside = [weigh(each) for each in one]
            weight = sum(entries for entries, _ in inside)
            longest = max((text for _, text in inside), default=1)
            if weight * longest > LARGEST:
                raise ValueError("lists in lists that hold too much")
            weights[id(one)] = weight, longest
        return weights[id(one)]

    for value in values:
        for one in value.values() if isinstance(value, dict) else [value]:
            weigh(one)
