"""Grafting: whatever the hand-in, the release is graded, with the student's texts in it."""

import json
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbgrader.nbgraderformat import MetadataValidator
from tracked import read, tracked_cells

from grader import grafting
from grader.grafting import graft
from grader.reading import Unreadable, hand_in, nothing

ROOT = Path(__file__).parents[2]
LESSONS = sorted(path.parent.name for path in ROOT.glob("notebooks/*/*.ipynb"))
HIDDEN = "\n### hidden tests"


def load(folder, lesson):
    return nbformat.read(ROOT / folder / lesson / f"{lesson}.ipynb", as_version=4)


def cell(kind, name, source, points=None, **flags):
    """Make a released cell; with flags one that nbgrader tracks."""
    new = getattr(nbformat.v4, f"new_{kind}_cell")(source, id=name)
    if flags:
        data = {"grade": False, "solution": False, "locked": False, "task": False} | flags
        new.metadata.nbgrader = data | {
            "grade_id": name, "schema_version": 3, "cell_type": kind, "checksum": f"{name:0>32}",
            **({} if points is None else {"points": points})}
    return new


RELEASE = nbformat.v4.new_notebook(
    metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    cells=[
        cell("markdown", "title", "# Adam"),
        cell("code", "imports", "import numpy as np"),
        cell("markdown", "task", "Write it."),
        cell("code", "adam", "class Adam: ...", solution=True),
        cell("code", "adam_check", "check('adam')", points=6, grade=True, locked=True),
        cell("markdown", "why", "YOUR ANSWER HERE", points=4, grade=True, solution=True),
        cell("code", "given", "given = 1", locked=True),
        cell("markdown", "end", "The end."),
    ])
TRACKED = tracked_cells(RELEASE)
SOURCES = {one.id: one.source for one in RELEASE.cells}


def edited(**texts):
    """Give a hand-in: the release with other texts in some cells."""
    notebook = deepcopy(RELEASE)
    for one in notebook.cells:
        one.source = texts.get(one.id, one.source)
    return notebook


def by_id(notebook):
    return {one.id: one for one in notebook.cells}


def grafted(notebook, released=RELEASE, tracked=TRACKED):
    result, findings = graft(released, tracked, read(notebook))
    assert_graded(result, tracked)
    return result, findings


def assert_graded(notebook, tracked):
    """See that a notebook is valid and has the tracked cells, in order, as the gradebook does."""
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    found = [one for one in notebook.cells if "nbgrader" in one.metadata]
    assert [dict(one.metadata.nbgrader) for one in found] == [one.metadata() for one in tracked]
    assert [one.cell_type for one in found] == [one.kind for one in tracked]
    for one, expected in zip(found, tracked, strict=True):
        assert not expected.locked or one.source == expected.source
    assert not any(one.get("outputs") or one.get("execution_count") for one in notebook.cells)


def told(findings):
    return [(finding.what, finding.cell) for finding in findings]


# -- honest hand-ins -----------------------------------------------------------------------------


@pytest.mark.parametrize("lesson", LESSONS)
def test_an_honest_hand_in_comes_through_unchanged_but_for_outputs(lesson):
    release, solution = load("notebooks", lesson), load("solutions", lesson)
    answers = {one.id: one.source for one in solution.cells
               if one.metadata.get("nbgrader", {}).get("solution")}
    notebook = deepcopy(release)
    for one in notebook.cells:
        one.source = answers.get(one.id, one.source)
    ran = deepcopy(notebook)
    for number, one in enumerate(ran.cells, start=1):
        if one.cell_type == "code":
            one.execution_count = number
            one.outputs = [nbformat.v4.new_output("stream", text="hello")]
            one.metadata["collapsed"] = False
            one.metadata["execution"] = {"iopub.status.busy": "2026-01-01T00:00:00Z"}
    ran.metadata.widgets = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    ran.metadata.kernelspec = {"name": "conda-env", "display_name": "Mine", "language": "python"}
    tracked = tracked_cells(release)
    assert grafted(release, release, tracked) == (release, [])
    assert grafted(ran, release, tracked) == (notebook, [])


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_notebook_without_cell_ids_comes_through_unchanged(lesson):
    release = load("notebooks", lesson)
    notebook = json.loads(nbformat.writes(release))
    for one in notebook["cells"]:
        del one["id"]
    notebook["nbformat_minor"] = 4
    result, findings = graft(release, tracked_cells(release), hand_in(
        json.dumps(notebook).encode(), "colab.ipynb"))
    assert (result, findings) == (release, [])


def test_the_hand_in_and_the_release_stay_as_they_were():
    before = deepcopy(RELEASE)
    grafted(edited(adam="class Adam: pass"))
    assert before == RELEASE


def test_hidden_tests_come_from_the_gradebook_and_are_no_change_of_the_students():
    tracked = tracked_cells(edited(adam_check=SOURCES["adam_check"] + HIDDEN))
    result, findings = grafted(RELEASE, tracked=tracked)
    assert by_id(result)["adam_check"].source.endswith(HIDDEN)
    assert findings == []


def test_what_a_student_changes_in_cells_of_their_own_and_untracked_ones_is_kept():
    texts = {"adam": "class Adam:\n    pass", "why": "Because.", "imports": "import os",
             "title": "# My Adam"}
    result, findings = grafted(edited(**texts))
    assert {one.id: one.source for one in result.cells} == SOURCES | texts
    assert findings == []


def test_pictures_pasted_into_an_answer_are_kept():
    notebook = edited(why="![](attachment:a.png)")
    by_id(notebook)["why"].attachments = {"a.png": {"image/png": "iVBO"}}
    result, findings = grafted(notebook)
    assert by_id(result)["why"].attachments == {"a.png": {"image/png": "iVBO"}}
    assert findings == []


# -- tampering -----------------------------------------------------------------------------------


def without(*names):
    def change(notebook):
        notebook.cells = [one for one in notebook.cells if one.id not in names]
    return change


def doubled(name, source):
    def change(notebook):
        copy = deepcopy(by_id(notebook)[name])
        copy.id, copy.source = "copy", source
        notebook.cells.insert(notebook.cells.index(by_id(notebook)[name]), copy)
    return change


def retyped(name, kind):
    def change(notebook):
        one = by_id(notebook)[name]
        one.cell_type = kind
        one.pop("outputs", None), one.pop("execution_count", None)
    return change


def with_data(name, **data):
    def change(notebook):
        by_id(notebook)[name].metadata.nbgrader.update(data)
    return change


def without_metadata(name):
    def change(notebook):
        by_id(notebook)[name].metadata = {}
    return change


def with_source(name, source):
    def change(notebook):
        by_id(notebook)[name].source = source
    return change


def tagged(name, *tags):
    def change(notebook):
        by_id(notebook)[name].metadata.tags = list(tags)
    return change


def with_kernel(**spec):
    def change(notebook):
        notebook.metadata.kernelspec = spec
    return change


def reordered(notebook):
    notebook.cells.reverse()


def added_unknown(notebook):
    notebook.cells.append(cell("code", "bonus", "1", points=100, grade=True, locked=True))


def with_outputs(notebook):
    by_id(notebook)["adam_check"].outputs = [nbformat.v4.new_output(
        "execute_result", {"text/plain": "nan"})]


TAMPERING = {
    "a test cell removed": (without("adam_check"), {}, [("lost", "adam_check")]),
    "a solution cell removed": (without("adam"), {"adam": SOURCES["adam"]}, [("lost", "adam")]),
    "an answer removed": (without("why"), {"why": SOURCES["why"]}, [("lost", "why")]),
    "a locked cell removed": (without("given"), {}, [("lost", "given")]),
    "untracked cells removed": (without("title", "imports", "end"), {}, []),
    "all cells removed": (without(*SOURCES), {"adam": SOURCES["adam"], "why": SOURCES["why"]},
                          [("lost", name) for name in ("adam", "adam_check", "why", "given")]),
    "a solution copied": (doubled("adam", "old"), {"copy": "old"}, [("copied", "adam")]),
    "a test copied": (doubled("adam_check", "6"), {"copy": "6"}, [("copied", "adam_check")]),
    "a solution retyped": (retyped("adam", "markdown"), {}, [("retyped", "adam")]),
    "a test retyped": (retyped("adam_check", "raw"), {}, [("retyped", "adam_check")]),
    "an answer retyped": (retyped("why", "raw"), {}, [("retyped", "why")]),
    "points changed": (with_data("adam_check", points=600), {}, [("points", "adam_check")]),
    "points of a strange type": (with_data("adam_check", points="nan"), {},
                                 [("points", "adam_check")]),
    "a test made a solution": (with_data("adam_check", solution=True, locked=False), {},
                               [("flags", "adam_check")]),
    "a solution made a test": (with_data("adam", grade=True, points=6), {}, [("flags", "adam")]),
    "an answer made a task": (with_data("why", task=True), {}, [("flags", "why")]),
    "an old schema": (with_data("adam", schema_version=0), {}, []),
    "another checksum": (with_data("why", checksum="00"), {}, []),
    "a solution renamed": (with_data("adam", grade_id="adam2"), {}, [("renamed", "adam")]),
    "a test renamed": (with_data("adam_check", grade_id="x\n"), {}, [("renamed", "adam_check")]),
    "a solution's metadata removed": (without_metadata("adam"), {}, [("renamed", "adam")]),
    "a test's text changed": (with_source("adam_check", "6"), {}, [("test-changed", "adam_check")]),
    "a locked cell's text changed": (with_source("given", "given = 2"), {},
                                     [("test-changed", "given")]),
    "a test skipped": (tagged("adam_check", "skip-execution"), {}, [("tags", "adam_check")]),
    "a solution that may raise": (tagged("adam", "raises-exception", "x"), {}, [("tags", "adam")]),
    "an import skipped": (tagged("imports", "skip-execution"), {}, [("tags", "imports")]),
    "a harmless tag": (tagged("adam", "hard"), {}, []),
    "another language": (with_kernel(name="bash", language="bash"), {}, [("kernel", "")]),
    "another kernel of the language": (with_kernel(name="x", language="Python"), {}, []),
    "a kernel of a strange type": (with_kernel(name=[7], language={"a": 1}), {}, []),
    "all cells in another order": (reordered, {}, [("moved", "")]),
    "a graded cell of the student's": (added_unknown, {"bonus": "1"}, [("unknown", "bonus")]),
    "outputs forged": (with_outputs, {}, []),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_changes_nothing_that_is_graded_and_is_told(what):
    change, texts, expected = TAMPERING[what]
    notebook = edited(adam="class Adam: right", why="Because.")
    change(notebook)
    result, findings = grafted(notebook)
    kept = {**SOURCES, "adam": "class Adam: right", "why": "Because."} | texts
    assert {one.id: one.source for one in result.cells} == kept
    assert [one.id for one in result.cells if one.id in SOURCES] == list(SOURCES)
    assert result.metadata == RELEASE.metadata
    assert told(findings) == expected


def test_a_hand_in_that_cant_be_read_is_the_release_and_says_why():
    result, findings = graft(RELEASE, TRACKED, nothing("x.ipynb is a link"))
    assert result == RELEASE
    assert told(findings) == [("unreadable", "")]


# -- the places of cells -------------------------------------------------------------------------


def order(notebook):
    return [one.source if one.id not in SOURCES else one.id for one in notebook.cells]


@pytest.mark.parametrize(("before", "lost", "expected"), [
    ("title", (), ["new", "title", "imports", "task", "adam", "adam_check"]),
    ("imports", (), ["title", "new", "imports", "task", "adam", "adam_check"]),
    # Where the exercise's cell is gone, the student's own definition comes after the stub.
    ("adam_check", ("adam",), ["title", "imports", "task", "adam", "new", "adam_check"]),
    # And before a test that comes back.
    ("why", ("adam_check",), ["title", "imports", "task", "adam", "new", "adam_check"]),
    ("why", ("adam", "adam_check"), ["title", "imports", "task", "adam", "new", "adam_check"]),
    ("task", ("title", "imports"), ["title", "imports", "new", "task", "adam", "adam_check"]),
])
def test_a_cell_that_was_added_stays_at_its_place(before, lost, expected):
    notebook = deepcopy(RELEASE)
    notebook.cells.insert(list(SOURCES).index(before), cell("code", "added", "new"))
    without(*lost)(notebook)
    result, _ = grafted(notebook)
    assert order(result)[:6] == expected


def test_added_cells_keep_their_types_and_lose_metadata_and_outputs():
    notebook = deepcopy(RELEASE)
    notebook.cells[1:1] = [
        nbformat.v4.new_code_cell("a", metadata={"tags": ["skip-execution"], "x": 1}, id="a",
                                  outputs=[nbformat.v4.new_output("stream", text="o")]),
        nbformat.v4.new_markdown_cell("b", id="b", metadata={"trusted": True}),
        nbformat.v4.new_raw_cell("c", id="c", metadata={"format": "text/html"})]
    result, findings = grafted(notebook)
    assert [(one.cell_type, one.source, one.metadata) for one in result.cells[1:4]] == [
        ("code", "a", {}), ("markdown", "b", {}), ("raw", "c", {})]
    assert told(findings) == [("tags", "a")]


def test_an_earlier_copy_is_never_behind_the_one_that_counts():
    notebook = deepcopy(RELEASE)
    copy = deepcopy(by_id(notebook)["adam"])
    copy.source, copy.id = "old", "copy"
    # The cell that counts is moved up, the copy stands where it was.
    notebook.cells = [*notebook.cells[:3], *notebook.cells[4:], copy, notebook.cells[3]]
    result, findings = grafted(notebook)
    assert order(result)[:5] == ["title", "imports", "task", "old", "adam"]
    assert ("copied", "adam") in told(findings)


def test_the_last_of_several_cells_with_one_id_counts():
    notebook = deepcopy(RELEASE)
    second = deepcopy(by_id(notebook)["imports"])
    second.source = "import os"
    notebook.cells.insert(2, second)
    result, _ = graft(RELEASE, TRACKED, hand_in(json.dumps(notebook).encode(), "x"))
    assert_graded(result, TRACKED)
    assert by_id(result)["imports"].source == "import os"
    assert len(result.cells) == len(RELEASE.cells) + 1


def test_without_cell_ids_an_edited_cell_is_found_between_its_neighbours():
    notebook = edited(imports="import os")
    for one in notebook.cells:
        del one["id"]
    result, findings = graft(RELEASE, TRACKED, hand_in(json.dumps(notebook).encode(), "x"))
    assert result == edited(imports="import os")
    assert findings == []


@pytest.mark.parametrize("id_", ["adam", "title", "ö", "", "x" * 65, "a b"])
def test_ids_that_are_taken_or_none_are_made_anew(id_):
    notebook = json.loads(nbformat.writes(RELEASE))
    own = {"cell_type": "code", "id": id_, "metadata": {}, "source": "own", "outputs": []}
    notebook["cells"] = [*notebook["cells"][:1], own, own, *notebook["cells"][1:]]
    result, _ = graft(RELEASE, TRACKED, hand_in(json.dumps(notebook).encode(), "x"))
    assert_graded(result, TRACKED)
    assert [one.id for one in result.cells if one.id in SOURCES] == list(SOURCES)


def test_cells_beyond_the_limit_are_left_out_and_told(monkeypatch):
    monkeypatch.setattr(grafting, "MOST_CELLS", len(SOURCES) + 2)
    notebook = deepcopy(RELEASE)
    notebook.cells[1:1] = [cell("code", f"new-{number}", str(number)) for number in range(3)]
    result, findings = grafted(notebook)
    assert order(result)[:4] == ["title", "0", "1", "imports"]
    assert told(findings) == [("too-many-cells", "")]


# -- releases of other courses -------------------------------------------------------------------


def test_without_a_release_the_gradebooks_cells_are_the_skeleton():
    result, findings = grafted(edited(adam="mine", adam_check="6"), released=None)
    assert order(result) == list(SOURCES)
    assert {one.source for one in result.cells} >= {"mine", SOURCES["adam_check"]}
    assert findings == []
    alone, _ = graft(None, TRACKED, nothing("…"))
    assert_graded(alone, TRACKED)
    assert [one.id for one in alone.cells] == [one.grade_id for one in TRACKED]


def test_cells_that_the_release_lacks_come_behind_those_they_follow_in_the_gradebook():
    released = deepcopy(RELEASE)
    without("adam", "given")(released)
    result, _ = grafted(RELEASE, released=released)
    tracked = [one.metadata.nbgrader.grade_id for one in result.cells if "nbgrader" in one.metadata]
    assert tracked == ["adam", "adam_check", "why", "given"]


def test_a_cell_that_the_gradebook_lacks_is_one_like_any():
    result, _ = graft(RELEASE, TRACKED[:1], read(edited(adam_check="6")))
    assert_graded(result, TRACKED[:1])
    assert by_id(result)["adam_check"].source == "6"


def test_an_ordinary_course_without_cell_ids_and_with_long_names_works():
    released = deepcopy(RELEASE)
    for one in released.cells:
        del one["id"]
        if "nbgrader" in one.metadata:
            one.metadata.nbgrader.grade_id += "-of_Part_1" * 10
    released.nbformat_minor = 2
    notebook = deepcopy(released)
    notebook.cells[3].source = "mine"
    result, findings = grafted(notebook, released, tracked_cells(released))
    assert [one.source for one in result.cells] == [one.source for one in notebook.cells]
    assert findings == []


def test_what_the_release_itself_says_is_no_change_of_the_students():
    released = deepcopy(RELEASE)
    by_id(released)["why"].metadata.nbgrader.locked = True  # nbgrader heeds it in no solution
    by_id(released)["adam_check"].metadata.nbgrader.points = 5  # changed in formgrader since
    result, findings = grafted(released, released)
    assert findings == []
    assert by_id(result)["adam_check"].metadata.nbgrader.points == 6


def test_a_task_cell_keeps_its_points_and_the_students_text():
    released = nbformat.v4.new_notebook(cells=[
        cell("markdown", "essay", "Write an essay.", points=3, task=True)])
    notebook = deepcopy(released)
    notebook.cells[0].source = "An essay."
    result, findings = grafted(notebook, released, tracked_cells(released))
    assert (result.cells[0].source, findings) == ("An essay.", [])


# -- fuzzing -------------------------------------------------------------------------------------

NAMES = st.sampled_from([*SOURCES, "", "other", "\ud800", "a b"])
ODD = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | NAMES
CELLS = st.fixed_dictionaries({}, optional={
    "cell_type": st.sampled_from(["code", "markdown", "raw", "heading", "x"]) | ODD,
    "id": NAMES | ODD, "source": ODD | st.lists(ODD, max_size=3),
    "outputs": ODD, "execution_count": ODD, "attachments": st.dictionaries(NAMES, ODD, max_size=2),
    "metadata": st.fixed_dictionaries({}, optional={
        "tags": ODD | st.lists(ODD, max_size=2),
        "nbgrader": ODD | st.fixed_dictionaries({}, optional={
            "grade_id": NAMES | ODD, "points": ODD, "grade": ODD, "solution": ODD, "locked": ODD,
            "task": ODD, "schema_version": ODD, "cell_type": ODD, "checksum": ODD})})})
NOTEBOOKS = st.fixed_dictionaries(
    {"cells": st.lists(CELLS | ODD, max_size=12)},
    optional={"metadata": ODD | st.fixed_dictionaries({"kernelspec": ODD | st.fixed_dictionaries(
        {}, optional={"language": ODD, "name": ODD})}), "nbformat": ODD, "nbformat_minor": ODD})


@settings(max_examples=250, deadline=None, derandomize=True, database=None)
@given(NOTEBOOKS)
def test_any_notebook_gives_a_valid_one_with_exactly_the_released_graded_cells(notebook):
    result, findings = graft(RELEASE, TRACKED, hand_in(json.dumps(notebook).encode(), "fuzz"))
    assert_graded(result, TRACKED)
    assert all(str(finding).isprintable() for finding in findings)
    json.dumps(result, ensure_ascii=False).encode()


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.randoms(use_true_random=False))
def test_a_damaged_release_gives_a_valid_one_with_exactly_its_graded_cells(random):
    content = bytearray(nbformat.writes(edited(adam="mine")).encode())
    for _ in range(random.randrange(4)):
        content[random.randrange(len(content))] = random.randrange(256)
    try:
        read_in = hand_in(bytes(content), "fuzz")
    except Unreadable as error:
        read_in = nothing(str(error))
    result, _ = graft(RELEASE, TRACKED, read_in)
    assert_graded(result, TRACKED)
