"""Our engine beside stock nbgrader, on the same classes in one run: `make bench`.

    python tests/bench/engine.py            small classes, some minutes
    python tests/bench/engine.py --full     the sizes of grader/LIMITS.md, about an hour
    ... --write grader/LIMITS.md            puts the figures into that page

Both grade classes that make_class.py draws, whose true scores are known, and have to give exactly
these; nbgrader may differ where it is known to. Processor time is that of all processes that a
command starts, from its start to its end. Runs follow one another, so that they don't compete.
"""

import argparse
import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from classes import make
from page import show, write
from rich.console import Console
from runs import ONE, Runs, size
from telling import WORKERS, Facts, block_of, judged, rows

LAYERS = str(Path(__file__).with_name("layers.py"))
MIB = 1 << 20
SEED = 1
FIGURES = {"figures": (), "no figures": ("--no-figures",)}


@dataclass(frozen=True)
class Sizes:
    """How many students.

    Attributes:
        ordinary, lesson: in the classes that both engines grade.
        small, large: in two that ours grades without figures, for memory and speed by workers.
    """

    ordinary: int
    lesson: int
    small: int
    large: int


QUICK, FULL = Sizes(30, 15, 50, 200), Sizes(100, 60, 200, 2000)


def compare(folder: Path, kind: str, count: int, wrong: list[str]) -> Facts:
    """Measure both engines on one class, and what each writes of feedback on what it graded."""
    runs = Runs(folder, make(folder / kind, kind, count, SEED), count, wrong=wrong)
    name = runs.course.kind.assignment
    runs.stock("stock alone", "--student", ONE)
    stock = runs.stock("stock")
    runs.run("stock feedback", stock, "nbgrader", "generate_feedback", name)
    for figures in ("no figures", "figures"):
        runs.ours(f"{figures} alone", "--jobs", "1", "--student", ONE, *FIGURES[figures])
        ours = runs.ours(figures, "--jobs", "1", *FIGURES[figures])
    runs.run("feedback", ours, "grader", "feedback", name, "--course-dir", str(ours.root),
             "--jobs", "1")
    pages = [len(list((one.root / one.kind.feedback).rglob("*.html"))) for one in (stock, ours)]
    facts = {"students": count, "stock page": runs.each("stock feedback", pages[0]),
             "page": runs.each("feedback", pages[1]),
             "disk": size(ours.root / ours.kind.autograded) / count,
             "feedback disk": size(ours.root / ours.kind.feedback) / pages[1]}
    for engine in ("stock", "figures", "no figures"):
        facts |= {engine: runs.each(engine), f"{engine} alone": runs.used[f"{engine} alone"].cpu,
                  f"{engine} further": runs.further(engine, f"{engine} alone")}
    runs.ours("first grade")
    facts["first"] = runs.used["first grade"].first
    for figures, options in FIGURES.items():
        told = runs.run(f"layers, {figures}", runs.course, "python", LAYERS,
                        str(runs.course.root), kind, *options).lines[-1]
        facts |= {f"{figures}: {layer}": taken for layer, taken in json.loads(told).items()}
    return facts


def grow(folder: Path, sizes: Sizes, wrong: list[str]) -> Facts:
    """Measure our engine without figures: memory by the size of the class, speed by workers."""
    facts: Facts = {}
    for which, count in (("small", sizes.small), ("large", sizes.large)):
        runs = Runs(folder, make(folder / which, "ordinary", count, SEED), count, wrong=wrong)
        course = runs.ours("memory", "--no-figures", memory=True)
        facts |= {which: count, f"{which} memory": runs.used["memory"].memory / MIB}
    for jobs in WORKERS:
        options = ("--no-figures", "--jobs", str(jobs))
        runs.ours(f"{jobs} alone", *options, "--student", ONE)
        runs.ours(f"{jobs} at a time", *options)
        facts[f"{jobs} workers"] = runs.rate(f"{jobs} at a time", f"{jobs} alone")
    all_, alone = (runs.used[f"{WORKERS[-1]} {name}"].own for name in ("at a time", "alone"))
    facts["writer"] = (all_ - alone) / (sizes.large - 1)
    facts["rows"] = course.database.stat().st_size / sizes.large
    return facts


def main() -> None:
    """Measure, print the table, write it where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="larger classes, about an hour")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the figures there")
    parser.add_argument("--folder", type=Path, help="for the courses; default: the temporary one")
    asked = parser.parse_args()
    sizes = FULL if asked.full else QUICK
    # nbgrader finds `alembic` and kernels by name.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        folder = Path(name).resolve()
        facts = (compare(folder, "ordinary", sizes.ordinary, wrong),
                 compare(folder, "lesson", sizes.lesson, wrong), grow(folder, sizes, wrong))
    show(rows(*facts), Console(width=100))
    print("\n".join([*wrong, judged(wrong)]))
    if asked.write:
        write(asked.write, block_of(*facts, wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
