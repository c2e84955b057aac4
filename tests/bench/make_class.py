"""Make a class whose true scores are known: `python tests/bench/make_class.py FOLDER`.

FOLDER becomes an nbgrader course with an assignment, its release, a gradebook and what students
handed in; `truth.json` in it says for each what they did and what every graded cell is worth.
`grader autograde optimizers --course-dir FOLDER` grades it.
"""

import argparse
import sys
from pathlib import Path

from classes import KINDS, make


def main() -> None:
    """Make the class that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="of the course; must not exist")
    parser.add_argument("--kind", choices=KINDS, default="ordinary", help=(
        "ordinary: tests with assertions; lesson: this course's lesson 08, which the judge scores"))
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    try:
        course = make(asked.folder, asked.kind, asked.students, asked.seed)
    except FileExistsError:
        sys.exit(f"{asked.folder} exists: name a folder that doesn't")
    print(f"{asked.students} students of {course.kind.assignment} in {course.root}")


if __name__ == "__main__":
    main()
