"""Arguments and results as bytes: numbers as raw float64, the rest as a small JSON header.

A call takes its arguments along and brings them back as the callee left them (copy-restore). An
array, a list or a dict is one object on each side, known to both by a handle: what was changed in
place on one side is changed in place on the other, what was bound anew is bound anew, and an
object that comes back is the one that was sent. So a learner's function that keeps a reference,
returns its argument, or forgets to copy does in another process what it does in a notebook.

Both sides use this module, and neither trusts the other's bytes: `Malformed` is all that wrong
ones can cause. Nothing is unpickled.
"""

import json
import math
import struct
import sys
from collections.abc import Callable

import numpy as np

from .sizes import LARGEST, MOST_KEYS, lengths, refuse_expanding, whole

__all__ = ["HEAD", "LARGEST", "Malformed", "Objects", "join", "split"]

HEAD = struct.Struct("<II")  # bytes of the header, bytes of the numbers
F8 = np.dtype("<f8")
DTYPES = {dtype.str: dtype for dtype in map(np.dtype, (
    "f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "?", "c8", "c16"))}
DEEPEST = 60  # lists in lists; a list of dicts of arrays has 3
PLAIN = {type(None), bool, float, str}
ENCODE = json.JSONEncoder(separators=(",", ":")).encode


class Malformed(Exception):
    """Bytes that are no message."""


def join(header: object, numbers: bytes) -> bytes:
    """Write a message."""
    text = ENCODE(header).encode()
    return HEAD.pack(len(text), len(numbers)) + text + numbers


def split(text: bytes, numbers: bytes) -> tuple[dict, np.ndarray]:
    """Read a message's two parts.

    Returns:
        The header, and the numbers as a flat float64 array.

    Raises:
        Malformed: the header is no JSON object, or the numbers are not whole.
    """
    try:
        header = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"the header is no JSON ({type(error).__name__})") from None
    if not isinstance(header, dict):
        raise Malformed("the header is no object")
    if len(numbers) % 8:
        raise Malformed("the numbers are not whole")
    return header, np.frombuffer(numbers, dtype="<f8")


class Objects:
    """The mutable objects that both sides know, and how each looked when they last agreed.

    Args:
        side: a letter for the handles that are given out here, "j" (judge) or "c" (child).
        export: makes a tagged list of what can't be copied (functions, instances); the other
            side's `load` gets it.
        load: makes a stand-in for what the other side exported.
        forgets: whether objects that nobody here can reach any more are dropped on both sides.
    """

    def __init__(self, side: str, export: Callable, load: Callable, forgets: bool):
        """Know nothing yet."""
        self.side, self.export, self.load, self.forgets = side, export, load, forgets
        self.known: dict[str, object] = {}
        self.handles: dict[int, str] = {}
        self.agreed: dict[str, object] = {}
        self.count = 0

    def clear(self) -> None:
        """Forget every object; the other side does the same."""
        self.known.clear()
        self.handles.clear()
        self.agreed.clear()

    # -- writing -----------------------------------------------------------------------------

    def pack(self, value: object) -> tuple[dict, bytes]:
        """Write a value, and whatever changed among the known objects.

        Returns:
            Parts of a header, and the numbers.
        """
        dropped = self.forget() if self.forgets else []
        self.visited: set[str] = set()
        self.changed: list = []
        self.numbers: list[bytes] = []
        tree = self.tree(value)
        for handle, known in list(self.known.items()):
            if handle not in self.visited:
                self.compare(handle, known, 0)
        return {"v": tree, "o": self.changed, "x": dropped}, b"".join(self.numbers)

    def forget(self) -> list[str]:
        """Drop what only this table still refers to: nobody can look at it any more."""
        dropped = []
        for handle in list(self.known):  # containers come before what they hold
            value = self.known[handle]
            if sys.getrefcount(value) <= 3:  # the table's, `value`, and the argument
                del self.known[handle], self.handles[id(value)]
                self.agreed.pop(handle, None)
                dropped.append(handle)
        return dropped

    def tree(self, value: object, depth: int = 0) -> object:
        """Write a value as JSON data; anything but a plain value is a list with a tag."""
        kind = type(value)
        if kind in PLAIN:
            return value
        if kind is np.ndarray or kind is dict or kind is list:
            handle = self.handles.get(id(value))
            if handle is None:
                if kind is np.ndarray and (written := self.new_array(value)):
                    return written
                handle = self.handle(value)
            if handle not in self.visited:
                self.compare(handle, value, depth)
            return ["h", handle]
        if depth > DEEPEST:
            return ["?", "list"]
        if isinstance(value, tuple):
            return ["t", [self.tree(one, depth + 1) for one in tuple.__iter__(value)]]
        if kind is int:
            return value if abs(value) < 2**63 else ["?", "int"]
        return self.rarer(value, depth)

    def rarer(self, value: object, depth: int) -> object:
        """Write what is neither plain nor an array, list or dict, or is of a subclass of one."""
        if isinstance(value, np.ndarray | list | dict):
            if isinstance(value, np.ndarray) and (written := self.new_array(value)):
                return written
            handle = self.handle(value)
            if handle not in self.visited:
                self.compare(handle, value, depth)
            return ["h", handle]
        if isinstance(value, np.generic):
            if value.dtype.str in DTYPES:
                one = value.item()
                return ["s", value.dtype.str,
                        [one.real, one.imag] if isinstance(one, complex) else one]
            if value.dtype.kind == "f":  # long double
                return ["s", F8.str, float(value)]
            value = value.item()
        for plain in (str, float, int):  # of a subclass, such as an Enum's
            if isinstance(value, plain):
                return self.tree(plain.__new__(plain, value), depth)
        return self.export(value)

    def new_array(self, value: np.ndarray) -> list | None:
        """Write an array that has no handle: as a view of a known one, or one of no numbers.

        Returns:
            None for an array that is to have a handle.
        """
        if value.dtype.str not in DTYPES:
            if value.dtype.kind in "fiu":  # of long double, or with the bytes the other way
                return self.tree(value.astype(F8))
            if value.dtype.kind == "U" and value.size < 10_000:
                return ["u", list(value.shape), value.ravel().tolist()]
            return ["?", "ndarray", list(value.shape) if value.size < 10_000 else []]
        base = value.base
        while isinstance(base, np.ndarray):
            handle = self.handles.get(id(base))
            if handle and base.flags.c_contiguous and base.dtype == value.dtype:
                if handle not in self.visited:
                    self.compare(handle, base, 0)
                offset = value.ctypes.data - base.ctypes.data
                return ["v", handle, offset, list(value.shape), list(value.strides)]
            base = base.base
        return None

    def handle(self, value: object) -> str:
        """Give an object's handle, a new one where it has none."""
        handle = self.handles.get(id(value))
        if handle is None:
            self.count += 1
            handle = f"{self.side}{self.count}"
            self.know(handle, value)
        return handle

    def know(self, handle: str, value: object) -> None:
        """Put an object into the table."""
        self.known[handle] = value
        self.handles[id(value)] = handle

    def compare(self, handle: str, value: object, depth: int) -> None:
        """Note an object's contents for the message if they are not as agreed."""
        self.visited.add(handle)
        agreed = self.agreed.get(handle)
        if isinstance(value, np.ndarray):
            data, flags = raw(value), value.flags.writeable
            if agreed is not None and agreed[0] == value.shape and agreed[1] is flags:
                if agreed[2] == data:
                    return
                self.changed.append([handle, "="])
            else:
                self.changed.append([handle, "a", value.dtype.str, list(value.shape), flags,
                                     len(data) // 8])
            self.agreed[handle] = value.shape, flags, data
            self.numbers.append(data)
            return
        place = len(self.changed)
        if isinstance(value, dict):
            now = ["d", [[self.tree(key, depth + 1), self.tree(one, depth + 1)]
                         for key, one in dict.items(value)]]
        else:
            now = ["l", [self.tree(one, depth + 1) for one in list.__iter__(value)]]
        if agreed != now:
            self.agreed[handle] = now
            self.changed.insert(place, [handle, *now])

    # -- reading -----------------------------------------------------------------------------

    def unpack(self, header: dict, numbers: np.ndarray) -> object:
        """Bring the known objects up to date, and read the value.

        Raises:
            Malformed: these are no parts that `pack` made.
        """
        self.room, self.keys = LARGEST, MOST_KEYS
        try:
            for handle in header["x"]:
                value = self.known.pop(handle, None)
                self.handles.pop(id(value), None)
                self.agreed.pop(handle, None)
            position, containers = 0, []
            for handle, kind, *rest in header["o"]:
                if kind == "=":
                    position += self.write_array(self.known[handle], handle, numbers, position)
                elif kind == "a":
                    position += self.read_array(handle, *rest, numbers[position:])
                else:
                    containers.append((self.container(handle, kind), kind, *rest))
                    self.agreed[handle] = [kind, *rest]
            for mirror, kind, items in containers:  # all are there now: they may hold each other
                if kind == "l":
                    list.__setitem__(mirror, slice(None), [self.read(one) for one in items])
                else:
                    self.keys -= len(items)
                    if self.keys < 0:
                        raise ValueError("more keys than a message may have")
                    read = {self.read(key): self.read(one) for key, one in items}
                    dict.clear(mirror)
                    dict.update(mirror, read)
            value = self.read(header["v"])
            if containers or isinstance(value, tuple | list | dict):
                refuse_expanding([value, *self.known.values()])
            return value
        except Malformed:
            raise
        except Exception as error:  # whatever wrong bytes lead to
            raise Malformed(f"{type(error).__name__}: {error}"[:200]) from None

    def container(self, handle: str, kind: str) -> list | dict:
        """Give the list or dict of a handle; an empty one where it is new."""
        if handle not in self.known:
            self.adopt(handle, {"l": list, "d": dict}[kind]())
        found = self.known[handle]
        if not isinstance(found, {"l": list, "d": dict}[kind]):
            raise ValueError("an object that became another")
        return found

    def adopt(self, handle: str, value: object) -> None:
        """Know an object of the other side's."""
        if not isinstance(handle, str) or handle[:1] == self.side or len(handle) > 12:
            raise ValueError("a handle that is not the other side's")
        self.know(handle, value)

    def write_array(self, mirror: np.ndarray, handle: str, numbers: np.ndarray,
                    position: int) -> int:
        """Change the numbers of a known array in place; give how many they were."""
        shape, flags, _ = self.agreed[handle]
        size = mirror.size * (2 if mirror.dtype.kind == "c" else 1)
        data = numbers[position:position + size]
        if not flags:
            mirror.flags.writeable = True
        if mirror.dtype is F8:
            mirror[...] = data.reshape(shape)
        else:
            with np.errstate(all="ignore"):  # nan as an integer
                mirror[...] = numbers_of(data, mirror.dtype, shape)
        if not flags:
            mirror.flags.writeable = False
        self.agreed[handle] = shape, flags, raw(mirror)
        return size

    def read_array(self, handle: str, dtype: str, shape: list, writeable: bool, count: int,
                   numbers: np.ndarray) -> int:
        """Make an array, or give the known one another shape; give how many numbers it took."""
        kind = DTYPES[dtype]
        with np.errstate(all="ignore"):
            values = numbers_of(numbers[:whole(count)], kind, lengths(shape))
        if handle not in self.known:
            self.adopt(handle, values)
        mirror = self.known[handle]
        if not isinstance(mirror, np.ndarray) or mirror.dtype != kind:
            raise ValueError("an array that became another")
        if mirror is not values:
            mirror.flags.writeable = True
            if mirror.size != values.size:  # its memory would move, and leave views of it behind
                raise ValueError("an array that became larger or smaller")
            if mirror.shape != values.shape:
                mirror.resize(values.shape, refcheck=False)
            mirror[...] = values
        if not writeable:
            mirror.flags.writeable = False
        self.agreed[handle] = values.shape, writeable is True, raw(values)
        return count

    def read(self, tree: object) -> object:
        """Read a value from its JSON data."""
        if type(tree) is not list:
            if type(tree) is dict or (type(tree) is int and abs(tree) >= 2**63):
                raise ValueError("a value of unknown kind")
            return tree
        tag, *rest = tree
        if tag == "h":
            return self.known[rest[0]]
        if tag == "t":
            return tuple(self.read(one) for one in rest[0])
        if tag == "s":
            dtype, one = DTYPES[rest[0]], rest[1]
            if not isinstance(one, int | float) and dtype.kind != "c":
                raise ValueError("a number that is none")
            with np.errstate(all="ignore"):
                return dtype.type(complex(*one) if dtype.kind == "c" else one)
        if tag == "v":
            return self.view(*rest)
        if tag == "u":
            texts = [str(one) for one in rest[1]]
            self.take(4 * len(texts) * max(map(len, texts), default=0))  # NumPy pads them all
            return np.array(texts, dtype=np.str_).reshape(lengths(rest[0]))
        return self.load(tag, *rest)

    def take(self, size: int) -> None:
        """Count bytes that a few in a message can stand for; there is room for so many."""
        self.room -= size
        if self.room < 0:
            raise ValueError("more than a message may be unpacked to")

    def view(self, handle: str, offset: int, shape: list, strides: list) -> np.ndarray:
        """Make a view of a known array; of a copy where the array's layout is not C's."""
        base = self.known[handle]
        if not isinstance(base, np.ndarray):
            raise ValueError("a view of what is no array")
        base = np.ascontiguousarray(base)
        shape, strides = lengths(shape), [int(n) for n in strides]
        self.take(math.prod(shape) * base.itemsize)  # whoever copies it makes them all
        if len(shape) != len(strides):
            raise ValueError("a view with other strides than dimensions")
        ends = [(n - 1) * stride for n, stride in zip(shape, strides, strict=True)]
        first = offset + sum(end for end in ends if end < 0)
        last = offset + sum(end for end in ends if end > 0) + base.itemsize
        if math.prod(shape) and not 0 <= first < last <= base.nbytes:
            raise ValueError("a view beyond its array")
        return np.ndarray(shape, base.dtype, base, offset if math.prod(shape) else 0, strides)


def raw(value: np.ndarray) -> bytes:
    """Write an array's numbers as float64, in C's order; a complex one is two."""
    value = np.asarray(value)  # of a masked one, those behind the mask
    if value.dtype is F8:
        return value.tobytes()
    with np.errstate(all="ignore"):
        return value.astype("<c16" if value.dtype.kind == "c" else "<f8", copy=False).tobytes()


def numbers_of(data: np.ndarray, dtype: np.dtype, shape: list | tuple) -> np.ndarray:
    """Read float64 numbers as an array of another type that owns its memory.

    Then it is the base of its views, by which they are known.
    """
    return (data.view("<c16") if dtype.kind == "c" else data).reshape(shape).astype(dtype)
