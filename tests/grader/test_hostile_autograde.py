"""Hostile hand-ins through stock `nbgrader autograde`, with the repository's configuration.

A run takes those attacks that are about notebooks, and some of the others; with the environment
variable HOSTILE=all it takes all of them, and a quarter of an hour.
"""

import json
import os

import pytest
from hostile.attacks import Attack, attacks
from hostile.course import POINTS, Course, at_home
from hostile.leftovers import adopt_orphans, changes, snapshot
from hostile.traps import set_traps
from test_hostile import SEED, right_answer

from descent.report import MIME
from grader import execute
from grader.exam import Exam
from grader.sandbox.keeper import keeper_of

SECONDS = 4.0  # for an answer; one cell has as long
ABOUT_NOTEBOOKS = ("ipython", "kernel", "result", "score", "check_", "execution", "outputs",
                   "cells", "tags", "points", "ids", "tests_removed", "page", "magics")
BATCH = 16  # hand-ins of one run of nbgrader
GOOD = "the-good-one"


def chosen() -> list[Attack]:
    """Choose the attacks of this run: the archives are for `grader check` only."""
    possible = [one for one in attacks() if one.path.suffix != ".zip" and one.runs_here]
    if os.environ.get("HOSTILE") == "all":
        return possible
    return [one for place, one in enumerate(possible) if one.exercise == "adam" and (
        place % 32 == 0 or any(word in one.path.stem for word in ABOUT_NOTEBOOKS))]


def batches() -> list[tuple[str, tuple[Attack, ...]]]:
    """Group the attacks by exercise, each group in batches."""
    exercises = sorted({one.exercise for one in chosen()})
    groups = {exercise: [one for one in chosen() if one.exercise == exercise]
              for exercise in exercises}
    return [(exercise, tuple(group[start:start + BATCH])) for exercise, group in groups.items()
            for start in range(0, len(group), BATCH)]


def named(value: object) -> str:
    """Name a batch by its first attack."""
    return value if isinstance(value, str) else value[0].path.stem


@pytest.fixture(scope="module")
def keeper():
    keeper = keeper_of("inside.cells")  # the one that nbgrader's step takes
    keeper.sandbox()
    yield keeper
    keeper.close()


@pytest.fixture
def traps(tmp_path, monkeypatch, keeper):
    adopt_orphans()
    monkeypatch.setattr(execute, "exam", lambda exercise: Exam(exercise, SEED, SECONDS))
    with set_traps(tmp_path / "traps", right_answer("adam"), monkeypatch) as traps:
        with at_home(tmp_path, monkeypatch):
            yield traps


def wrongs_of(attack: Attack, course: Course, student: str, traps) -> list[str]:
    """Say what is wrong with what nbgrader made of a hand-in."""
    scores, notebook = course.scores(student), course.autograded(student)
    before, own, after = (scores[exercise] for exercise in course.exercises)
    found = []
    if attack.family == "careless":
        if attack.expected == {"right"} and (before, own, after) != (POINTS,) * 3:
            found.append(f"an honest hand-in got {scores}")
    elif own > 0:
        found.append(f"{own:g} points")
    if attack.path.suffix == ".py" and before < POINTS:
        found.append(f"only {before:g} points for what stands before")
    tests = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    if [cell.metadata.nbgrader.grade_id for cell in tests] != [
            f"{exercise}_check" for exercise in course.exercises]:
        found.append("other test cells than those released")
    for cell, score in zip(tests, (before, own, after), strict=True):
        shown = [output.get("data", {}) for output in cell.outputs]
        if len(shown) != 1 or shown[0].get("text/plain") != f"{score:g}" or MIME not in shown[0]:
            found.append(f"{cell.metadata.nbgrader.grade_id} shows {str(shown)[:200]}")
    outputs = [cell.get("outputs", []) for cell in notebook.cells]
    text = "".join(json.dumps([outputs, notebook.metadata], ensure_ascii=ascii)
                   for ascii in (True, False))
    return found + [f"tells {what}" for what in traps.told(text)]


@pytest.mark.parametrize(("exercise", "batch"), batches(), ids=named)
def test_an_attack_earns_nothing_in_nbgrader_and_costs_nobody_else(
        exercise, batch, traps, tmp_path):
    root = tmp_path / "course"
    root.mkdir()
    course = Course(root, exercise, right_answer, SECONDS)
    for place, one in enumerate(batch):
        text = one.text(traps.places)
        if one.path.suffix == ".py":
            course.submit(f"s{place:03}", text)
        else:
            course.submit(f"s{place:03}", whole=text.encode("utf-8", "surrogateescape"))
    course.submit(GOOD)
    before = snapshot()
    log = course.autograde()
    after = snapshot()
    wrongs = [f"{one.path.name}: {wrong}" for place, one in enumerate(batch)
              for wrong in wrongs_of(one, course, f"s{place:03}", traps)]
    # nbgrader itself keeps its database open.
    wrongs += [change for change in changes(before, after)
               if not change.startswith("open files")]
    if wrongs := wrongs + traps.sprung() + traps.told(log):
        pytest.fail("\n".join(wrongs))
    assert course.scores(GOOD) == dict.fromkeys(course.exercises, float(POINTS))
