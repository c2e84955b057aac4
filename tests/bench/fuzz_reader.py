"""Fuzz the reader and the grafting: `python tests/bench/fuzz_reader.py --seconds 600`.

Takes the released lessons and their solutions, damages them (bytes flipped, cut and spliced; cells
shuffled, doubled, lost; any value in the tree replaced by any other) and puts them through what a
hand-in goes through. Prints how many inputs were tried, and stops at the first that ends in
anything but a valid notebook with exactly the released graded cells: that input is kept in the
working directory.
"""

import argparse
import json
import random
import sys
import time
from copy import deepcopy
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import nbformat
from tracked import tracked_cells

from grader.grafting import graft
from grader.reading import Unreadable, hand_in, nothing

ROOT = Path(__file__).parents[2]
KEPT = Path("fuzz-failure.ipynb")
VALUES = [None, True, False, 0, -1, 10**30, 1.5, float("nan"), float("inf"), "", "\ud800", "\0",
          "code", "markdown", "heading", "adam", "x" * 100, [], {}, [[]], [None], {"a": []},
          ["", 7], {"grade_id": "adam"}, {"nbgrader": {}}, {"image/png": "AAAA"}]


def flipped(content, rng):
    """Change some bytes, cut the end off, or put a piece into another place."""
    content = bytearray(content)
    for _ in range(rng.choice([1, 1, 2, 5, 50])):
        content[rng.randrange(len(content))] = rng.randrange(256)
    if rng.random() < 0.2:
        del content[rng.randrange(len(content)):]
    if rng.random() < 0.2 and content:
        start = rng.randrange(len(content))
        piece = content[start:start + rng.randrange(2000)]
        place = rng.randrange(len(content))
        content[place:place] = piece
    return bytes(content)


def twisted(notebook, rng):
    """Change cells as wholes, and values anywhere in the tree."""
    notebook = deepcopy(notebook)
    cells = notebook["cells"]
    for _ in range(rng.randrange(4)):
        change = rng.choice([rng.shuffle, lambda cells: cells.pop() if cells else None,
                             lambda cells: cells.append(deepcopy(rng.choice(cells or [{}]))),
                             lambda cells: cells.insert(rng.randrange(len(cells) + 1),
                                                        deepcopy(rng.choice(VALUES))),
                             lambda cells: cells.__delitem__(slice(None, None, 2))])
        change(cells)
    for _ in range(rng.choice([0, 1, 1, 3, 10, 40])):
        node = notebook
        while isinstance(node, dict | list) and node:
            key = rng.choice(list(node) if isinstance(node, dict) else range(len(node)))
            if rng.random() < 0.2 or not isinstance(node[key], dict | list) or not node[key]:
                node[key] = deepcopy(rng.choice(VALUES))
                break
            node = node[key]
    return json.dumps(notebook).encode()


def try_one(content, release, tracked):
    """Put one input through; say whether anything could be read. Raises where that fails."""
    try:
        read = hand_in(content, "fuzz.ipynb")
    except Unreadable as error:
        read = nothing(str(error))
    result, findings = graft(release, tracked, read)
    nbformat.validate(result)
    # That nbgrader accepts such metadata, tests/grader/test_grafting.py sees; it takes its time.
    graded = [cell for cell in result.cells if "nbgrader" in cell.metadata]
    assert [dict(cell.metadata.nbgrader) for cell in graded] == [one.metadata() for one in tracked]
    assert all(cell.source == one.source for cell, one in zip(graded, tracked, strict=True)
               if one.locked)
    assert all(str(finding).isprintable() for finding in findings)
    nbformat.writes(result).encode()
    return read.is_readable


def main(seconds, seed):
    """Fuzz for so long; give the exit code."""
    rng = random.Random(seed)
    seeds = []
    for path in sorted(ROOT.glob("notebooks/*/*.ipynb")):
        release = nbformat.read(path, as_version=4)
        solution = ROOT / "solutions" / path.parent.name / path.name
        seeds += [(file.read_bytes(), json.loads(file.read_bytes()), release,
                   tracked_cells(release)) for file in (path, solution)]
    tried = readable = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        content, notebook, release, tracked = rng.choice(seeds)
        content = flipped(content, rng) if rng.random() < 0.5 else twisted(notebook, rng)
        try:
            readable += try_one(content, release, tracked)
        except Exception:
            KEPT.write_bytes(content)
            print(f"input {tried} of --seed {seed} failed; it is kept as {KEPT}", flush=True)
            raise
        tried += 1
    print(f"{tried} inputs tried in {seconds:g} s, {readable} of them readable; none failed")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    main(**vars(parser.parse_args()))
