"""What the probes for functions share: inputs, and readings of what was returned."""

import numpy as np

from descent.contract import Breach, is_numeric

__all__ = ["SHAPES", "bowl", "entries", "flat", "raises_value_error", "set_to_zero", "shaped",
           "some_params"]

SHAPES = {"W": (2, 3), "b": (3,), "scale": ()}


def some_params(rng) -> dict[str, np.ndarray]:
    """Make a params dict of the shapes in SHAPES."""
    return {key: np.array(np.round(rng.normal(size=shape), 2)) for key, shape in SHAPES.items()}


def bowl(rng, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Make a symmetric positive definite n×n matrix that is not diagonal, and its eigenvalues."""
    eigenvalues = np.round(np.sort(rng.uniform(0.1, 3, n)), 2)
    q, _ = np.linalg.qr(rng.normal(size=(n, n)))
    H = q @ np.diag(eigenvalues) @ q.T
    return (H + H.T) / 2, eigenvalues


def flat(entry, call: str, shapes=SHAPES) -> np.ndarray:
    """Flatten a params dict that a learner returned, keys sorted."""
    if not isinstance(entry, dict):
        raise Breach("not_a_dict", call=call, type=type(entry).__name__)
    if set(entry) != set(shapes):
        raise Breach("other_keys", call=call, seen=", ".join(map(str, entry)) or "none",
                     expected=", ".join(shapes))
    for key, shape in shapes.items():
        value = entry[key]
        if not is_numeric(value):
            raise Breach("not_numbers", key=key, type=type(value).__name__)
        if np.shape(value) != shape:
            raise Breach("shape_changed", key=key, expected=shape, seen=np.shape(value))
    return np.concatenate([np.asarray(entry[key], dtype=float).ravel() for key in sorted(entry)])


def shaped(value, call: str, shape=()):
    """Give a result back, having seen that it has the shape that was asked for."""
    try:
        seen = np.shape(value)
    except ValueError:  # rows of different lengths
        raise Breach("returned_other", call=call, type=type(value).__name__) from None
    if value is not None and seen != shape:
        raise Breach("returned_shape", call=call, expected=shape or "a single number", seen=seen)
    return value


def entries(value, call: str, shape: tuple[int, ...], given: str = ""):
    """Yield a result's entries one by one, so that a report can name the first that differs.

    Args:
        value: what the learner's function returned.
        call: as the learner would write it.
        shape: that the result should have.
        given: what the names in the call stand for, where they are names.

    Raises:
        Breach: it has not that shape, or is no array at all.
    """
    if value is None:
        raise Breach("returned_none", call=call + given)
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        raise Breach("returned_other", call=call + given, type=type(value).__name__) from None
    shaped(array, call + given, shape)
    for index in np.ndindex(shape):
        yield f"{call}[{', '.join(map(str, index))}]{given}", array[index]


def told_apart(seen, call: str, choices: tuple[str, ...], expected: str, fault: str):
    """Yield whether a returned word is each of those to choose from, the right one first.

    Raises:
        Breach: it is no text, or none of the choices: `fault`_type or `fault`_word.
    """
    if isinstance(seen, np.ndarray) and seen.ndim == 0:
        seen = seen.item()
    if seen is None:
        raise Breach("returned_none", call=call)
    if not isinstance(seen, str):
        raise Breach(f"{fault}_type", call=call, type=type(seen).__name__)
    if seen not in choices:
        raise Breach(f"{fault}_word", call=call, seen=str(seen), labels=", ".join(choices))
    for one in sorted(choices, key=lambda one: one != expected):
        yield f"is {call} {one!r}?", float(seen == one)


def set_to_zero(params) -> None:
    """Overwrite a dict's arrays in place; numbers that stand for 0-d arrays are left alone."""
    for value in params.values():
        if isinstance(value, np.ndarray):
            value[...] = 0


def raises_value_error(call, *args) -> float:
    """Give 1 when the call raises ValueError, 0 when it returns.

    Raises:
        Breach: it refuses, but by an assert or a plain Exception.
    """
    try:
        call(*args)
    except ValueError:
        return 1.0
    except Exception as error:
        if type(error).__name__ not in ("AssertionError", "Exception"):
            raise  # a slip of the learner's, explained as such
        raise Breach("raised_other", type=type(error).__name__) from None
    return 0.0
