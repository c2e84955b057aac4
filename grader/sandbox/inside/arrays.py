"""Arrays of any numeric type as float64, and back."""

import math

import numpy as np

from .sizes import lengths

__all__ = ["DTYPES", "F8", "numbers_of", "raw", "view_of"]

F8 = np.dtype("<f8")
DTYPES = {dtype.str: dtype for dtype in map(np.dtype, (
    "f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "?", "c8", "c16"))}


def raw(value: np.ndarray) -> bytes:
    """Write an array's numbers as float64, in C's order; a complex one is two."""
    if value.dtype is F8 and type(value) is np.ndarray:
        return value.tobytes()
    value = np.asarray(value)  # of a masked one, those behind the mask
    with np.errstate(all="ignore"):
        return value.astype("<c16" if value.dtype.kind == "c" else "<f8", copy=False).tobytes()


def numbers_of(data: np.ndarray, dtype: np.dtype, shape: tuple) -> np.ndarray:
    """Read float64 numbers as an array of a type that owns its memory.

    Then it is the base of its views, by which they are known.
    """
    if dtype is F8:
        return data.reshape(shape).copy()
    with np.errstate(all="ignore"):  # nan as an integer
        return (data.view("<c16") if dtype.kind == "c" else data).reshape(shape).astype(dtype)


def view_of(base: np.ndarray, offset: int, shape: list, strides: list) -> np.ndarray:
    """Make a view of an array; of a copy where the array's layout is not C's.

    Raises:
        ValueError: there is no such view.
    """
    base = np.ascontiguousarray(base)
    shape, strides = lengths(shape), [int(n) for n in strides]
    if len(shape) != len(strides):
        raise ValueError("a view with other strides than dimensions")
    ends = [(n - 1) * stride for n, stride in zip(shape, strides, strict=True)]
    first = offset + sum(end for end in ends if end < 0)
    last = offset + sum(end for end in ends if end > 0) + base.itemsize
    if math.prod(shape) and not 0 <= first < last <= base.nbytes:
        raise ValueError("a view beyond its array")
    return np.ndarray(shape, base.dtype, base, offset if math.prod(shape) else 0, strides)
