"""What an autograded notebook tells of the answers in it: verdicts, errors, how it was graded.

It holds a student's outputs, and nobody knows which program wrote it: whatever its bytes are, they
are read as data of known types, and every text that leaves here is plain, short and on one line.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from descent.plain import one_line
from descent.report import MIME

__all__ = ["Named", "Notebook", "Outcome", "read_notebook"]

STATUSES = {"right", "wrong", "error", "timeout", "memory", "refused", "unwritten"}
# For a verdict without a name whose own words differ from hand-in to hand-in, or are none.
OF_STATUS = {"unwritten": "not written yet", "timeout": "still running when its time was up",
             "memory": "wanted too much memory", "wrong": "wrong, in a way without a name"}
MOST_NAMES = 20  # notes, hints, and findings of one kind: what the grader writes has fewer
MOST_FINDINGS = 50
MOST_SEEDS = 100  # a lesson has a tenth as many exercises
SLUG = re.compile(r"[\w=+.,:-]{1,120}", re.A)
ERROR_ENDS = re.compile(r" \(line \d+\)|\. |\.$")
HEXADECIMAL = re.compile(r"[0-9a-f]{8,128}")
NOT_DATA = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError,
            MemoryError)


@dataclass(frozen=True)
class Named:
    """A known mistake, an accepted variant or a property: its slug, and its words.

    Attributes:
        title: empty but for a mistake.
        hints: what to ask, from question to pointer; of a mistake only.
    """

    slug: str
    title: str = ""
    message: str = ""
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What a test cell's output tells.

    Attributes:
        how: "judged" (from outside), "in process" (the student's, whether by assertions or by a
            check), or "unreadable" (there is a verdict that is none).
        status: of the verdict; "error" for an assertion that failed; empty where nothing is told.
        mistake: the named one.
        said: what there is to tell without a name: error, broken contract or property.
        notes: the accepted variants that it uses.
    """

    how: str
    status: str = ""
    mistake: Named | None = None
    said: str = ""
    notes: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Notebook:
    """What an autograded notebook tells.

    Attributes:
        cells: grade ids of cells that earn points, in the notebook's order.
        outcomes: by grade id of the test cell.
        findings: kind -> what was said of the first such finding.
        tier: of the sandbox; empty where none is recorded.
        seeds: of the private probes, by exercise.
        release: digest of the release that it was graded against; empty where none is recorded.
    """

    cells: tuple[str, ...] = ()
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    findings: Mapping[str, str] = field(default_factory=dict)
    tier: str = ""
    seeds: Mapping[str, int] = field(default_factory=dict)
    release: str = ""


def read_notebook(content: bytes, prefix: str = "") -> Notebook | None:
    """Read an autograded notebook's file; None where it is no notebook.

    Args:
        prefix: goes before grade ids, where an assignment has several notebooks.
    """
    try:
        notebook = json.loads(content)
        graded = [(prefix + one_line(claims["grade_id"], 200), claims, cell)
                  for cell in notebook["cells"]
                  if isinstance(claims := cell["metadata"].get("nbgrader"), dict)
                  and (claims.get("grade") is True or claims.get("task") is True)]
        ours = _dict(_dict(notebook.get("metadata")).get("descent"))
    except NOT_DATA:
        return None
    outcomes = {name: outcome_of(cell) for name, claims, cell in graded
                if claims.get("solution") is not True and cell.get("cell_type") == "code"}
    sandbox = _dict(ours.get("sandbox"))
    release = _dict(ours.get("graded")).get("release")
    return Notebook(
        tuple(name for name, _, _ in graded), outcomes, findings_of(ours.get("findings")),
        _text(sandbox.get("tier"), 40),
        {one_line(exercise, 80): seed
         for exercise, seed in islice(_dict(sandbox.get("seeds")).items(), MOST_SEEDS)
         if type(seed) is int},
        release if isinstance(release, str) and HEXADECIMAL.fullmatch(release) else "")


def outcome_of(cell: Mapping) -> Outcome:
    """Read a test cell's outputs."""
    outputs = cell.get("outputs")
    outputs = [one for one in outputs if isinstance(one, dict)] if isinstance(
        outputs, list) else []
    for output in outputs:
        if MIME in (data := _dict(output.get("data"))):
            try:
                return read_verdict(data[MIME])
            except NOT_DATA:
                return Outcome("unreadable")
    for output in outputs:
        if output.get("output_type") == "error":
            return Outcome("in process", "error", said=error_line(output))
    return Outcome("in process")


def read_verdict(verdict: Mapping) -> Outcome:
    """Read a verdict's data, as `descent.report.Report.data` gives it.

    Raises:
        One of NOT_DATA: it is none.
    """
    status = verdict["status"]
    if status not in STATUSES:
        raise ValueError(status)
    mistakes = [read_named(one, verdict["hints"]) for one in verdict["diagnosis"][:1]]
    notes = tuple(read_named(one) for one in verdict["notes"][:MOST_NAMES])
    # A check that ran in the student's process, as in stock nbgrader, knows of no sandbox.
    how = "judged" if isinstance(verdict.get("sandbox"), dict) else "in process"
    said = "" if status == "right" or mistakes else seen_in(verdict, status)
    return Outcome(how, status, mistakes[0] if mistakes else None, said, notes)


def seen_in(verdict: Mapping, status: str) -> str:
    """Say what a wrong answer without a name shows, the same for those that are alike."""
    fault, broken = verdict["fault"], verdict["property"]
    if status in ("unwritten", "timeout", "memory"):
        return OF_STATUS[status]
    if status == "error":
        # The error itself: neither where in the student's text it was, nor its likely cause.
        return ERROR_ENDS.split(_text(fault, 240), maxsplit=1)[0] or status
    return _text(fault, 240) or _text(broken["message"], 240) if fault or broken else (
        OF_STATUS.get(status, status))


def read_named(data: Mapping, hints: list = ()) -> Named:
    """Read a mistake or a note.

    Raises:
        One of NOT_DATA: it is none.
    """
    slug = data["slug"]
    if not SLUG.fullmatch(slug):
        raise ValueError(slug)
    return Named(slug, one_line(data.get("title", ""), 200), one_line(data["message"], 1000),
                 tuple(one_line(hint, 500) for hint in hints[:MOST_NAMES]))


def error_line(output: Mapping) -> str:
    """Give an error output's name and the first line of what it says."""
    lines = _text(output.get("evalue"), 2000, is_line=False).strip().splitlines()
    return one_line(": ".join([_text(output.get("ename"), 80), *lines[:1]]), 240)


def findings_of(findings: object) -> dict[str, str]:
    """Read what was odd about a hand-in: kind -> the first sentence of that kind."""
    told: dict[str, str] = {}
    for one in findings[:MOST_FINDINGS] if isinstance(findings, list) else []:
        if what := _text(_dict(one).get("what"), 40):
            cell, said = _text(one.get("cell"), 80), _text(one.get("said"), 400)
            told.setdefault(what, f'cell "{cell}": {said}' if cell else said)
    return told


def _dict(value: object) -> dict:
    return value if isinstance(value, dict) else {}


def _text(value: object, most: int, is_line: bool = True) -> str:
    if not isinstance(value, str):
        return ""
    return one_line(value, most) if is_line else value[:most]
