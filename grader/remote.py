"""The judge's side of a check: a learner's class or function that lives in a sandboxed child.

`Session.load` gives an object that is called like the class or function itself, so the probes of
`descent` are put to it as in a notebook; they stay here, with the seed, the gradients to come and
the numbers to compare with. Each call crosses the wall as a message, and brings back numbers, or
words about what was raised. A child that answers early, late, too much or nonsense is ended.
"""

import builtins
import inspect
import math
import time
from collections.abc import Mapping, Sequence
from contextlib import contextmanager

import numpy as np

from descent.contract import Breach
from descent.observe import Told
from descent.places import Watch
from descent.plain import clean
from descent.words import words
from grader.endings import ending_of, exception_of, fault_of, gone
from grader.exports import Exports, arrays_in, perform, refuse_costly
from grader.proxies import CallableRemote, Remote, Untold, never_run, signature, type_name
from grader.sandbox import Child, TimeUp
from grader.sandbox.inside.objects import Objects
from grader.sandbox.inside.sizes import LARGEST, ArrayLike, lengths
from grader.sandbox.inside.wire import HEAD, Header, Heard, Malformed, Said

__all__ = ["Missing", "Refused", "Session"]

BY_THE_CLOCK = 3  # times the processor time
GRACE = 2.0  # seconds after the child's own alarm, until it is ended from outside
MOST = 100_000_000  # bytes from one child in all
MOST_MESSAGES = 100_000  # of one child; tests of forty Adams ask for up to 32 000 calls of ours
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
        self.child, self.said, self.told = child, Said(), Heard()
        self.ended: tuple[str, str] | None = None
        self.printed, self.outside = "", ()
        self.number = self.heard = self.messages = 0
        self.given = 0
        self.give(60)
        self.objects = Objects("j", self.export, self.load_value, forgets=True)
        self.exports = Exports()
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

    def load(self, cells: list[str], name: str, filename: str) -> Remote:
        """Run the definitions of a file in the child, and find the answer there.

        Raises:
            Missing: nothing is called `name`; says what there is instead.
            Refused: the definitions could not be run, or the child ended.
        """
        return self.found(self.request("load", {"cells": cells, "name": name, "file": filename}))

    def find(self, name: str) -> Remote:
        """Find the answer among what the cells of a notebook have defined.

        Raises:
            Missing, Refused: as `load`.
        """
        return self.found(self.request("find", {"name": name}))

    def found(self, reply: tuple[dict, np.ndarray]) -> Remote:
        """Read what the child says of the answer."""
        header, numbers = reply
        try:
            if header["m"] == "missing":
                raise Missing(clean(str(header["said"]))[:500])
            if header["m"] == "failed":
                kind = header["kind"] if header["kind"] in ("memory", "timeout") else "error"
                raise Refused(kind, clean(str(header["said"]))[:2000])
            self.outside = tuple(clean(str(name))[:80] for name in header["outside"][:20])
            [answer] = self.objects.unpack(header, numbers)
            answer.__dict__["is_class"] = header["class"] is True
            answer.__dict__["is_function"] = header["callable"] is True
            answer.__dict__["__signature__"] = signature(header["takes"])
        except (Missing, Refused):
            raise
        except Exception as error:
            self.end(*ending_of(error))
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
        self.exports.clear()
        self.breaches = []
        self.request("begin", {})
        try:
            yield
        finally:
            if self.ended is None:
                header, _ = self.request("end", {})
                self.printed = clean(str(header.get("printed", "")))

    def result(self, what: str, handle: str, name: str, values: Sequence = (),
               names: Sequence[str] = ()) -> object:
        """Send values, the last of which may have names, and give what comes back.

        Raises:
            Told: what the learner's code raised, or that the child has ended.
        """
        header, numbers = self.packed(values)
        header["t"], header["a"], header["k"] = handle, name, names
        header, numbers = self.request(what, header, numbers)
        try:
            [value] = self.objects.unpack(header, numbers)
            if header["nan"] or header["divided"]:
                self.hear_of_nan(header)
            if header["m"] == "ok":
                return value
            fault = fault_of(header, self.breaches, self.seconds)
        except Exception as error:
            self.end(*ending_of(error))
        raise exception_of(fault)

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
        header["m"], header["g"], header["s"] = what, self.given, self.seconds
        deadline = self.until + GRACE
        try:
            if not self.child.is_quiet():
                raise Malformed(words("sandbox.early"))
            while True:
                self.child.send(self.said.write(self.number, header, numbers), deadline)
                reply, values = self.hear(deadline)
                if reply["m"] != "ask":
                    return reply, values
                header, numbers = self.answer(reply, values)
        except Told:
            raise
        except Exception as error:
            self.end(*ending_of(error))

    def hear(self, deadline: float) -> tuple[Header, np.ndarray]:
        """Read one message of limited size; a header that comes again counts with its size."""
        data = self.child.receive_turn(HEAD.size, deadline)
        text, numbers, number, again = HEAD.unpack_from(data)
        size = HEAD.size + text + numbers
        if size > LARGEST:
            raise Malformed(words("sandbox.oversize"))
        if len(data) < size:
            data += self.child.receive_turn(size - len(data), deadline)
        if len(data) > size:
            raise Malformed(words("sandbox.early"))
        header, values = self.told.read(data, text, again)
        self.heard += header.size + numbers
        self.messages += 1
        if self.heard > MOST or self.messages > MOST_MESSAGES:
            raise Malformed(words("sandbox.oversize"))
        if number != self.number:
            raise Malformed(words("sandbox.unasked"))
        if time.monotonic() > deadline:  # one that asks without end is never silent
            raise TimeUp("it was still asking")
        return header, values

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
        values = self.objects.unpack(asked, values)
        target = self.exports.objects[asked["t"]]
        # What a few bytes ask of us must cost us little: a view can stand for many numbers, and a
        # copy for all that the original holds.
        self.heard += 8 * sum(array.size for array in arrays_in(
            [values, vars(target)] if asked["w"] == "copy" else values))
        if self.heard > MOST or len(self.exports.objects) > MOST_EXPORTS:
            raise Malformed(words("sandbox.oversize"))
        try:
            refuse_costly(values)
            given = perform(asked["w"], target, asked["a"], values, asked["k"])
            if asked["w"] in ("make", "copy"):
                given = self.exports.handle_of(given)
        except Breach as error:
            self.breaches.append(error)
            told = ["Breach", str(error), len(self.breaches) - 1]
        except Exception as error:  # of our objects, given what the learner's code gave them
            name = next(one.__name__ for one in type(error).__mro__
                        if getattr(builtins, one.__name__, None) is one)
            told = [name, str(error)[:300], None]
        else:
            reply, numbers = self.packed([given])
            return {"m": "answer"} | reply, numbers
        reply, numbers = self.packed([None])
        return {"m": "raise", "e": told} | reply, numbers

    def packed(self, values: Sequence) -> tuple[dict, bytes]:
        """Write values; what can't be written is a fault of ours."""
        try:
            return self.objects.pack(values)
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
        return self.exports.told(value)

    def load_value(self, tag: str, *told) -> object:
        """Read what the child says of an object that stays there."""
        if tag == "j":
            return self.exports.objects[told[0]]
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
