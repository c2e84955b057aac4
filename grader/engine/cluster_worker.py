"""What runs in a Dask worker: it gets ready for a run once, then grades one hand-in at a time.

Dask's scheduler imports this module too and hands its functions on, so what they are given is
pickled: only a worker loads it.
"""

import hashlib
import pickle
import platform
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from grader.engine.pool import attempt
from grader.errors import GraderError

__all__ = ["grade", "prepare", "versions"]

COURSE = Path(__file__).parents[2]
CODE = {".py", ".toml", ".npz", ".json", ".js", ".j2"}  # suffixes of files that a result depends on
MOST_RUNS = 4  # whose work a process keeps; a run that finds its own gone prepares it again

works: OrderedDict[str, Callable[[Any], Any]] = OrderedDict()
# One hand-in at a time, however many threads the worker has: steps, redirected output and caught
# warnings belong to the process.
alone = threading.Lock()


@cache
def versions() -> dict[str, str]:
    """Give what results depend on: the versions of this process, and what its code is.

    It is read once: a process that goes on after an update says what it has loaded.
    """
    code = hashlib.sha256()
    for package in ("descent", "grader"):
        for path in sorted((COURSE / package).rglob("*")):
            if path.suffix in CODE:
                code.update(path.relative_to(COURSE).as_posix().encode() + path.read_bytes())
    return {"Python": ".".join(platform.python_version_tuple()[:2]),
            "numpy": version("numpy"), "nbgrader": version("nbgrader"),
            "the course's own code": code.hexdigest()[:12]}


def prepare(run: str, wanted: Mapping[str, str], pickled: bytes) -> tuple[str, str]:
    """Get ready for a run's tasks.

    Args:
        run: its name, unlike any other's.
        wanted: the versions of those who asked for it.
        pickled: a function and its arguments; called, it gives the work, a function of one task.

    Returns:
        "warm", or "refused" and why.
    """
    here = versions()
    if differing := [f"{name} is {here[name]} there and {wanted[name]} here"
                     for name in wanted if here[name] != wanted[name]]:
        return "refused", (f"{', '.join(differing)}: install the same environment on all machines "
                           "(requirements.lock), and start its workers again")
    with alone:
        try:
            start, arguments = pickle.loads(pickled)
            works[run] = start(*arguments)
        except GraderError as error:
            return "refused", str(error)
        while len(works) > MOST_RUNS:
            works.popitem(last=False)
    return "warm", ""


def grade(run: str, pickled: bytes) -> tuple[str, Any]:
    """Do a run's work on one task.

    Returns:
        "done" and what the work gave; "fault" and what went wrong; or "cold", if this process was
        not prepared.
    """
    with alone:
        if run not in works:
            return "cold", None
        return attempt(works[run], pickle.loads(pickled))
