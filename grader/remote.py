"""The judge's side of a check: a learner's class or function that lives in a sandboxed child.

`Session.load` gives an object that is called like the class or function itself, so the probes of
`descent` are put to it as in a notebook; they stay here, with the seed, the gradients to come and
the numbers to compare with. Each call crosses the wall as a message, and brings back numbers, or
words about what was raised. A child that answers early, late, too much or nonsense is ended.
"""

import builtins
import copy
import inspect
import math
import time
from collections.abc import Mapping
from contextlib import contextmanager
from functools import cache

import numpy as np

from descent.contract import Breach
from descent.observe import Fault, Told
from descent.places import Watch
from descent.plain import clean
from descent.words import catalogue, words
from grader.errors import SandboxFailed
from grader.sandbox import Child, Died, TimeUp, TooMuchPrinted
from grader.sandbox.inside.sizes import LARGEST, ArrayLike, lengths
from grader.sandbox.inside.wire import HEAD, Malformed, Objects, join, split

__all__ = ["Missing", "Refused", "Session"]

BY_THE_CLOCK = 3  # times the processor time
GRACE = 2.0  # seconds after the child's own alarm, until it is ended from outside
MOST = 100_000_000  # bytes from one child in all
MOST_ASKS = 100_000  # calls of our objects by one child; tests of forty Adams make up to 32 000
MOST_EXPORTS = 2000  # objects of ours that it can know at a time
PIECE = 1 << 20  # bytes of a file that go in one message
TYPE = 2000  # bytes that a type takes; one is made for each value that is no array


class Refused(Exception):
    """The answer can't be put to probes: status and words."""

    def __init__(self, status: str, said: str):
        """Keep both."""
        super().__init__(said)
        self.status, self.said = status, said


class Missing(Exception):
    """The learner's code defines no such name."""


class Session:
    """One child and what it is asked.

    Attributes:
        ended: why the child was ended, status and words; None while it lives.
        printed: what the learner's code printed during the probes so far.
        outside: variables around the answer that it reads.
    """

    def __init__(self, child: Child):
        """Talk to a child of `grader.sandbox` that serves `inside.answers`."""
        self.child = child
        self.ended: tuple[str, str] | None = None
        self.printed, self.outside = "", ()
        self.number = self.heard = self.asks = 0
        self.given = 0
        self.give(60)
        self.objects = Objects("j", self.export, self.load_value, forgets=True)
        self.exports: dict[str, object] = {}
        self.export_handles: dict[int, str] = {}
        self.breaches: list[Breach] = []

    # -- what a judge asks for -----------------------------------------------------------------

    def give(self, seconds: float, by_the_clock: float | None = None) -> None:
        """Give the child time from now on, until it is given more.

        Args:
            seconds: of processor time, after which an alarm rings in the child.
            by_the_clock: seconds after which it is ended from outside; some times as many, if
                None, for a process that waits, and for a busy machine.
        """
        self.given += 1
        self.seconds = seconds
        self.until = time.monotonic() + (by_the_clock or BY_THE_CLOCK * seconds)

    def load(self, cells: list[str], name: str, filename: str) -> "Remote":
        """Run the definitions of a file in the child, and find the answer there.

        Raises:
            Missing: nothing is called `name`; says what there is instead.
            Refused: the definitions could not be run, or the child ended.
        """
        return self.found(self.request("load", {"cells": cells, "name": name, "file": filename}))

    def find(self, name: str) -> "Remote":
        """Find the answer among what the cells of a notebook have defined.

        Raises:
            Missing, Refused: as `load`.
        """
        return self.found(self.request("find", {"name": name}))

    def found(self, reply: tuple[dict, np.ndarray]) -> "Remote":
        """Read what the child says of the answer."""
        header, numbers = reply
        try:
            if header["m"] == "missing":
                raise Missing(clean(str(header["said"]))[:500])
            if header["m"] == "failed":
                kind = header["kind"] if header["kind"] in ("memory", "timeout") else "error"
                raise Refused(kind, clean(str(header["said"]))[:2000])
            self.outside = tuple(clean(str(name))[:80] for name in header["outside"][:20])
            answer = self.objects.unpack(header, numbers)
            answer.__dict__["is_class"] = header["class"] is True
            answer.__dict__["is_function"] = header["callable"] is True
            answer.__dict__["__signature__"] = signature(header["takes"])
        except (Missing, Refused):
            raise
        except Exception as error:
            self.end(*misbehaved(error))
        return answer

    def cell(self, source: str) -> tuple[object, int | None, bool]:
        """Run a cell of a notebook.

        Returns:
            Its outputs as JSON data, whatever the child says they are; its number; and whether it
            was stopped because its time was up.

        Raises:
            Told: the child has ended.
        """
        header, _ = self.request("cell", {"source": source})
        count = header.get("count")
        is_number = type(count) is int and 0 <= count < 1_000_000
        return header.get("outputs"), count if is_number else None, header.get("late") is True

    def prepare(self, files: Mapping[str, bytes], figures: bool = True) -> dict[str, str]:
        """Make a child ready for a notebook, before its first cell.

        Args:
            files: what lies beside the notebook, relative path -> content.
            figures: are they drawn?

        Returns:
            Which files could not be written, and why.

        Raises:
            Told: the child has ended.
        """
        failed = {}
        for path, content in files.items():
            for at in range(0, len(content) or 1, PIECE):
                piece = content[at:at + PIECE]
                header, _ = self.request("file", {"path": path, "at": at, "size": len(piece)},
                                         piece + bytes(-len(piece) % 8))
                if why := header.get("why"):
                    failed[path] = clean(str(why))[:200]
                    break
        if not figures:
            self.request("tell_figures", {})
        return failed

    @contextmanager
    def probe(self):
        """Surround one probe, as `descent.leaks.restored` does for an answer of this process."""
        self.objects.clear()
        self.exports, self.export_handles, self.breaches = {}, {}, []
        self.request("begin", {})
        try:
            yield
        finally:
            if self.ended is None:
                header, _ = self.request("end", {})
                self.printed = clean(str(header.get("printed", "")))

    def call(self, handle: str, method: str, args: tuple, named: dict) -> object:
        """Call an object of the child's, or a method of it."""
        return self.result("call", handle, method, (args, named))

    def result(self, what: str, handle: str, name: str, value: object) -> object:
        """Send a value, and give what comes back.

        Raises:
            Told: what the learner's code raised, or that the child has ended.
        """
        header, numbers = self.packed(value)
        header["t"], header["a"] = handle, name
        header, numbers = self.request(what, header, numbers)
        try:
            value = self.objects.unpack(header, numbers)
            if header["nan"] or header["divided"]:
                self.hear_of_nan(header)
            if header["m"] == "ok":
                return value
            fault = self.fault_of(header)
        except Exception as error:
            self.end(*misbehaved(error))
        raise exception_of(fault)

    def fault_of(self, header: dict) -> Fault:
        """Read what a child tells of an exception."""
        line = header["line"] if type(header["line"]) is int else None
        raised = tuple(clean(str(name))[:80] for name in header["raised"][:12])
        text, said = clean(str(header["text"]))[:300], clean(str(header["said"]))[:2000]
        kind = header["kind"] if header["kind"] in fault_kinds() else "exception"
        number = header.get("judge")
        if type(number) is int and 0 <= number < len(self.breaches):
            breach = self.breaches[number]
            return Fault(breach.kind, 0, breach.values, ("Breach",), None, line, text)
        if kind == "timeout":
            said = words("faults.timeout", seconds=f"{self.seconds:g}")
        return Fault(kind, 0, {}, raised, None, line, text, said)

    def hear_of_nan(self, header: dict) -> None:
        """Tell the watch of this probe what NumPy told in the child."""
        watch = np.geterrcall()
        if isinstance(watch, Watch):
            watch.divided |= header["divided"] is True
            if watch.nan_line is None and header["nan"]:
                line, text = header["nan"]
                watch.nan_line = int(line), clean(str(text))[:300]

    # -- messages ------------------------------------------------------------------------------

    def request(self, what: str, header: dict, numbers: bytes = b"") -> tuple[dict, np.ndarray]:
        """Send a request, answer what the child asks meanwhile, give its reply.

        Raises:
            Told: the child has ended; `ended` says why.
        """
        if self.ended is not None:
            raise gone(self.ended)
        self.number += 1
        header["m"], header["n"] = what, self.number
        header["g"], header["s"] = self.given, self.seconds
        deadline = self.until + GRACE
        try:
            if not self.child.is_quiet():
                raise Malformed(words("sandbox.early"))
            self.child.send(join(header, numbers), deadline)
            while True:
                reply, values = self.hear(deadline)
                if reply["n"] != self.number:
                    raise Malformed(words("sandbox.unasked"))
                self.asks += 1
                if self.asks > MOST_ASKS:
                    raise Malformed(words("sandbox.oversize"))
                if time.monotonic() > deadline:  # one that asks without end is never silent
                    raise TimeUp("it was still asking")
                if reply["m"] != "ask":
                    return reply, values
                self.child.send(join(*self.answer(reply, values)), deadline)
        except Told:
            raise
        except SandboxFailed as error:
            self.end("internal error", str(error))
        except TimeUp:
            self.end("timeout", words("sandbox.no_answer"))
        except TooMuchPrinted:
            self.end("refused", words("sandbox.printed"))
        except Died as error:
            if error.ending.cause == "memory":
                self.end("memory", words("sandbox.memory"))
            self.end("timeout" if error.ending.cause == "cpu" else "error",
                     words("sandbox.died", how=str(error.ending)))
        except Exception as error:
            self.end(*misbehaved(error))

    def hear(self, deadline: float) -> tuple[dict, np.ndarray]:
        """Read one message of limited size."""
        text, numbers = HEAD.unpack(self.child.receive(HEAD.size, deadline))
        self.heard += text + numbers
        if text + numbers > LARGEST or self.heard > MOST:
            raise Malformed(words("sandbox.oversize"))
        return split(self.child.receive(text, deadline), self.child.receive(numbers, deadline))

    def end(self, status: str, said: str) -> None:
        """Talk to this child no more.

        Raises:
            Told: always.
        """
        self.ended = self.ended or (status, said)  # what comes of the first is no reason
        raise gone(self.ended)

    # -- what the child asks for ---------------------------------------------------------------

    def answer(self, asked: dict, values: np.ndarray) -> tuple[dict, bytes]:
        """Do what the learner's code wants of one of our objects, and make the reply."""
        value = self.objects.unpack(asked, values)
        target = self.exports[asked["t"]]
        # What a few bytes ask of us must cost us little: a view can stand for many numbers, and a
        # copy for all that the original holds.
        self.heard += 8 * sum(array.size for array in arrays_in(
            [value, vars(target)] if asked["w"] == "copy" else value))
        if self.heard > MOST or len(self.exports) > MOST_EXPORTS:
            raise Malformed(words("sandbox.oversize"))
        try:
            refuse_costly(value)
            given = perform(asked["w"], target, asked["a"], value)
            if asked["w"] in ("make", "copy"):
                given = self.handle_of(given)
        except Breach as error:
            self.breaches.append(error)
            told = ["Breach", str(error), len(self.breaches) - 1]
        except Exception as error:  # of our objects, given what the learner's code gave them
            name = next(one.__name__ for one in type(error).__mro__
                        if getattr(builtins, one.__name__, None) is one)
            told = [name, str(error)[:300], None]
        else:
            reply, numbers = self.packed(given)
            return {"m": "answer", "n": self.number} | reply, numbers
        reply, numbers = self.packed(None)
        return {"m": "raise", "n": self.number, "e": told} | reply, numbers

    def packed(self, value: object) -> tuple[dict, bytes]:
        """Write a value; what can't be written is a fault of ours."""
        try:
            return self.objects.pack(value)
        except Exception as error:
            self.end("internal error", f"{type(error).__name__}: {error}")

    def export(self, value: object) -> list:
        """Tell the child of an object that stays here."""
        if isinstance(value, Remote):
            return ["r", value.__dict__["handle"]]
        if isinstance(value, ArrayLike):
            return ["y", value.handle, type(value).__name__, self.objects.tree(value.array)]
        if isinstance(value, Untold):
            return ["?", type(value).__name__]
        if inspect.isgenerator(value) or inspect.iscoroutine(value):
            return ["n", type(value).__name__]
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

    def handle_of(self, value: object) -> str:
        """Give the handle of an object that stays here, and keep it for the probe."""
        handle = self.export_handles.get(id(value))
        if handle is None:
            handle = f"e{len(self.exports)}"
            self.exports[handle] = value
            self.export_handles[id(value)] = handle
        return handle

    def load_value(self, tag: str, *told) -> object:
        """Read what the child says of an object that stays there."""
        if tag == "j":
            return self.exports[told[0]]
        self.objects.take(TYPE)
        if tag == "r":
            handle, name, is_callable, methods = told
            kind = type(type_name(name), (CallableRemote if is_callable is True else Remote,), {})
            return kind(self, str(handle), frozenset(map(str, methods)))
        if tag == "y":
            array = self.objects.read(told[2])
            if not isinstance(array, np.ndarray):
                raise ValueError("an array that is none")
            return type(type_name(told[1]), (ArrayLike,), {})(str(told[0]), array)
        if tag == "n":
            return never_run(told[0] == "coroutine")
        if tag == "?":
            if told[0] == "ndarray":
                shape = lengths(told[1])
                self.objects.take(8 * math.prod(shape))
                return np.empty(shape, dtype=object)
            return type(type_name(told[0]), (Untold,), {})()
        raise ValueError(f"an unknown tag {tag!r:.20}")


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


@cache
def fault_kinds() -> frozenset[str]:
    """Give the kinds of faults that there are words for; a child can tell of no other."""
    return frozenset({"exception", *catalogue("en")["faults"]})


def perform(what: str, target: object, name: str, value: object) -> object:
    """Call one of our objects, or read or set an attribute that its class exposes."""
    if what == "make" or (what == "call" and not name):
        args, named = value
        if (what == "make") != isinstance(target, type):
            raise TypeError(f"{type(target).__name__} object is not callable")
        return target(*args, **named)
    if what == "copy":
        return copy.deepcopy(target)
    if name not in getattr(type(target), "exposed", ()):
        raise AttributeError(f"{type(target).__name__!r} object has no attribute {name!r:.80}")
    if what == "call":
        args, named = value
        return getattr(target, name)(*args, **named)
    if what == "get":
        return getattr(target, name)
    if what == "set":
        return setattr(target, name, value)
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


def never_run(is_coroutine: bool) -> object:
    """Make a generator or coroutine, for a learner's that was closed before its first line ran."""
    async def coroutine():
        """Do nothing."""
    if not is_coroutine:
        return (nothing for nothing in ())
    made = coroutine()
    made.close()
    return made


def type_name(name: object) -> str:
    """Read the name of a learner's type, for messages."""
    return clean(str(name))[:80] or "object"


def signature(takes: object) -> inspect.Signature:
    """Make a signature from a child's list of parameters; of anything where that is None."""
    if takes is None:
        takes = [["args", 2, False], ["named", 4, False]]
    kinds = list(inspect._ParameterKind)
    return inspect.Signature([
        inspect.Parameter(str(name), kinds[kind], default=0 if has_default is True else
                          inspect.Parameter.empty)
        for name, kind, has_default in takes], __validate_parameters__=False)


def misbehaved(error: Exception) -> tuple[str, str]:
    """Say that a child sent what no honest one does: whatever that leads to here is its doing."""
    said = str(error) if isinstance(error, Malformed) else f"{type(error).__name__}: {error}"
    return "refused", words("sandbox.protocol", error=clean(said)[:200])


def exception_of(fault: Fault) -> Told:
    """Make an exception that plays can catch by its kind, as they would the learner's own."""
    bases = [getattr(builtins, name) for name in ("ValueError", "AttributeError", "AssertionError")
             if name in fault.raised]
    name = fault.raised[0] if fault.raised else "Told"
    return type(name, (Told, *bases[:1]), {})(fault)


def gone(ended: tuple[str, str]) -> Told:
    """Make the exception that says that the child has ended."""
    status, said = ended
    kind = "timeout" if status == "timeout" else "exception"
    return Told(Fault(kind, 0, {}, ("ChildProcessError",), None, None, "", said))


class Untold:
    """Something of the child's of which only the type's name is known."""


class Remote:
    """An object of the child's; its attributes and methods are asked for there."""

    def __init__(self, session: Session, handle: str, methods: frozenset[str]):
        """Know where it lives."""
        self.__dict__.update(session=session, handle=handle, methods=methods)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if name in self.__dict__["methods"]:
            return Method(self.__dict__["session"], self.__dict__["handle"], name)
        return self.__dict__["session"].result("get", self.__dict__["handle"], name, None)

    def __setattr__(self, name: str, value: object) -> None:
        self.__dict__["session"].result("set", self.__dict__["handle"], name, value)


class CallableRemote(Remote):
    """A function, a class, or an instance with a method `__call__`, of the child's."""

    def __call__(self, *args, **named):
        """Call it there."""
        return self.__dict__["session"].call(self.__dict__["handle"], "", args, named)


class Method:
    """A method of an object of the child's."""

    def __init__(self, session: Session, handle: str, name: str):
        """Know where it lives."""
        self.session, self.handle, self.name = session, handle, name

    def __call__(self, *args, **named):
        """Call it there."""
        return self.session.call(self.handle, self.name, args, named)

    @property
    def __signature__(self) -> inspect.Signature:
        """Ask for its parameters."""
        header, _ = self.session.request("sign", {"t": self.handle, "a": self.name})
        return signature(header.get("takes"))
