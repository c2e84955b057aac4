"""What a feedback page costs: nbgrader's `generate_feedback` beside `grader feedback`.

    python tests/bench/feedback_cost.py COURSE LESSON [ROUNDS]

COURSE is an nbgrader course in which LESSON is autograded; its feedback is written anew, so name a
copy (`make_class.py` and `grader autograde` make one). Both programs write all pages of the class,
one after the other, in turns: processor time of the whole processes, divided by the pages. The
first column leaves out what starting costs, which is measured with one page. The pages are
compared; at the end two workers and a run without changes are timed by the clock.
"""

import ctypes
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

BIN = Path(sys.executable).parent
LAST_LINE = re.compile(rb"\n<!-- made from [0-9a-f]{64} -->\n\Z")
PR_SET_CHILD_SUBREAPER = 36


def run(course, *command):
    """Run a command in a course; give its processor seconds, all its processes', and the clock's.

    A process that outlives its parent becomes a child of this one, and is counted too.
    """
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run([BIN / command[0], *command[1:]], cwd=course, env=environment, check=True,
                   capture_output=True)
    elapsed = time.perf_counter() - started
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, elapsed


def pages(course):
    """Give the pages, without the line by which ours differ."""
    return {path.relative_to(course): LAST_LINE.sub(b"", path.read_bytes())
            for path in course.rglob("feedback/**/*.html")}


def main():
    """Measure in turns, and print a table."""
    course, lesson = Path(sys.argv[1]).resolve(), sys.argv[2]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    ways = {"nbgrader generate_feedback": ("nbgrader", "generate_feedback", lesson, "--force"),
            "grader feedback --jobs 1": ("grader", "feedback", lesson, "--force", "--jobs", "1")}
    seen, taken, begun = {}, {name: [] for name in ways}, {name: [] for name in ways}
    for number in range(rounds):
        for name, command in ways.items():
            taken[name].append(run(course, *command)[0])
            seen[name] = pages(course)
            first = sorted(path.parts[-3] for path in seen[name])[0]
            begun[name].append(run(course, *command, "--student", first)[0])
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
    stock, ours = ways
    count = len(seen[stock])
    same = sum(seen[stock][path] == seen[ours].get(path) for path in seen[stock])
    print(f"{count} pages, {same} of them the same byte for byte; processor seconds a page, median "
          f"of {rounds} rounds")
    print(f"{'':30} {'without start':>14} {'all':>8}")
    cost = {}
    for name in ways:
        whole = median(taken[name])
        rest = median(a - b for a, b in zip(taken[name], begun[name], strict=True))
        cost[name] = rest / (count - 1), whole / count
        print(f"{name:30} {cost[name][0]:14.4f} {cost[name][1]:8.4f}")
    print(f"{'times faster':30} {cost[stock][0] / cost[ours][0]:14.1f} "
          f"{cost[stock][1] / cost[ours][1]:8.1f}")
    for jobs in ("1", "2"):
        used, elapsed = run(course, *ways[ours][:-1], jobs)
        print(f"grader feedback --jobs {jobs}: {elapsed:.1f} s by the clock, {used:.1f} s of "
              "processors")
    used, elapsed = run(course, *ways[ours][:3])
    print(f"nothing changed: {elapsed:.1f} s by the clock, {used:.1f} s of processors")


if __name__ == "__main__":
    main()
