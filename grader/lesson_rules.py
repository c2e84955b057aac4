"""Say what is wrong with a lesson's cells, before anything is made of them.

nbgrader finds some of these faults late (when a release is made), some never: a solution that is
shipped, a check whose points differ from the gradebook's, a test without its hidden part.
"""

import ast
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grader.errors import Fault
from grader.lesson_text import Cell

# Which kinds may hold a region; nbgrader recognises a marker by these words anywhere in a line.
REGIONS = {
    "SOLUTION": ("solution", "manual"),
    "HIDDEN TESTS": ("test",),
    "MARK SCHEME": ("manual",),
}
KINDS = {
    "solution": ("code",),
    "test": ("code",),
    "manual": ("markdown",),
    "locked": ("code", "markdown"),
    "commentary": ("markdown",),
}
GRADED = ("test", "manual")

_NAME = re.compile(r"\d\d_[a-z][a-z0-9_]*")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")  # nbformat 4.5 and nbgrader's schema 3 both accept these
_REMEDY = {
    "attachments": "put the picture in assets/ and link to it",
    "cell_marker": "write Markdown as lines that start with '# '",
    "incorrectly_encoded_metadata": 'write the marker as # %% id="…" kind="…" points=…',
}

Problem = tuple[int | None, str]  # line inside the cell's source, from 0; None for its marker


@dataclass(frozen=True)
class Region:
    """Hold where one marked region stands: its name, its BEGIN and its END line, from 0."""

    name: str
    first: int
    last: int


def name_fault(stem: str, path: str) -> list[Fault]:
    """Refuse a lesson whose file isn't called `NN_stem.py`."""
    if _NAME.fullmatch(stem):
        return []
    problem = (
        f"the file is called {stem!r}: name a lesson with two digits and words in small letters, "
        "joined by underscores, as in 08_adam.py"
    )
    return [Fault(path, None, "", problem)]


def cell_faults(cells: Iterable[Cell], path: str) -> list[Fault]:
    """Judge a lesson's cells.

    Args:
        cells: the whole lesson, in order.
        path: what faults call the file.

    Returns:
        Every fault, in the order of the cells.
    """
    cells = list(cells)
    uses = Counter(cell.id for cell in cells)
    faults = []
    for cell in cells:
        for offset, problem in _problems(cell, uses):
            line = cell.line
            if line is not None and offset is not None:
                line += 1 + offset
            faults.append(Fault(path, line, cell.id, problem))
    return faults


def find_regions(source: str) -> tuple[list[Region], list[Problem]]:
    """Find the marked regions of a cell, and the markers that don't pair."""
    regions: list[Region] = []
    problems: list[Problem] = []
    begun: tuple[str, int] | None = None
    for number, line in enumerate(source.split("\n")):
        for name in REGIONS:
            if f"BEGIN {name}" in line:
                if begun:
                    text = f"BEGIN {name} inside the region {begun[0]}: end that region first"
                    problems.append((number, text))
                else:
                    begun = name, number
            elif f"END {name}" in line:
                if begun and begun[0] == name:
                    regions.append(Region(name, begun[1], number))
                    begun = None
                else:
                    text = f"END {name} without BEGIN {name}: add the BEGIN line or remove this one"
                    problems.append((number, text))
    if begun:
        problems.append((begun[1], f"BEGIN {begun[0]} without END {begun[0]}: add the END line"))
    return regions, problems


def without_region(source: str, name: str, stub: str | None = None) -> str:
    """Take one kind of region out of a cell, as nbgrader does, with `stub` in its place."""
    lines = source.split("\n")
    kept: list[str] = []
    start = 0
    for region in (found for found in find_regions(source)[0] if found.name == name):
        kept += lines[start : region.first]
        if stub is not None:
            indent = re.match(r"\s*", lines[region.first])[0]
            kept.append(indent + stub)
        start = region.last + 1
    return "\n".join(kept + lines[start:])


def _problems(cell: Cell, uses: Counter) -> Iterator[Problem]:
    yield from _cell_problems(cell, uses)
    yield from _kind_problems(cell)
    yield from _points_problems(cell)
    regions, unpaired = find_regions(cell.source)
    yield from unpaired
    yield from _region_problems(cell, regions, bool(unpaired))
    if cell.cell_type == "code" and not unpaired:
        yield from _code_problems(cell, regions)


def _cell_problems(cell: Cell, uses: Counter) -> Iterator[Problem]:
    if not cell.id:
        extra = f" (its kind is {cell.kind!r})" if cell.kind else ""
        yield None, f'the cell has no id{extra}: add id="…" after # %%'
    elif not _ID.fullmatch(cell.id):
        yield None, f"the id {cell.id!r} isn't 1 to 64 letters, digits, '-' or '_': rename it"
    elif uses[cell.id] > 1:
        yield None, f"{uses[cell.id]} cells have this id: give each its own"
    if not cell.source.strip():
        yield None, "the cell is empty: write something, or remove it"
    for name in cell.extras:
        remedy = _REMEDY.get(name, "remove it")
        yield None, f"the lesson text has no place for {name!r}: {remedy}"


def _kind_problems(cell: Cell) -> Iterator[Problem]:
    if cell.cell_type not in ("code", "markdown"):
        yield None, f"the cell is of type {cell.cell_type!r}: make it code or Markdown"
    elif cell.kind is not None and cell.kind not in KINDS:
        yield None, f"unknown kind {cell.kind!r}: use one of {', '.join(KINDS)}, or none"
    elif cell.kind and cell.cell_type not in KINDS[cell.kind]:
        yield None, (
            f"kind {cell.kind!r} on a {cell.cell_type} cell: it belongs on a "
            f"{KINDS[cell.kind][0]} cell"
        )


def _points_problems(cell: Cell) -> Iterator[Problem]:
    points = cell.points
    if cell.kind not in GRADED:
        if points is not None:
            yield None, f"points={points} on a cell that isn't graded: remove them, or set its kind"
    elif points is None:
        yield None, f"a {cell.kind} cell without points: add points=… to its marker"
    elif isinstance(points, bool) or not isinstance(points, int | float):
        yield None, f"points={points!r} is not a number: write it without quotes"
    elif not math.isfinite(points) or points < 0:
        yield None, f"points={points}: give a number that isn't negative"


def _region_problems(cell: Cell, regions: list[Region], unpaired: bool) -> Iterator[Problem]:
    for region in regions:
        if cell.kind not in REGIONS[region.name]:
            kinds = " or ".join(REGIONS[region.name])
            yield region.first, (
                f"a region {region.name} in a cell of kind {cell.kind!r}: it would be shipped to "
                f"students or stop nbgrader; set kind={kinds!r}, or remove the markers"
            )
    if unpaired:
        return
    found = {region.name for region in regions}
    for name, kinds in REGIONS.items():
        if cell.kind in kinds and name not in found:
            yield None, (
                f"a {cell.kind} cell without a region {name}: put BEGIN {name} and END {name} "
                "around what students must not get"
            )


def _code_problems(cell: Cell, regions: list[Region]) -> Iterator[Problem]:
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        yield (error.lineno or 1) - 1, (
            f"not valid Python ({error.msg}): a lesson's code is plain Python, without % or ! lines"
        )
        return
    hidden = [region for region in regions if region.name == "HIDDEN TESTS"]
    for node in ast.walk(tree):
        if _imports_grader(node) and not _inside(node, hidden):
            yield node.lineno - 1, (
                "grader is imported outside hidden tests: students don't have it; import from "
                "descent, or move the line into the hidden tests"
            )
    released = without_region(cell.source, "SOLUTION", "raise NotImplementedError")
    try:
        ast.parse(without_region(released, "HIDDEN TESTS"))
    except SyntaxError as error:
        yield None, (
            f"what students get is not valid Python ({error.msg}): move the markers so that whole "
            "statements stand between them, indented as the lines they replace"
        )
    if cell.kind == "test" and hidden:
        yield from _check_problems(cell, tree, hidden)


def _imports_grader(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name.split(".")[0] == "grader" for alias in node.names)
    return isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "grader"


def _inside(node: ast.AST, regions: list[Region]) -> bool:
    return any(region.first < node.lineno - 1 < region.last for region in regions)


def _check_problems(cell: Cell, tree: ast.Module, hidden: list[Region]) -> Iterator[Problem]:
    """Judge the calls of `check` in a test cell, the visible one and the hidden one.

    nbgrader takes a cell's score from the value of its last expression (0.9.6), so in both parts
    the check has to be the last statement.
    """
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    checks = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "check"]
    for call in checks:
        keywords = {keyword.arg: keyword.value for keyword in call.keywords}
        value = keywords.get("points")
        points = value.value if isinstance(value, ast.Constant) else value and ast.unparse(value)
        if points is None:
            yield call.lineno - 1, f"check(…) without points: add points={cell.points}"
        elif points != cell.points:
            yield call.lineno - 1, (
                f"points={points} in check(…), but points={cell.points} in the cell's marker: "
                "write the same number in both"
            )
        if "private" in keywords and not _inside(call, hidden):
            yield call.lineno - 1, "private= in the visible check: only the hidden one has it"
    for part, inside in (("visible", False), ("hidden", True)):
        body = [node for node in tree.body if _inside(node, hidden) is inside]
        last = body[-1].value if body and isinstance(body[-1], ast.Expr) else None
        private = isinstance(last, ast.Call) and any(k.arg == "private" for k in last.keywords)
        if last not in checks or (inside and not private):
            wanted = "check(…, points=…, private=…)" if inside else "check(…, points=…)"
            yield None, f"the {part} part of a test cell has to end with {wanted}: add it"
    exercises = {ast.unparse(call.args[0]) for call in checks if call.args}
    if len(exercises) > 1:
        names = " and ".join(sorted(exercises))
        yield None, f"the checks name different exercises, {names}: name the same one in all"
