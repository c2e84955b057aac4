"""The child's side of a check: the learner's class or function, called from outside the wall.

The judge sends one call at a time and gets what it returned, or what it raised, in words. Nothing
here is trusted: whatever a learner's code does to this process, the judge sees numbers only.
"""

import contextlib
import gc
import inspect
import os
import signal
import time
import types
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from descent.leaks import functions_of, outside_names, restored
from descent.observe import Alarm, OutOfTime, fault_of, quietly
from descent.places import OURS, Watch
from descent.plain import clean
from descent.words import words

from .loading import NotThere, load
from .objects import Objects
from .speech import explained, loading_failed
from .stand_ins import FromJudge, StandIns
from .wire import HEAD, Heard, Said, divided

__all__ = ["Answers", "serve"]

OURS.append(Path(__file__).parent)  # no line of this folder is a learner's
LONGEST = 100_000  # characters of what was printed that are told
FOREVER = 1e6  # seconds; the timer is set anew for each call


def serve(socket: int) -> None:
    """Answer the judge until it hangs up."""
    Answers(socket).serve()


class Answers:
    """What the judge can ask for, one method a request; the learner's objects by their handles."""

    def __init__(self, socket: int):
        """Wait for the judge on a stream socket, given as a descriptor."""
        self.socket, self.number = socket, 0
        self.said, self.heard = Said(), Heard()
        self.given, self.used_before = 0, 0.0
        signal.signal(signal.SIGPROF, ring)
        self.stand_ins = StandIns(self.ask)
        self.objects = Objects("c", self.export, self.stand_ins.load, forgets=False)
        self.stand_ins.own = self.mine
        self.exported: dict[str, object] = {}
        self.handles: dict[int, str] = {}
        self.names: dict[str, object] = {}
        self.around = contextlib.ExitStack()
        self.watch = Watch()
        self.printed: list = []

    # -- messages ----------------------------------------------------------------------------

    def serve(self) -> None:
        """Do what the judge asks for, one request after the other."""
        while True:
            header, numbers = self.receive()
            try:
                told = getattr(self, "do_" + header["m"])(header, numbers)
            except KeyError as error:  # a handle that the judge forgot; never its fault in practice
                told = {"m": "fault", **self.fault(error)}
            self.send(told)

    def receive(self):
        """Read one message; end the process when there is none to come."""
        message = self.read(b"", HEAD.size)
        text, numbers, self.number, again = HEAD.unpack_from(message)
        size = HEAD.size + text + numbers
        if len(message) < size:
            message = self.read(message, size)
        return self.heard.read(message, text, again)

    def read(self, data: bytes, size: int) -> bytes:
        """Read until there are so many bytes; the judge sends no more before it has an answer."""
        while len(data) < size:
            more = os.read(self.socket, max(1 << 16, size - len(data)))
            if not more:
                os._exit(0)
            data = data + more if data else more
        return data

    def send(self, told: dict) -> None:
        """Write one message; under "numbers" are those that go with the header."""
        numbers = told.pop("numbers", b"")
        rest = self.said.write(self.number, told, numbers)
        while rest:
            rest = rest[os.write(self.socket, rest):]

    def ask(self, what: str, handle: str, name: str, values: Sequence, named: Iterable) -> object:
        """Have the judge call one of its own objects, in the middle of a call of ours.

        Args:
            what: to do with it.
            handle: of the object.
            name: of its method or attribute, or "".
            values: arguments, those with names last.
            named: these names.
        """
        header, numbers = self.objects.pack(values)
        header |= {"m": "ask", "w": what, "t": handle, "a": name, "k": [*named]}
        with self.clock_stopped():
            self.send(header | {"numbers": numbers})
            header, numbers = self.receive()
            answers = self.objects.unpack(header, numbers)
            if header["m"] == "raise":
                raise self.stand_ins.error(header)
            return answers[0]

    @contextlib.contextmanager
    def clock_stopped(self):
        """Keep the alarm from ringing while a message is under way."""
        left, again = signal.setitimer(signal.ITIMER_PROF, 0)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, max(left, 1e-3), again)

    # -- values ------------------------------------------------------------------------------

    def export(self, value: object) -> list:
        """Make what stands for a learner's object outside: a reference, or numbers."""
        if (handle := self.stand_ins.handle_of(value)) is not None:
            return ["j", handle]
        if inspect.isgenerator(value) or inspect.iscoroutine(value):
            value.close()
            return ["n", type(value).__name__]
        if not callable(value) and not isinstance(value, str | bytes | set | frozenset):
            with contextlib.suppress(Exception):
                array = np.asarray(value)
                if array.dtype.kind in "fiub":
                    return ["y", self.refer(value), type(value).__name__[:80],
                            self.objects.tree(array)]
        return self.reference(value)

    def reference(self, value: object) -> list:
        """Make what stands for an object that stays here."""
        return ["r", self.refer(value), type(value).__name__[:80], callable(value),
                methods_of(value)]

    def refer(self, value: object) -> str:
        """Keep an object for the probe, and give its handle."""
        handle = self.handles.get(id(value))
        if handle is None:
            # Counted anew in each probe, so that the same calls have the same headers.
            handle = self.handles[id(value)] = f"r{len(self.exported)}"
            self.exported[handle] = value
        return handle

    def forget_references(self) -> None:
        """Keep only the answer for the next probe, as the first of all."""
        self.exported.clear()
        self.handles.clear()
        self.refer(self.answer)

    def mine(self, handle: str) -> object:
        """Give the object that the judge hands back."""
        return self.exported[handle]

    # -- requests ----------------------------------------------------------------------------

    def do_load(self, header, numbers) -> dict:
        """Run a file's definitions and find the answer among them."""
        name = header["name"]
        try:
            with quietly(FOREVER), self.limited(header):
                self.names = {name: load(header["cells"], name, header["file"])}
        except NotThere as error:
            return {"m": "missing", "said": str(error)}
        except MemoryError:
            return {"m": "failed", "kind": "memory", "said": ""}
        except BaseException as error:
            kind = "timeout" if isinstance(error, OutOfTime) else "error"
            return {"m": "failed", "kind": kind, "said": loading_failed(error)}
        return self.do_find(header, numbers)

    def do_find(self, header, numbers) -> dict:
        """Say what the answer is: a class or not, and which arguments it takes."""
        try:
            answer = self.names[header["name"]]
            self.answer = answer
            self.forget_references()
            if any(map(is_of_the_course, functions_of(answer))):
                return {"m": "failed", "kind": "error",
                        "said": words("hand_in.borrowed", name=header["name"])}
            return {"m": "found", "class": isinstance(answer, type), "callable": callable(answer),
                    "takes": parameters_of(answer), "outside": outside_names(answer)[:20],
                    "v": [self.export(answer)], "o": [], "x": []}
        except KeyError:
            return {"m": "missing", "said": ""}
        except BaseException as error:
            return {"m": "failed", "kind": "error", "said": loading_failed(error)}

    def do_begin(self, header, numbers) -> dict:
        """Begin a probe: silence, limited time, NumPy's warnings told."""
        self.objects.clear()
        self.stand_ins.clear()
        self.watch = Watch()
        self.printed.append(self.around.enter_context(quietly(FOREVER)))
        signal.setitimer(signal.ITIMER_REAL, 0)
        self.around.enter_context(restored(self.answer))
        self.around.enter_context(self.watch.watching())
        return {"m": "done"}

    def do_end(self, header, numbers) -> dict:
        """End a probe: put back what the answer keeps outside its instances."""
        self.around.close()
        self.around = contextlib.ExitStack()
        self.objects.clear()
        self.forget_references()
        printed = "".join(one.getvalue() for one in self.printed)
        return {"m": "done", "printed": clean(printed[:LONGEST])}

    def do_call(self, header, numbers) -> dict:
        """Call a learner's object, or a method of it."""
        args, named = divided(self.objects.unpack(header, numbers), header["k"])
        target = self.exported[header["t"]]
        # An instance is one also where its class inherits from dict or tuple.
        return self.watched(header, lambda: (
            getattr(target, header["a"]) if header["a"] else target)(*args, **named),
            makes=isinstance(target, type) and not header["a"])

    def do_get(self, header, numbers) -> dict:
        """Look an attribute up."""
        target = self.exported[header["t"]]
        return self.watched(header, lambda: getattr(target, header["a"]))

    def do_set(self, header, numbers) -> dict:
        """Set an attribute."""
        [value] = self.objects.unpack(header, numbers)
        target = self.exported[header["t"]]
        return self.watched(header, lambda: setattr(target, header["a"], value))

    def do_sign(self, header, numbers) -> dict:
        """Tell which parameters a method has."""
        target = self.exported[header["t"]]
        return {"m": "done", "takes": parameters_of(getattr(target, header["a"], None))}

    @contextlib.contextmanager
    def limited(self, header: dict):
        """Let a block take the time that is left."""
        signal.setitimer(signal.ITIMER_PROF, self.time_left(header), 1.0)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def time_left(self, header: dict) -> float:
        """Give the seconds of processor time that are left of what the judge gave last.

        Not by the clock: a busy machine, and what the judge does meanwhile, are no learner's time.
        """
        if header["g"] != self.given:
            self.given, self.used_before = header["g"], time.process_time()
        return max(header["s"] - (time.process_time() - self.used_before), 1e-3)

    def watched(self, header: dict, work, makes: bool = False) -> dict:
        """Do a learner's work in limited time; tell what came of it."""
        Alarm.rang = False
        try:
            signal.setitimer(signal.ITIMER_PROF, self.time_left(header), 1.0)
            try:
                value = work()
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
            if Alarm.rang:
                raise OutOfTime
            told, told_numbers = self.objects.pack([None if makes else value])
            if makes:
                told["v"] = [self.reference(value)]
            told["m"], told["numbers"] = "ok", told_numbers
        except MemoryError:
            gc.collect()
            told = {"m": "fault", "kind": "memory", "raised": ["MemoryError"],
                    "said": "", "line": None, "text": ""} | self.rest()
        except BaseException as error:  # a learner's code may raise anything
            told = {"m": "fault"} | self.fault(error) | self.rest()
        told["divided"], told["nan"] = self.watch.divided, self.watch.nan_line
        return told

    def rest(self) -> dict:
        """Bring the judge's objects up to date where a call broke off."""
        with contextlib.suppress(Exception):
            told, numbers = self.objects.pack([None])
            return told | {"numbers": numbers}
        return {"v": [None], "o": [], "x": []}

    def fault(self, error: BaseException) -> dict:
        """Tell of an exception in words; its own message may run a learner's code."""
        number = error.number if isinstance(error, FromJudge) else None
        fault = fault_of(error, 0)
        return {"kind": fault.kind, "raised": [name[:80] for name in fault.raised[:12]],
                "said": explained(fault)[:2000], "line": fault.line, "text": fault.text[:300],
                "judge": number}


def ring(signum, frame):
    """Stop a learner's code whose time is used up."""
    Alarm.rang = True
    raise OutOfTime


def is_of_the_course(function: types.FunctionType) -> bool:
    """Whether a function was written in `descent`: the clinic there has a right Adam."""
    path = Path(function.__code__.co_filename)
    # What stands for an unwritten order of lines is made there.
    return path.is_relative_to(OURS[0]) and path.stem != "parsons"


def methods_of(value: object) -> list[str]:
    """Name an object's public methods; none of a function's or a class's."""
    if isinstance(value, type | types.FunctionType | types.MethodType):
        return []
    kept: dict[str, object] = {}
    for one in reversed(type(value).__mro__):
        kept |= vars(one)
    with contextlib.suppress(AttributeError):  # an instance without a dict
        kept |= object.__getattribute__(value, "__dict__")
    return sorted([name for name, one in kept.items()
                   if type(name) is str and name[:1] != "_" and len(name) < 80
                   and (callable(one) or isinstance(one, staticmethod | classmethod))])[:100]


def parameters_of(function: object) -> list | None:
    """List a callable's parameters as (name, kind, whether it has a default); None if unknown."""
    try:
        asked = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    return [[one.name, int(one.kind), one.default is not one.empty] for one in asked][:100]


words("report.right")  # the catalogue is read once, before the server forks
