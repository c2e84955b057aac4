"""What runs in the process of a learner's code: limits, loading, probes; evidence goes out."""

import contextlib
import linecache
import re
import resource
from dataclasses import replace
from multiprocessing.connection import Connection

from descent.exercises import EXERCISES, Exercise
from descent.faults import clean, explain
from descent.known import observe
from descent.leaks import outside_names
from descent.observe import Fault, Observation, OutOfTime, fault_of, lacking, quietly
from descent.places import learners_places
from descent.words import words
from grader.evidence import Evidence, pack
from grader.sandbox.inside.loading import NotThere, load

__all__ = ["run"]

MEMORY = 2 << 30  # bytes of address space; NumPy's libraries alone map some hundred MiB
CPU_SECONDS = 30


def run(connection: Connection, exercise: str, cells: list[str], filename: str,
        seeds: list[int]) -> None:
    """Put the code in `cells` to the probes of each seed, and send the evidence as bytes."""
    limit()
    try:
        evidence = evidence_of(exercise, cells, filename, seeds)
    except MemoryError:
        evidence = Evidence(refusal=("memory", words("faults.memory", limit=MEMORY >> 30)))
    connection.send_bytes(pack(evidence))


def limit() -> None:
    """Limit this process: memory, processor time, no files written, no core left behind."""
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS),
                       (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):  # a lower limit is in force already
            resource.setrlimit(what, (most, most))


def evidence_of(exercise: str, cells: list[str], filename: str,
                seeds: list[int]) -> Evidence:
    """Load the answer and observe it; errors of loading become a refusal with words."""
    asked = EXERCISES[exercise]
    try:
        with quietly():
            answer = load(cells, asked.name, filename)
    except NotThere as error:
        return Evidence(refusal=("error", f"{said_of(asked, 'no')} {error}"))
    except MemoryError:
        raise
    except (Exception, OutOfTime, SystemExit) as error:
        return Evidence(refusal=("timeout" if isinstance(error, OutOfTime) else "error",
                                 loading_failed(error)))
    if asked.wants_class != isinstance(answer, type):
        return Evidence(refusal=("error", said_of(asked, "not_a")))
    lacks = lacking(answer, asked.defaults)
    asked = replace(asked, fixed=lacks)
    trials = []
    for seed in seeds:
        with quietly():
            seen = observe(asked, answer, seed)
            trials.append({name: spoken(one) for name, one in seen.items()})
        if any(one.fault and one.fault.kind == "timeout" for one in seen.values()):
            break
    return Evidence(trials, outside=tuple(outside_names(answer)), lacking=tuple(sorted(lacks)))


def said_of(asked: Exercise, which: str) -> str:
    """Say that there is no such class or function, or that what has its name is none."""
    return words(f"hand_in.{which}_{'class' if asked.wants_class else 'function'}",
                 name=asked.name)


def loading_failed(error: BaseException) -> str:
    """Explain what stopped a file's definitions, with its line."""
    fault = fault_of(error, 0)
    said = explained(fault)
    if isinstance(error, SyntaxError) or fault.line is None:
        return said
    return f"{said} {words('report.line', line=fault.line)} {fault.text}"


def explained(fault: Fault) -> str:
    """Explain a fault, and name the code cell of a notebook in which it arose."""
    error, said = fault.error, explain(fault)
    places = [frame.f_code.co_filename for frame, _ in learners_places(error)] if error else []
    place = getattr(error, "filename", None) if isinstance(error, SyntaxError) else (
        places[-1] if places else None)
    number = re.search(r", code cell (\d+)$", place or "")
    if number is None:
        return said
    first = next((line.strip() for line in linecache.getlines(place) if line.strip()), "")
    return f"{said} {words('faults.cell', number=number[1], first=clean(first[:60]))}"


def spoken(seen: Observation) -> Observation:
    """Explain a fault here, where the exception is; only the words leave the process."""
    fault: Fault | None = seen.fault
    if fault is None:
        return seen
    if fault.error is not None and isinstance(fault.error, MemoryError):
        raise MemoryError
    return replace(seen, fault=replace(fault, error=None, said=explained(fault)))
