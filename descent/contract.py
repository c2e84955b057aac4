"""The contract between a check and an optimizer: what `update` is given, and what it must keep."""

from collections.abc import Callable, Mapping

import numpy as np

from descent.probes import Event

__all__ = ["FLOAT", "Breach", "check_grads", "check_params", "copied", "grad_fn_of", "gradients",
           "is_numeric"]

FLOAT = np.dtype(float)


class Breach(Exception):
    """The contract was breached: `kind` is a key under [faults] in the words catalogue."""

    def __init__(self, kind: str, **values: object):
        """Keep the kind and what its words' placeholders stand for."""
        super().__init__(kind)
        self.kind, self.values = kind, values


def gradients(event: Event, params: Mapping) -> Mapping[str, np.ndarray]:
    """Give an event's gradients at these params; they may be the event's own arrays."""
    return event.grads(params) if callable(event.grads) else event.grads


def copied(grads: Mapping) -> dict[str, np.ndarray]:
    """Give gradients in new arrays."""
    return {key: np.array(value, FLOAT) for key, value in grads.items()}


def grad_fn_of(event: Event, start: Mapping) -> Callable:
    """Make the function that an optimizer asks for gradients, as often and where it likes.

    Returns:
        grad_fn(params) -> dict of new arrays. It raises Breach when it is asked about anything
        but a dict of arrays with the keys and shapes of `start`.
    """
    def grad_fn(params):
        if not isinstance(params, Mapping):
            raise Breach("grad_fn_argument", type=type(params).__name__)
        missing = [key for key in start if key not in params]
        if missing:
            raise Breach("grad_fn_keys", missing=", ".join(map(repr, missing)))
        places = {key: place(key, params[key], value) for key, value in start.items()}
        return copied(gradients(event, places))
    return grad_fn


def place(key: str, value: object, start: np.ndarray) -> np.ndarray:
    """Read one of the params that grad_fn was asked about, or say what is wrong with it."""
    if not is_numeric(value):
        raise Breach("grad_fn_numbers", key=key, type=type(value).__name__)
    if np.shape(value) != start.shape:
        raise Breach("grad_fn_shape", key=key, expected=start.shape, seen=np.shape(value))
    return np.asarray(value, dtype=float)


def check_grads(raw, sent) -> None:
    """Refuse an update that changed the gradients it was given.

    Raises:
        Breach: a key or a number of `sent` is no longer that of `raw`.
    """
    if raw.keys() != sent.keys():
        for key in sent:
            if key not in raw:
                raise Breach("grads_changed", key=key)
    for key, value in raw.items():
        if key not in sent or not are_equal(sent[key], value):
            raise Breach("grads_changed", key=key)


def are_equal(now: object, value: np.ndarray) -> bool:
    """Tell what np.array_equal does, of two float64 arrays in a third of the time."""
    if type(now) is np.ndarray and now.dtype is FLOAT and now.shape == value.shape:
        return b"\0" not in (now == value).tobytes()
    return np.array_equal(np.asarray(now), value)


def is_numeric(value: object) -> bool:
    """Whether this is an array of real numbers; a single one may be a NumPy or Python number."""
    return isinstance(value, np.ndarray | np.generic | float | int) and (
        np.asarray(value).dtype.kind in "fiu")


def check_params(start, params, returned) -> None:
    """Refuse params that lost a key, changed shape or are no longer arrays of real numbers.

    Raises:
        Breach: that is so, or `update` returned new params and left these as they were.
    """
    for key, value in start.items():
        if key not in params:
            raise Breach("key_lost", key=key)
        now = params[key]
        if type(now) is np.ndarray and now.dtype is FLOAT and now.shape == value.shape:
            continue  # as nearly all are
        if not is_numeric(now):
            raise Breach("not_numbers", key=key, type=type(now).__name__)
        if np.shape(now) != value.shape:
            raise Breach("shape_changed", key=key, expected=value.shape, seen=np.shape(now))
    if isinstance(returned, dict) and all(
            np.array_equal(params[key], value) for key, value in start.items()):
        if any(not np.array_equal(returned.get(key), value) for key, value in start.items()):
            raise Breach("returned_params")
