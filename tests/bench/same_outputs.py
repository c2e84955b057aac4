"""Compare sandbox and kernel, lesson by lesson: `python tests/bench/same_outputs.py [08_adam]`.

Runs the solutions of the lessons (all, unless some are named) both ways, and prints for each which
cells show something else: the kinds of output that one of the two lacks, or whose content differs.
Test cells are left out, for the judge writes their output. Their points are printed: all of them
should be full.
"""

import base64
import hashlib
import io
import re
import sys
import time
import warnings
from copy import deepcopy
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbgrader import utils
from PIL import Image

from grader.execute import SandboxedExecute
from grader.safe_outputs import safe_outputs

ROOT = Path(__file__).parents[2]
PNG = re.compile("iVBORw0KGgo[A-Za-z0-9+/=\n]+")  # in base64
CHANCE = re.compile(r"0x[0-9a-f]+|\b\d+(\.\d+)? (ms|s|µs)\b")  # addresses and durations


def shown(cell):
    """Write a cell's outputs as (kind, content) pairs, without what chance decides."""
    pairs = []
    for output in cell.outputs:
        if output.output_type == "stream":
            pairs.append((output.name, output.text))
        elif output.output_type == "error":
            pairs.append(("error", f"{output.ename}: {output.evalue}"))
        else:
            pairs += output.data.items()
    return {(kind, CHANCE.sub("…", PNG.sub(pixels, str(content)))) for kind, content in pairs}


def pixels(png):
    """Name a picture by its pixels: files differ by how much they are packed."""
    with Image.open(io.BytesIO(base64.b64decode(png[0]))) as image:
        return hashlib.sha256(image.convert("RGBA").tobytes()).hexdigest()


def differences(ours, kernels):
    """Give, for each cell that differs, its number and what only the one or the other shows."""
    for number, (one, other) in enumerate(zip(ours.cells, kernels.cells, strict=True)):
        if one.cell_type == "code" and not (utils.is_grade(one) and not utils.is_solution(one)):
            a, b = shown(one), shown(other)
            if a != b:
                yield number, sorted(a - b), sorted(b - a)


def compare(path):
    """Run one notebook both ways, and print what differs."""
    source = nbformat.read(path, 4)
    started = time.monotonic()
    ours, _ = SandboxedExecute().preprocess(deepcopy(source), {})
    between = time.monotonic()
    kernels = NotebookClient(deepcopy(source), timeout=300).execute()
    ended = time.monotonic()
    for cell in kernels.cells:  # the same filter for both
        if cell.cell_type == "code":
            cell.outputs = safe_outputs(cell.outputs)
    tests = [cell for cell in ours.cells if utils.is_grade(cell) and not utils.is_solution(cell)
             and cell.cell_type == "code"]
    full = sum(utils.determine_grade(cell)[0] == cell.metadata.nbgrader.points for cell in tests)
    found = list(differences(ours, kernels))
    print(f"{path.stem}: {full} of {len(tests)} test cells full, {len(found)} cells differ, "
          f"{between - started:.1f} s in the sandbox, {ended - between:.1f} s in a kernel",
          flush=True)
    for number, a, b in found:
        print(f"  cell {number}: only sandbox {[(kind, one[:90]) for kind, one in a]}, "
              f"only kernel {[(kind, one[:90]) for kind, one in b]}")


def main():
    """Compare the lessons that are named."""
    warnings.simplefilter("ignore")
    for path in sorted((ROOT / "solutions").glob("*/*.ipynb")):
        if len(sys.argv) < 2 or path.stem in sys.argv[1:]:
            compare(path)


if __name__ == "__main__":
    main()
