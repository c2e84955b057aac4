"""Handwritten digits for a real net: those that come with the course, or MNIST from a folder."""

from __future__ import annotations

import gzip
import struct
from importlib.resources import files
from pathlib import Path

import numpy as np

from descent.words import words

__all__ = ["load_digits"]

HELD_OUT = 500
MNIST_HELD_OUT = 10_000


def load_digits(folder: str | Path | None = None) -> tuple[np.ndarray, ...]:
    """Load images of digits and their labels, split into training and validation.

    The split is the same every time: the last 500 of the course's 1,797 images are for
    validation, the last 10,000 of MNIST's 60,000 training images.

    Args:
        folder: where MNIST's training files lie (`train-images-idx3-ubyte` and
            `train-labels-idx1-ubyte`, or both with `.gz`); the course's own digits when None.

    Returns:
        X, y, X_val, y_val: images as rows of float64 in [0, 1], of shape (n, 64) or (n, 784),
        and labels 0 to 9 as integers of shape (n,).

    Raises:
        FileNotFoundError: `folder` lacks one of the two files.
        ValueError: a file is not of MNIST's format.

    Source: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine
    Learning Repository, 1998, data set 80, its test set; CC BY 4.0 (`data/README.md`).

    >>> X, y, X_val, y_val = load_digits()
    >>> X.shape, y.shape, X_val.shape, y_val.shape
    ((1297, 64), (1297,), (500, 64), (500,))
    """
    if folder is None:
        with (files("descent") / "data" / "digits.npz").open("rb") as file, np.load(file) as data:
            X, y, held_out = data["images"] / 16, data["labels"], HELD_OUT
    else:
        X = _idx(Path(folder), "train-images-idx3-ubyte", dimensions=3) / 255
        y = _idx(Path(folder), "train-labels-idx1-ubyte", dimensions=1)
        X, held_out = X.reshape(len(X), -1), MNIST_HELD_OUT
    y = y.astype(np.int64)
    return X[:-held_out], y[:-held_out], X[-held_out:], y[-held_out:]


def _idx(folder: Path, name: str, dimensions: int) -> np.ndarray:
    """Read one file of bytes: a magic number, a big-endian size per dimension, the numbers."""
    path = next((path for path in (folder / name, folder / f"{name}.gz") if path.is_file()), None)
    if path is None:
        raise FileNotFoundError(words("digits.no_file", folder=folder, name=name))
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    magic, start = bytes([0, 0, 8, dimensions]), 4 + 4 * dimensions
    shape = struct.unpack(f">{dimensions}I", raw[4:start]) if len(raw) >= start else (0,)
    if raw[:4] != magic or len(raw) - start != np.prod(shape):
        raise ValueError(words("digits.not_idx", path=path, name=name, seen=raw[:4].hex(" "),
                               expected=magic.hex(" ")))
    return np.frombuffer(raw, np.uint8, offset=start).reshape(shape)
