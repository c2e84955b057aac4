"""What grading costs, layer by layer: `python tests/bench/layers.py FOLDER KIND [--no-figures]`.

FOLDER is a course that make_class.py made. It is graded by one process, in which the functions
between the layers look at the clock; each layer's time is its own, without what it calls of the
others. What a layer waits for in a sandboxed child is counted as the layer's. Prints JSON: layer ->
milliseconds a hand-in.
"""

import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from functools import wraps
from pathlib import Path

import nbformat
from classes import KINDS, Course
from traitlets.config import Config

from grader import execute, running
from grader.engine import autograde, folders, ledger, work
from grader.engine.course import open_course
from grader.engine.pool import Outcome
from grader.sandbox import Child

# Where a layer begins: its name, and the functions, by owner and attribute.
LAYERS = {
    "read the hand-in": [(autograde, "read_task"), (autograde, "is_due"), (work, "read")],
    "graft it into the release": [(work, "graft")],
    "start and end children": [(Child, "__enter__"), (Child, "__exit__"), (running, "prepare")],
    "run cells": [(running, "run_cell")],
    "judge answers": [(running, "judge"), (execute, "step_of")],
    "make outputs safe": [(execute, "show_cell"), (execute, "verdict_output")],
    "write the notebook": [(nbformat, "writes")],
    "make folders": [(autograde, "stage"), (folders.Staged, "put")],
    "write rows of the gradebook": [(ledger.Ledger, "write")],
}
REST = "do the rest in a worker"


class Clock:
    """Counts each layer's own time."""

    def __init__(self):
        self.own: Counter = Counter()
        self.inner = [0.0]  # time of layers within the one that is running, outermost first

    def timed(self, layer, function):
        """Give a function that is counted."""
        @wraps(function)
        def counted(*args, **kwargs):
            started = time.perf_counter()
            self.inner.append(0.0)
            try:
                return function(*args, **kwargs)
            finally:
                taken = time.perf_counter() - started
                self.own[layer] += taken - self.inner.pop()
                self.inner[-1] += taken
        return counted


class InThisProcess:
    """Grades one hand-in after the other; in the place of a pool of workers."""

    def __init__(self, assignment, clock):
        self.work = clock.timed(REST, work.start(assignment))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def each(self, tasks):
        for task in tasks:
            yield Outcome(task, self.work(task))


def measure(course: Course, figures: bool = True) -> dict[str, float]:
    """Grade a course twice, the first time to get warm; give milliseconds a hand-in by layer."""
    clock = Clock()
    for layer, functions in LAYERS.items():
        for owner, name in functions:
            setattr(owner, name, clock.timed(layer, getattr(owner, name)))
    asked = Config()
    asked.BaseConverter.force = True
    asked.SandboxedExecute.figures = figures
    app = open_course(course.root, course.kind.assignment, config=asked)
    for _ in range(2):
        clock.own.clear()
        grader = autograde.Autograder(coursedir=app.coursedir, parent=app,
                                      workers=lambda assignment: InThisProcess(assignment, clock))
        count = sum(1 for _ in grader.grade())
    return {layer: 1000 * clock.own[layer] / count for layer in [*LAYERS, REST]}


def main() -> None:
    """Measure the course that is named, in a copy."""
    if len(sys.argv) not in (3, 4) or sys.argv[2] not in KINDS:
        sys.exit("usage: layers.py FOLDER ordinary|lesson [--no-figures]")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "course"
        shutil.copytree(sys.argv[1], root)
        print(json.dumps(measure(Course(root, KINDS[sys.argv[2]]), "--no-figures" not in sys.argv)))


if __name__ == "__main__":
    main()
