"""Objects of ours that a child's code may use: what it is told of them, and what it may do.

A learner's code calls a gradient function or an optimizer that stays with the judge. What a few
bytes ask of us must cost us little, and nothing is done but what an object's class exposes.
"""

import copy
import math

import numpy as np

from grader.sandbox.inside.sizes import LARGEST
from grader.sandbox.inside.wire import divided

__all__ = ["Exports", "arrays_in", "perform", "refuse_costly"]


class Exports:
    """The objects that stay here, by the handles under which a child knows them."""

    def __init__(self):
        """Have none yet."""
        self.objects: dict[str, object] = {}
        self.handles: dict[int, str] = {}

    def clear(self) -> None:
        """Forget all, as the child does."""
        self.objects.clear()
        self.handles.clear()

    def handle_of(self, value: object) -> str:
        """Give an object's handle, and keep it for the probe."""
        handle = self.handles.get(id(value))
        if handle is None:
            handle = f"e{len(self.objects)}"
            self.objects[handle] = value
            self.handles[id(value)] = handle
        return handle

    def told(self, value: object) -> list:
        """Tell of an object, so that a child can make what stands for it.

        Raises:
            RuntimeError: no child may have it.
        """
        handle = self.handle_of(value)
        if isinstance(value, np.random.Generator):
            bits = value.bit_generator
            return ["g", handle, type(bits).__name__, plain(bits.state), seed_of(bits)]
        if isinstance(value, type):
            return ["c", handle, value.__name__, *exposed_by(value)]
        if hasattr(type(value), "exposed"):
            return ["i", handle, type(value).__name__, *exposed_by(type(value))]
        if callable(value):
            return ["f", handle, getattr(value, "__name__", "function")]
        raise RuntimeError(f"a probe hands over {type(value).__name__}: give its class a tuple "
                           "`exposed` of what a learner's code may use")


def inside(value: object) -> list:
    """Give all that nested containers hold, keys and the containers too; each container once."""
    found, seen = [value], set()
    for one in found:  # it grows meanwhile
        if isinstance(one, dict | list | tuple) and id(one) not in seen:
            seen.add(id(one))
            found += [*one, *one.values()] if isinstance(one, dict) else one
    return found


def arrays_in(value: object) -> list[np.ndarray]:
    """Give the arrays in nested containers."""
    return [one for one in inside(value) if isinstance(one, np.ndarray)]


def refuse_costly(value: object) -> None:
    """Refuse arguments with which our objects' arithmetic would take long or much memory.

    No deadline stops the power of a large whole number, and two arrays of a few numbers make a
    large one when they are broadcast.

    Raises:
        ValueError: goes to the code that called.
    """
    sizes = sorted({array.shape: array.size for array in arrays_in(value)}.values())
    if math.prod(sizes[-2:]) > LARGEST:
        raise ValueError("arrays too large for a check: use smaller ones")
    for one in inside(value):
        if (isinstance(one, int) and abs(one) > 100_000) or (
                isinstance(one, str) and len(one) > 1000):
            raise ValueError("a number or a text too large for a check: use a smaller one")


def perform(what: str, target: object, name: str, values: list, names: list) -> object:
    """Call one of our objects, or read or set an attribute that its class exposes."""
    if what == "make" or (what == "call" and not name):
        args, named = divided(values, names)
        if (what == "make") != isinstance(target, type):
            raise TypeError(f"{type(target).__name__} object is not callable")
        return target(*args, **named)
    if what == "copy":
        return copy.deepcopy(target)
    if name not in getattr(type(target), "exposed", ()):
        raise AttributeError(f"{type(target).__name__!r} object has no attribute {name!r:.80}")
    if what == "call":
        args, named = divided(values, names)
        return getattr(target, name)(*args, **named)
    if what == "get":
        return getattr(target, name)
    if what == "set":
        return setattr(target, name, *values)
    raise ValueError("an unknown wish")


def exposed_by(owner: type) -> tuple[list[str], list[str]]:
    """Give the methods and the attributes that a class lets a learner's code use."""
    methods = [name for name in owner.exposed if callable(getattr(owner, name, None))]
    return methods, [name for name in owner.exposed if name not in methods]


def plain(state: object) -> object:
    """Write a bit generator's state as JSON data."""
    if isinstance(state, dict):
        return {key: plain(value) for key, value in state.items()}
    return state.tolist() if isinstance(state, np.ndarray) else state


def seed_of(bits: np.random.BitGenerator) -> dict | None:
    """Write what a bit generator was seeded with, of which generators are spawned."""
    seed = bits.seed_seq
    if not isinstance(seed, np.random.SeedSequence):
        return None
    return {"entropy": plain(seed.entropy), "spawn_key": list(map(int, seed.spawn_key)),
            "pool_size": seed.pool_size, "n_children_spawned": seed.n_children_spawned}
