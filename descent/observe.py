"""Run a learner's class or function on a probe and write down what it did: the observation.

Nothing here judges. An observation is rows of float64 numbers and, where the run broke off or
the contract was breached, one fault.
"""

import contextlib
import copy
import io
import signal
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from descent.probes import Probe

__all__ = ["Breach", "Fault", "Observation", "Row", "observe_function", "observe_optimizer",
           "quietly", "restored"]

SECONDS = 10.0  # for one check; a right answer takes well under half a second


class Breach(Exception):
    """The contract was breached: `kind` is a key under [faults] in the words catalogue."""

    def __init__(self, kind: str, **values: object):
        """Keep the kind and what its words' placeholders stand for."""
        super().__init__(kind)
        self.kind, self.values = kind, values


class OutOfTime(BaseException):
    """The time for the check is used up; no `except Exception` of the learner's stops it."""


@dataclass(frozen=True)
class Fault:
    """What broke a run off, or breached the contract.

    Attributes:
        kind: "exception", "timeout", or a key under [faults] in the words catalogue.
        row: the row that was due when it happened (row 0 is the start, or the first call).
        values: what the words' placeholders stand for.
        error: the exception, where there was one.
        line, text: number and text of the learner's line, where one is known.
    """

    kind: str
    row: int
    values: dict = field(default_factory=dict)
    error: BaseException | None = None
    line: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Row:
    """One expected or seen result: a label that says where, and a vector of numbers."""

    label: str
    values: np.ndarray


@dataclass(frozen=True)
class Observation:
    """What one probe saw: the rows that were reached, and the fault, if any."""

    rows: list[Row]
    fault: Fault | None = None


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
        raise OutOfTime

    timed = (hasattr(signal, "setitimer")
             and threading.current_thread() is threading.main_thread())
    printed = io.StringIO()
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


@contextlib.contextmanager
def restored(answer: object) -> Iterator[None]:
    """Undo what a block does to the attributes of a class.

    Where instances share state through their class, each check then sees the same as the first.
    """
    def data() -> dict:
        return {name: value for name, value in vars(answer).items()
                if not name.startswith("__") and not callable(value)
                and isinstance(value, dict | list | set | int | float | np.ndarray | None)}

    before = copy.deepcopy(data()) if isinstance(answer, type) else {}
    try:
        yield
    finally:
        if isinstance(answer, type):
            for name in set(data()) - set(before):
                delattr(answer, name)
            for name, value in before.items():
                setattr(answer, name, value)


def fault_of(error: BaseException, row: int) -> Fault:
    """Describe an exception that came out of a learner's code, with the learner's line."""
    if isinstance(error, OutOfTime):
        kind, values = "timeout", {"seconds": f"{SECONDS:g}"}
    elif isinstance(error, Breach):
        return Fault(error.kind, row, error.values)
    else:
        kind, values = "exception", {}
    here = Path(__file__).parent
    frames = [frame for frame in traceback.extract_tb(error.__traceback__)
              if Path(frame.filename).parent != here and "site-packages" not in frame.filename
              and not frame.filename.startswith("<__array_function__")
              and "/lib/python" not in frame.filename]
    last = frames[-1] if frames else None
    return Fault(kind, row, values, error, last.lineno if last else None,
                 (last.line or "") if last else "")


def observe_function(play: Callable, function: Callable) -> Observation:
    """Play a function probe: a generator that calls `function` and yields (label, value) pairs."""
    rows: list[Row] = []
    try:
        for label, value in play(function):
            rows.append(Row(label, numbers(value, label)))
    except (Exception, OutOfTime, SystemExit) as error:
        return Observation(rows, fault_of(error, len(rows)))
    return Observation(rows)


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
        raise Breach("returned_other", call=label, type=type(value).__name__) from None


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
    buffers: dict[str, np.ndarray] = {}
    instances: dict[int, object] = {}
    try:
        for step, event in enumerate(probe.events, start=1):
            if event.instance not in instances:
                # Made when first needed: an instance must not need its sisters' construction.
                instances[event.instance] = make(**probe.hyper[event.instance])
            if event.lr is not None and hasattr(instances[event.instance], "lr"):
                instances[event.instance].lr = event.lr
            mine = params[event.params]
            raw = event.grads(mine) if callable(event.grads) else event.grads
            sent = {key: np.array(value, dtype=float) for key, value in raw.items()}
            if probe.reuses_buffers:
                for key, value in sent.items():
                    buffers.setdefault(key, np.empty_like(value))[...] = value
                sent = dict(buffers)
            returned = instances[event.instance].update(mine, sent)
            check_grads(raw, sent)
            check_params(probe.params[event.params], mine, returned)
            rows.append(Row(f"step {step}", np.concatenate(
                [np.asarray(mine_i[key], dtype=float).ravel()
                 for mine_i, start in zip(params, probe.params, strict=True) for key in start])))
    except (Exception, OutOfTime, SystemExit) as error:
        return Observation(rows, fault_of(error, len(rows)))
    return Observation(rows)


def check_grads(raw, sent) -> None:
    """Refuse an update that changed the gradients it was given."""
    for key, value in raw.items():
        if key not in sent or not np.array_equal(np.asarray(sent[key]), value, equal_nan=True):
            raise Breach("grads_changed", key=key)


def check_params(start, params, returned) -> None:
    """Refuse params that lost a key, changed shape or are no longer real numbers."""
    for key, value in start.items():
        if key not in params:
            raise Breach("key_lost", key=key)
        try:
            now = np.asarray(params[key])
        except ValueError:
            now = np.empty(0, dtype=object)
        if now.dtype.kind not in "fiu":
            raise Breach("not_numbers", key=key, type=type(params[key]).__name__)
        if now.shape != value.shape:
            raise Breach("shape_changed", key=key, expected=value.shape, seen=now.shape)
    if isinstance(returned, dict) and all(
            np.array_equal(params[key], value) for key, value in start.items()):
        if any(not np.array_equal(returned.get(key), value) for key, value in start.items()):
            raise Breach("returned_params")
