"""What a child costs, layer by layer, and a judged hand-in.

`python tests/bench/sandbox_cost.py` prints two tables.

The rows are measured in turns, round after round, so that the machine's load meets all alike. A
child is started and confined, runs an empty text, and is killed and waited for. On a busy machine
look at its own processor time; the server's, for the fork, comes on top.

A judged hand-in is a right Adam, put to all public and to fresh private probes: some 800 calls
over the wall, each answered before the next is made. Beside it the same check in one process.
"""

import sys
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles

from descent import check
from grader.checking import Checker
from grader.private import private_paths
from grader.sandbox import LAYERS, Sandbox

ADAM = Path(__file__).parents[1] / "submissions" / "honest" / "adam_class_defaults_never_changed.py"
ROUNDS, JUDGED = 200, 20
HEAVY = ("IPython", "matplotlib.pyplot")
EMPTY = b"\0\0\0\0"  # a text of no bytes, and no error

ROWS = {
    "fork, kill, reap": ((), ()),
    "+ limits": (("limits",), ()),
    "+ Landlock": (("limits", "landlock"), ()),
    "+ seccomp (tier no-namespaces)": (("limits", "landlock", "seccomp"), ()),
    "+ namespaces (tier full)": (LAYERS, ()),
    "without Landlock (tier no-landlock)": (("limits", "seccomp", "namespaces"), ()),
    "full, IPython and matplotlib warm": (LAYERS, HEAVY),
}


def child_of(sandbox):
    """Give the milliseconds of one child, and those of processor time that it took by itself."""
    start = time.perf_counter()
    with sandbox.child(serve="inside.snippet:serve") as child:
        deadline = time.monotonic() + 60
        child.send(EMPTY, deadline)
        child.receive(len(EMPTY), deadline)
    return 1000 * (time.perf_counter() - start), 1000 * child.ending.cpu_seconds


def main():
    """Open a sandbox for each row, measure in turns, and print medians and ninth deciles."""
    with ExitStack() as stack:
        opened = {}
        for name, (layers, heavy) in ROWS.items():
            start = time.perf_counter()
            sandbox = stack.enter_context(Sandbox(
                warm=("numpy", "inside.snippet", *heavy), allow_none=True,
                without=[layer for layer in LAYERS if layer not in layers]))
            if set(sandbox.tier.layers) != set(layers):
                print(f"{name}: not on this machine, {sandbox.tier.missing}", file=sys.stderr)
                continue
            opened[name] = (sandbox, time.perf_counter() - start)
        times = {name: [] for name in opened}
        for _ in range(ROUNDS):
            for name, (sandbox, _) in opened.items():
                times[name].append(child_of(sandbox))
    print(f"{'a child':36} {'median':>7} {'p90':>7} {'its CPU':>8} ms {'server start':>13} s")
    for name, taken in times.items():
        elapsed, used = zip(*taken, strict=True)
        print(f"{name:36} {median(elapsed):7.1f} {quantiles(elapsed, n=10)[-1]:7.1f} "
              f"{median(used):8.1f}    {opened[name][1]:13.2f}")


def judged():
    """Measure one hand-in in the sandbox and in this process, in turns, and print medians."""
    names, private = {}, private_paths("adam")
    exec(compile(ADAM.read_text(encoding="utf-8"), ADAM.name, "exec"), names)
    checker = Checker("adam", 1, jobs=1)
    ways = {"judged in the sandbox": lambda: checker.check_one(ADAM),
            "the same check in one process": lambda: check("adam", names["Adam"], private=private)}
    times = {name: [] for name in ways}
    for _ in range(JUDGED):
        for name, work in ways.items():
            start, used = time.perf_counter(), time.process_time()
            work()
            times[name].append((1000 * (time.perf_counter() - start),
                                1000 * (time.process_time() - used)))
    print(f"\n{'a right Adam':36} {'median':>7} {'p90':>7} {'CPU here':>8} ms")
    for name, taken in times.items():
        elapsed, used = zip(*taken, strict=True)
        print(f"{name:36} {median(elapsed):7.1f} {quantiles(elapsed, n=10)[-1]:7.1f} "
              f"{median(used):8.1f}")


if __name__ == "__main__":
    main()
    judged()
