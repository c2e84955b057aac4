"""How long `grader check` takes over many files: `python tests/bench/check_files.py [EXERCISE]`.

It checks 500 files, the corpus of an exercise (adam without an argument) over and over, but for
the submissions that never end.
"""

import itertools
import sys
import time
from pathlib import Path

from grader.checking import Checker, draw_seed

COUNT = 500
SUBMISSIONS = Path(__file__).parents[1] / "submissions"


def corpus(exercise):
    """List the exercise's submissions that end."""
    for path in sorted([*SUBMISSIONS.glob("honest/*.py"), *SUBMISSIONS.glob("wrong/*.py")]):
        _, _, name, status, *_ = path.read_text(encoding="utf-8").splitlines()[0].split()
        if name == exercise and status != "timeout":
            yield path


if __name__ == "__main__":
    exercise = sys.argv[1] if len(sys.argv) > 1 else "adam"
    files = list(itertools.islice(itertools.cycle(list(corpus(exercise))), COUNT))
    start = time.perf_counter()
    verdicts = [checked.status for checked in Checker(exercise, draw_seed()).check(files)]
    seconds = time.perf_counter() - start
    counts = ", ".join(f"{verdicts.count(status)} {status}" for status in sorted(set(verdicts)))
    print(f"{exercise}: {len(files)} files in {seconds:.0f} s ({counts})")
