"""Run a learner's class or function on a probe and write down what it did: the observation.

Nothing here judges. An observation is rows of float64 numbers and, where the run broke off or
the contract was breached, one fault.
"""

import contextlib
import inspect
import io
import signal
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from descent.contract import FLOAT, Breach, check_grads, check_params, copied, grad_fn_of, gradients
from descent.places import Watch, learners_places, text_at
from descent.probes import Event, Probe

__all__ = ["Fault", "Observation", "Row", "Told", "lacking", "observe_function",
           "observe_optimizer", "quietly"]

MOST_PRINTED = 100_000  # characters
SECONDS = 10.0  # for one check; a right answer takes well under half a second


class OutOfTime(BaseException):
    """The time for the check is used up; no `except Exception` of the learner's stops it."""


class Told(Exception):
    """An exception that a learner's code raised in another process, and what is told of it."""

    def __init__(self, fault: "Fault"):
        """Keep the fault; its row is that of the process in which it was seen."""
        super().__init__(fault.said)
        self.fault = fault


class Printed(io.StringIO):
    """Keep the beginning of what is printed; a learner's code may close it without harm."""

    def write(self, text: str) -> int:
        """Keep the text as far as there is room."""
        super().write(text[:max(MOST_PRINTED - self.tell(), 0)])
        return len(text)

    def close(self) -> None:
        """Stay open."""


class Alarm:
    """Whether the time is used up: asked after each call, where a learner swallowed the ring."""

    rang = False


@dataclass(frozen=True)
class Fault:
    """What broke a run off, or breached the contract.

    Attributes:
        kind: "exception", "timeout", or a key under [faults] in the words catalogue.
        row: the row that was due when it happened (row 0 is the start, or the first call).
        values: what the words' placeholders stand for.
        raised: names of the exception's classes, its own first.
        error: the exception itself, where it was raised in this process.
        said: its explanation, where it was raised in another.
        line, text: number and text of the learner's line, where one is known.
    """

    kind: str
    row: int
    values: dict = field(default_factory=dict)
    raised: tuple[str, ...] = ()
    error: BaseException | None = None
    line: int | None = None
    text: str = ""
    said: str = ""


@dataclass(frozen=True)
class Row:
    """One expected or seen result: a label that says where, and a vector of numbers."""

    label: str
    values: np.ndarray


@dataclass(frozen=True)
class Observation:
    """What one probe saw: the rows that were reached, and the fault, if any.

    `divided` says whether something was divided by zero on the way. `nan_line` is the learner's
    line, number and text, in which NumPy first made nan out of numbers; None where it didn't.
    """

    rows: list[Row]
    fault: Fault | None = None
    divided: bool = False
    nan_line: tuple[int, str] | None = None


@contextlib.contextmanager
def quietly(seconds: float | None = None) -> Iterator[io.StringIO]:
    """Run a block in silence: no warning, no output, no longer than `seconds` (SECONDS if None).

    The time limit needs a main thread and SIGALRM (Linux, macOS); elsewhere there is none.

    Yields:
        The text that was printed to stdout and stderr.

    Raises:
        OutOfTime: when the time is used up.
    """
    def ring(signum, frame):
        Alarm.rang = True
        raise OutOfTime

    Alarm.rang = False

    timed = (hasattr(signal, "setitimer")
             and threading.current_thread() is threading.main_thread())
    printed = Printed()
    with (contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed),
          warnings.catch_warnings(), np.errstate(all="ignore")):
        warnings.simplefilter("ignore")
        if timed:
            previous = signal.signal(signal.SIGALRM, ring)
            # It rings again each second: a bare `except:` in a loop may swallow it once.
            signal.setitimer(signal.ITIMER_REAL, SECONDS if seconds is None else seconds, 1.0)
        try:
            yield printed
        finally:
            if timed:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, previous)


def fault_of(error: BaseException, row: int) -> Fault:
    """Describe an exception that came out of a learner's code, with the learner's line."""
    if isinstance(error, Told):
        return replace(error.fault, row=row)
    if isinstance(error, OutOfTime):
        kind, values = "timeout", {"seconds": f"{SECONDS:g}"}
    elif isinstance(error, Breach):
        kind, values = error.kind, error.values
    else:
        kind, values = "exception", {}
    places = learners_places(error)
    line, text = None, ""
    if places:
        frame, line = places[-1]
        text = text_at(frame, line)
    raised = tuple(one.__name__ for one in type(error).__mro__)
    return Fault(kind, row, values, raised, error, line, text)


def observe_function(play: Callable, function: Callable) -> Observation:
    """Play a function probe: a generator that calls `function` and yields (label, value) pairs."""
    rows: list[Row] = []
    watch = Watch()
    try:
        with watch.watching():
            for label, value in play(function):
                in_time()
                rows.append(Row(label, numbers(value, label)))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a learner's code may raise anything
        return Observation(rows, fault_of(error, len(rows)))
    return Observation(rows, nan_line=watch.nan_line)


def in_time() -> None:
    """Stop when the time is used up, though a learner's code caught the first ring."""
    if Alarm.rang:
        raise OutOfTime


def numbers(value: object, label: str) -> np.ndarray:
    """Read a returned value as a flat float64 vector, or say why that cannot be done."""
    if value is None:
        raise Breach("returned_none", call=label)
    try:
        array = np.asarray(value)
        if array.dtype.kind not in "fiub":
            raise TypeError
        return array.astype(float).ravel()
    except (TypeError, ValueError):
        raise Breach("returned_other", call=label, type=type(value).__name__ if not isinstance(
            value, np.ndarray) else f"array of type {value.dtype}") from None


def observe_optimizer(probe: Probe, make: Callable) -> Observation:
    """Drive fresh instances of an optimizer class over a probe.

    Args:
        probe: what to put to it.
        make: the class; `make(**hyper)` gives an instance with `update(params, grads)`.

    Returns:
        The start and the params after each event, one row each, columns as `probe.columns()`.
    """
    params = [{key: value.copy() for key, value in start.items()} for start in probe.params]
    rows = [Row("start", probe.start())]
    places = [(i, key) for i, start in enumerate(probe.params) for key in start]
    buffers: dict[str, np.ndarray] = {}
    instances: dict[int, object] = {}
    watch = Watch()
    try:
        with watch.watching():
            for step, event in enumerate(probe.events, start=1):
                hyper = probe.hyper[event.instance]
                if event.instance not in instances:
                    # Made when first needed: no instance must need its sisters' construction.
                    instances[event.instance] = make(**handed(make, hyper, probe.fixed))
                instance = instances[event.instance]
                if event.lr is not None:
                    set_lr(instance, hyper["lr"], event.lr)
                if event.in_new_dict:
                    params[event.params] = dict(params[event.params])
                take_step(probe, event, instance, params[event.params], buffers)
                rows.append(Row(f"step {step}", np.concatenate(
                    [np.asarray(params[i][key], FLOAT).ravel() for i, key in places])))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a learner's code may raise anything
        return Observation(rows, fault_of(error, len(rows)), watch.divided, watch.nan_line)
    return Observation(rows, None, watch.divided, watch.nan_line)


def handed(make: Callable, hyper: dict, fixed: frozenset[str]) -> dict:
    """Choose what a constructor is given: all but what is fixed, and an eps that it lacks.

    The own eps of a class without that parameter shows in its path.
    """
    without = fixed | lacking(make, {"eps"})
    return {name: value for name, value in hyper.items() if name not in without}


def lacking(make: Callable, names: Iterable[str]) -> frozenset[str]:
    """Give those of some parameters' names that a constructor doesn't take."""
    with contextlib.suppress(TypeError, ValueError):  # no readable signature: try all of them
        asked = inspect.signature(make).parameters.values()
        if not any(one.kind is one.VAR_KEYWORD for one in asked):
            taken = {one.name for one in asked
                     if one.kind in (one.KEYWORD_ONLY, one.POSITIONAL_OR_KEYWORD)}
            return frozenset(names) - taken
    return frozenset()


def set_lr(instance, old: float, new: float) -> None:
    """Change the learning rate of an instance that keeps it, as it was given, in `lr`."""
    with contextlib.suppress(Exception):  # a frozen class: its rate is read once
        if instance.lr == old:
            instance.lr = new


def take_step(probe: Probe, event: Event, instance, params: dict, buffers: dict) -> None:
    """Call `update` once and see that the contract is kept; changes params and buffers."""
    start = probe.params[event.params]
    if probe.takes_grad_fn:
        raw, sent = None, grad_fn_of(event, start)
    else:
        raw = gradients(event, params)
        sent = copied(raw)
    if probe.reuses_buffers:
        for key, value in sent.items():
            buffers.setdefault(key, np.empty_like(value))[...] = value
        sent = dict(buffers)
    if probe.read_only:
        for value in sent.values():
            value.setflags(write=False)
    returned = instance.update(params, sent)
    in_time()
    if returned is not None and (inspect.isgenerator(returned) or inspect.iscoroutine(returned)):
        returned.close()
        raise Breach("returned_generator")
    try:
        if raw is not None:
            check_grads(raw, sent)
        check_params(start, params, returned)
    except Breach:
        with contextlib.suppress(TypeError, ValueError):  # no readable signature
            if list(inspect.signature(instance.update).parameters)[:2] == ["grads", "params"]:
                raise Breach("parameters_swapped") from None
        raise
