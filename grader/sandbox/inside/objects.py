"""Arguments and results as parts of a message.

A call takes its arguments along and brings them back as the callee left them (copy-restore). An
array, a list or a dict is one object on each side, known to both by a handle: what was changed in
place on one side is changed in place on the other, what was bound anew is bound anew, and an
object that comes back is the one that was sent. So a learner's function that keeps a reference,
returns its argument, or forgets to copy does in another process what it does in a notebook.
"""

import math
from collections.abc import Callable, Sequence
from heapq import heappop, heappush

import numpy as np

from .arrays import DTYPES, F8, numbers_of, raw, view_of
from .changes import PLAIN, Changes
from .known import Known, KnownArray, KnownDict, KnownList
from .passing import Handed, is_unreachable
from .sizes import LARGEST, lengths, refuse_expanding
from .wire import Header, Malformed

__all__ = ["Objects"]

DEEPEST = 60  # tuples in tuples; a list of dicts of arrays has 3
CONTAINERS = {"l": KnownList, "d": KnownDict}


class Objects:
    """The mutable objects that both sides know.

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
        self.clear()

    def clear(self) -> None:
        """Forget every object; the other side does the same."""
        self.handed: Handed | None = None
        self.known: dict[str, Known] = {}
        self.handles: dict[int, str] = {}
        self.count, self.free = 0, []

    def know(self, known: Known) -> Known:
        """Put an object into the table."""
        self.known[known.handle] = known
        self.handles[id(known.value)] = known.handle
        return known

    def drop(self, handle: str) -> None:
        """Take an object out of the table, if it is there."""
        known = self.known.pop(handle, None)
        if known is not None:
            del self.handles[id(known.value)]
            known.value = None  # what it holds may be unreachable now
            if handle[0] == self.side:
                heappush(self.free, int(handle[1:]))

    # -- writing -----------------------------------------------------------------------------

    def pack(self, values: Sequence) -> tuple[dict, bytes]:
        """Write values, and whatever changed among the known objects.

        Returns:
            Parts of a header, and the numbers.
        """
        self.changed: list = []
        self.dropped: list[str] = []
        self.numbers: list[bytes] = []
        if not self.forgets:
            for known in [*self.known.values()]:
                self.tell(known)
            trees = [self.tree(value) for value in values]
        else:
            gone = self.tell_or_forget()
            trees = [self.tree(value) for value in values[:-1]]
            trees += [self.last_tree(value, gone) for value in values[-1:]]
        return {"v": trees, "o": self.changed, "x": self.dropped}, b"".join(self.numbers)

    def tell_or_forget(self) -> Handed | None:
        """Note what has changed, and drop what only this table still refers to.

        Nobody can look at that any more. The dict that was handed over last is not dropped yet.

        Returns:
            That dict, if it is gone.
        """
        gone = self.handed if self.handed and self.handed.is_gone() else None
        handles = gone.handles if gone else ()
        for known in [*self.known.values()]:  # containers come before what they hold
            if known.handle in handles:
                continue
            if is_unreachable(known):
                self.forget(known.handle)
            else:
                self.tell(known)
        return gone

    def forget(self, handle: str) -> None:
        """Drop an object here, and tell the other side to."""
        self.drop(handle)
        self.dropped.append(handle)

    def last_tree(self, value: object, gone: Handed | None) -> object:
        """Write the last of some values; a dict in the place of the last one if that is possible.

        Args:
            value: anything.
            gone: a dict that was handed over and that nobody has any more.
        """
        if gone:
            count = len(self.numbers)
            if gone.gives_way_to(value, self.handles, self.numbers):
                self.dropped += gone.handles
                self.changed += gone.news
                return ["h", gone.handles[0]]
            del self.numbers[count:]
            for handle in gone.handles:
                self.forget(handle)
        tree = self.tree(value)
        self.handed = Handed.of(value, lambda one: self.known[self.handles[id(one)]], self.side)
        return tree

    def tree(self, value: object, depth: int = 0) -> object:
        """Write a value as JSON data; anything but a plain value is a list with a tag."""
        kind = type(value)
        if kind in PLAIN:
            return value
        if (handle := self.handles.get(id(value))) is not None:
            return ["h", handle]
        if isinstance(value, np.ndarray):
            if value.base is None and value.dtype is F8:
                return self.new(KnownArray, value, depth)
            return self.rarer_array(value) or self.new(KnownArray, value, depth)
        if isinstance(value, dict):
            return self.new(KnownDict, value, depth)
        if isinstance(value, list):
            return self.new(KnownList, value, depth)
        if depth > DEEPEST:
            return ["?", "list"]
        if isinstance(value, tuple):
            return ["t", [self.tree(one, depth + 1) for one in tuple.__iter__(value)]]
        if kind is int:
            return value if abs(value) < 2**63 else ["?", "int"]
        return self.rarer(value, depth)

    def rarer(self, value: object, depth: int) -> object:
        """Write what is neither plain nor a container."""
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

    def rarer_array(self, value: np.ndarray) -> list | None:
        """Write an array as a view of a known one, or one of no numbers.

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
                offset = value.ctypes.data - base.ctypes.data
                return ["v", handle, offset, list(value.shape), list(value.strides)]
            base = base.base
        return None

    def new(self, known_as: type[Known], value: object, depth: int) -> list:
        """Give an object a handle, and tell what it holds.

        The least free number: so the steps of a run have equal headers.
        """
        if self.free:
            number = heappop(self.free)
        else:
            number = self.count = self.count + 1
        handle = f"{self.side}{number}"
        self.tell(self.know(known_as(handle, value)), depth)
        return ["h", handle]

    def tell(self, known: Known, depth: int = 0) -> None:
        """Note an object's contents for the message, if they are not as agreed."""
        if type(known) is KnownArray:
            if (news := known.news()) is not None:
                self.changed.append(news)
                self.numbers.append(known.data)
        elif not known.is_as_agreed():
            place, agreed = len(self.changed), known.tree
            known.agree(known.contents(lambda one: self.tree(one, depth + 1)))
            if agreed is None or agreed != known.tree:
                self.changed.insert(place, [known.handle, known.kind, known.tree])

    # -- reading -----------------------------------------------------------------------------

    def unpack(self, header: Header, numbers: np.ndarray) -> list:
        """Bring the known objects up to date, and read the values.

        Raises:
            Malformed: these are no parts that `pack` made.
        """
        self.room = LARGEST
        try:
            if header.changes is None:
                header.changes = Changes(header)
            changes = header.changes
            if header["x"] and self.forgets:
                raise ValueError("only one side forgets")
            if changes.taken and changes.taken.fits(self.known, numbers):
                for handle in changes.dropped:
                    self.drop(handle)
                changes.taken.read(self.known, self.handles, numbers)
            else:
                for handle in header["x"]:
                    self.drop(handle)
                self.change(changes.each, numbers)
            if changes.is_plain:
                values = [*header["v"]]
            elif changes.handles is not None:
                values = [self.known[handle].value for handle in changes.handles]
            else:
                values = [self.read(one) for one in header["v"]]
            if changes.may_expand:
                refuse_expanding([*values, *(known.value for known in self.known.values())])
            return values
        except Malformed:
            raise
        except Exception as error:  # whatever wrong bytes lead to
            raise Malformed(f"{type(error).__name__}: {error}"[:200]) from None

    def change(self, changes: list[tuple], numbers: np.ndarray) -> None:
        """Bring objects up to date, one by one: handle, kind and what is told of each."""
        end, containers = 0, []
        for handle, kind, told in changes:
            if kind == "=":
                end = self.known[handle].overwrite(numbers, end)
            elif kind == "a":
                start, end = end, end + told[-1]
                self.read_array(handle, numbers[start:end], *told)
            else:
                containers.append((self.container(handle, kind), *told))
        if end != len(numbers):
            raise ValueError("numbers of no array")
        for known, tree, names in containers:  # all are there now: they may hold each other
            known.replace(tree, self.held(known.kind, tree, names))

    def held(self, kind: str, tree: list, names: list | None) -> list | dict:
        """Read what a list or dict holds."""
        if names is not None:
            return {key: self.known[handle].value for key, handle in names}
        if kind == "l":
            return [self.read(one) for one in tree]
        return {self.read(key): self.read(one) for key, one in tree}

    def container(self, handle: str, kind: str) -> KnownDict | KnownList:
        """Give the list or dict of a handle; an empty one where it is new."""
        known = self.known.get(handle)
        if known is None:
            return self.adopt(CONTAINERS[kind](handle, CONTAINERS[kind].made()))
        if not isinstance(known, CONTAINERS[kind]):
            raise ValueError("an object that became another")
        return known

    def read_array(self, handle: str, numbers: np.ndarray, dtype: np.dtype, shape: tuple,
                   writeable: bool, count: int) -> None:
        """Make an array, or give the known one other numbers and perhaps another shape."""
        values, known = numbers_of(numbers, dtype, shape), self.known.get(handle)
        if known is None:
            known = self.adopt(KnownArray(handle, values))
            known.shape, known.data = shape, raw(values)
            if not writeable:
                known.lock()
        elif isinstance(known, KnownArray):
            known.replace(values, writeable)
        else:
            raise ValueError("an array that became another")

    def adopt(self, known: Known) -> Known:
        """Know an object of the other side's."""
        handle = known.handle
        if not isinstance(handle, str) or handle[:1] == self.side or len(handle) > 12:
            raise ValueError("a handle that is not the other side's")
        return self.know(known)

    def read(self, tree: object) -> object:
        """Read a value from its JSON data."""
        if type(tree) is not list:
            if type(tree) is dict or (type(tree) is int and abs(tree) >= 2**63):
                raise ValueError("a value of unknown kind")
            return tree
        if tree[0] == "h":
            return self.known[tree[1]].value
        tag, *rest = tree
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
        """Make a view of a known array."""
        base = self.known[handle].value
        if not isinstance(base, np.ndarray):
            raise ValueError("a view of what is no array")
        self.take(math.prod(lengths(shape)) * base.itemsize)  # whoever copies it makes them all
        return view_of(base, offset, shape, strides)
