"""Lesson text to notebooks and back: faults, drift, edits by hand, and nbgrader's own release."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from grader import lesson
from grader.errors import AdoptConflict, HandEdited, LessonFaults, UnknownLesson

ROOT = Path(__file__).parents[2]
NAME = "01_halving"
SOURCE = f"solutions/{NAME}/{NAME}.ipynb"
RELEASE = f"notebooks/{NAME}/{NAME}.ipynb"
TEXT = (Path(__file__).parent / "small_lesson.txt").read_text()


@pytest.fixture
def course(tmp_path):
    """A course with one small lesson and the course's own configuration; nothing is built."""
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    (tmp_path / "solutions").mkdir()
    (tmp_path / f"solutions/{NAME}.py").write_text(TEXT)
    return tmp_path


@pytest.fixture
def built(course):
    lesson.build(course)
    return course


def change_text(course, old, new):
    path = course / f"solutions/{NAME}.py"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def change_cell(course, cell_id, change, path=SOURCE):
    """Change one cell of a notebook and save it as JupyterLab does."""
    notebook = nbformat.read(course / path, as_version=4)
    change(next(cell for cell in notebook.cells if cell.id == cell_id))
    nbformat.write(notebook, course / path)


def files(course):
    """Every file of the course and its bytes, but for nbgrader's own folder."""
    paths = [path for path in course.rglob("*") if path.is_file()]
    return {p: p.read_bytes() for p in paths if "gradebook" not in p.parts}


# The instructor's notebook


def test_kinds_become_nbgraders_marks_and_ids_become_cell_ids(built):
    notebook = nbformat.read(built / SOURCE, as_version=4)
    marks = {cell.id: cell.metadata.get("nbgrader") for cell in notebook.cells}
    common = {"schema_version": 3, "task": False}
    assert marks == {
        "title": None,
        "imports": None,
        "setup": common
        | {"grade_id": "setup", "grade": False, "solution": False, "locked": True},
        "half": common | {"grade_id": "half", "grade": False, "solution": True, "locked": False},
        "half_check": common
        | {"grade_id": "half_check", "grade": True, "solution": False, "locked": True, "points": 6},
        "half_notes": None,
        "half_why": common
        | {"grade_id": "half_why", "grade": True, "solution": True, "locked": False, "points": 1.5},
    }


def test_notebooks_hold_no_outputs_and_only_the_kernel_and_the_checksum_as_metadata(built):
    notebook = nbformat.read(built / SOURCE, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    assert set(notebook.metadata) == {"descent", "kernelspec", "language_info"}
    assert notebook.metadata.kernelspec == {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    }


# The release


def test_release_equals_what_stock_nbgrader_makes_byte_for_byte(built, tmp_path_factory):
    stock = tmp_path_factory.mktemp("stock")
    shutil.copytree(built, stock, dirs_exist_ok=True)
    shutil.rmtree(stock / "notebooks")
    programs = Path(sys.executable).parent  # nbgrader calls alembic by name
    subprocess.run(
        [programs / "nbgrader", "generate_assignment", NAME],
        cwd=stock,
        env=os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert (stock / "gradebook/gradebook.db").exists()
    assert (stock / RELEASE).read_bytes() == (built / RELEASE).read_bytes()


def test_commentary_stays_with_the_solution(built):
    source, release = (nbformat.read(built / path, as_version=4) for path in (SOURCE, RELEASE))
    ids = [cell.id for cell in source.cells]
    assert [cell.id for cell in release.cells] == [name for name in ids if name != "half_notes"]


def test_release_holds_no_solution_hidden_test_or_mark_scheme(built):
    release = (built / RELEASE).read_text()
    for secret in ("x / 2", "from grader", "private", "Twice the", "MARK SCHEME", "says twice"):
        assert secret not in release
    sources = {c.id: c.source for c in nbformat.read(built / RELEASE, as_version=4).cells}
    assert sources["half_check"] == 'check("half", Half, points=6)'
    assert sources["half_why"].startswith("Why is this half?\n\nYOUR ANSWER HERE")
    with pytest.raises(NotImplementedError, match="your own code"):
        scope = {}
        exec(sources["half"], scope)
        scope["Half"]().update(8)


def test_building_makes_no_gradebook_and_a_second_build_writes_nothing(course):
    assert sorted(lesson.build(course)) == [RELEASE, SOURCE]
    before = files(course)
    times = {path: path.stat().st_mtime_ns for path in before}
    assert lesson.build(course) == []
    assert files(course) == before
    assert {path: path.stat().st_mtime_ns for path in before} == times
    assert not list(course.rglob("*.db"))


def test_a_build_anywhere_else_gives_the_same_bytes(built, tmp_path_factory):
    other = tmp_path_factory.mktemp("other") / "deeper"
    shutil.copytree(built / "solutions", other / "solutions")
    shutil.rmtree(other / f"solutions/{NAME}")
    shutil.copy(built / "nbgrader_config.py", other)
    lesson.build(other)
    for path in (SOURCE, RELEASE):
        assert (other / path).read_bytes() == (built / path).read_bytes()


# Refusals


def test_all_faults_of_all_lessons_are_told_at_once(course):
    (course / "solutions/02_more.py").write_text(TEXT.replace("points=6\n", "points=-6\n"))
    change_text(course, "START = 8", "START = = 8")
    change_text(course, 'id="imports"', 'id="title"')
    (course / "solutions/Notes.py").write_text(TEXT)
    with pytest.raises(LessonFaults) as refusal:
        lesson.build(course)
    told = [(fault.path, fault.problem.split(":")[0]) for fault in refusal.value.faults]
    assert {path for path, _ in told} == {
        f"solutions/{NAME}.py",
        "solutions/02_more.py",
        "solutions/Notes.py",
    }
    assert len([path for path, _ in told if path == f"solutions/{NAME}.py"]) == 3
    assert ("solutions/Notes.py", "the file is called 'Notes'") in told


def test_a_file_that_is_not_utf8_is_refused(course):
    (course / f"solutions/{NAME}.py").write_bytes(b"# \xff\n")
    with pytest.raises(LessonFaults, match="not UTF-8"):
        lesson.build(course)


def test_an_unknown_lesson_is_refused_with_the_known_ones(course):
    with pytest.raises(UnknownLesson, match=f"no lesson '09_none': use one of {NAME}"):
        lesson.build(course, ["09_none"])
    with pytest.raises(UnknownLesson, match=f"no notebook .*09_none.ipynb to adopt: .*{NAME}"):
        lesson.adopt(course, "09_none")
    with pytest.raises(LessonFaults, match="name a lesson with two digits"):
        lesson.adopt(course, "../../outside")


# Drift


def test_an_up_to_date_course_has_no_drift_and_checking_writes_nothing(built):
    before = files(built)
    assert lesson.drift(built) == []
    assert files(built) == before


def test_drift_names_missing_stale_and_unexpected_files(built):
    (built / RELEASE).unlink()
    change_text(built, "# # Halve", "# # Quickly halve")
    (built / f"solutions/{NAME}/notes.txt").write_text("the answers")
    (built / "notebooks/07_gone").mkdir()
    (built / "notebooks/07_gone/07_gone.ipynb").write_text("{}")
    (built / "notebooks/untitled.ipynb").write_text("{}")
    (built / "solutions/README.md").write_text("how to write a lesson")
    (built / f"notebooks/{NAME}/.ipynb_checkpoints").mkdir()
    (built / f"notebooks/{NAME}/.ipynb_checkpoints/x.ipynb").write_text("{}")
    before = files(built)
    told = dict(line.split(": ", 1) for line in lesson.drift(built))
    assert files(built) == before
    assert set(told) == {
        SOURCE,
        RELEASE,
        f"solutions/{NAME}/notes.txt",
        "notebooks/07_gone/07_gone.ipynb",
        "notebooks/untitled.ipynb",
    }
    assert told[SOURCE].startswith(f"solutions/{NAME}.py was changed")
    assert told[RELEASE].startswith("missing")
    assert "release it to students" in told[f"solutions/{NAME}/notes.txt"]
    assert "no lesson text solutions/07_gone.py" in told["notebooks/07_gone/07_gone.ipynb"]


def test_what_lies_in_another_lesson_is_not_told_for_a_named_lesson(built):
    (built / "notebooks/07_gone").mkdir()
    (built / "notebooks/07_gone/07_gone.ipynb").write_text("{}")
    assert lesson.drift(built, [NAME]) == []


def save_as_jupyterlab(path):
    """Save a notebook with everything that JupyterLab adds to it, and no edit."""
    notebook = json.loads(path.read_text())
    notebook["metadata"]["language_info"] = {"name": "python", "version": "3.12.1"}
    notebook["metadata"]["kernelspec"]["display_name"] = "Python 3"
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"]["collapsed"] = False
        if cell["cell_type"] == "code":
            cell["execution_count"] = number
            output = {"output_type": "stream", "name": "stdout", "text": ["done\n"]}
            cell["outputs"] = [output]
        cell["source"] = "".join(cell["source"])
    empty = {"id": "a1b2", "cell_type": "code", "metadata": {}, "source": ""}
    notebook["cells"].append(empty | {"execution_count": None, "outputs": []})
    reordered = dict(reversed(notebook.items()))
    path.write_text(json.dumps(reordered))


def test_an_unedited_notebook_saved_by_jupyterlab_is_drift_but_no_edit(built):
    clean = (built / SOURCE).read_bytes()
    save_as_jupyterlab(built / SOURCE)
    (line,) = lesson.drift(built)
    assert line.startswith(f"{SOURCE}: same lesson, other bytes")
    assert lesson.adopt(built, NAME) == ([], [SOURCE])
    save_as_jupyterlab(built / SOURCE)
    assert lesson.build(built) == [SOURCE]
    assert (built / SOURCE).read_bytes() == clean


# Edits by hand


def test_an_edited_text_is_never_taken_for_an_edited_notebook(built):
    for old, new in (("START = 8", "START = 9"), ("# # Halve", "# # Now halve")):
        change_text(built, old, new)
        assert sorted(lesson.build(built)) == [RELEASE, SOURCE]


EDITS = {
    "source": lambda cell: cell.update(source=cell.source.replace("8", "9")),
    "nbgrader's marks": lambda cell: cell.metadata.nbgrader.update(locked=False),
    "grade id": lambda cell: cell.metadata.nbgrader.update(grade_id="begin"),
    "tag": lambda cell: cell.metadata.update(tags=["hide-input"]),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_notebook_is_not_overwritten(built, edit):
    change_cell(built, "setup", EDITS[edit])
    change_text(built, "# # Halve", "# # Now halve")
    before = files(built)
    with pytest.raises(HandEdited, match=f"{SOURCE}: edited .*run `grader adopt {NAME}`"):
        lesson.build(built)
    assert any(f"{SOURCE}: edited since" in line for line in lesson.drift(built))
    assert files(built) == before


def test_the_refusal_names_the_cells_that_differ(built):
    change_cell(built, "setup", EDITS["source"])
    with pytest.raises(HandEdited, match=r"differ from the text: setup\)"):
        lesson.build(built)


def test_adopting_changes_the_lines_of_the_edited_cell_only(built):
    change_cell(built, "setup", EDITS["source"])
    cells, written = lesson.adopt(built, NAME)
    assert cells == ["setup"]
    assert sorted(written) == sorted([RELEASE, SOURCE, f"solutions/{NAME}.py"])
    text = (built / f"solutions/{NAME}.py").read_text()
    assert text == TEXT.replace("START = 8", "START = 9")
    assert lesson.drift(built) == []


def test_adopting_takes_added_removed_and_moved_cells_and_new_marks(built):
    notebook = nbformat.read(built / SOURCE, as_version=4)
    title, imports, setup, *rest = notebook.cells
    marks = {"schema_version": 3, "grade_id": "cell-7f", "grade": False, "solution": False}
    known = nbformat.v4.new_code_cell("fresh()\n\n", id="0b1c")
    known.metadata["nbgrader"] = marks | {"locked": True, "task": False}
    plain = nbformat.v4.new_markdown_cell("One more.\n", id="2d3e")
    plain.metadata["nbgrader"] = marks | {"locked": False}
    notebook.cells = [title, plain, setup, known, *rest]
    rest[1].metadata.nbgrader["points"] = 6.0
    nbformat.write(notebook, built / SOURCE)
    cells, _ = lesson.adopt(built, NAME)
    assert set(cells) == {"2d3e", "cell-7f", "imports"}
    expected = TEXT.replace(
        '# %% id="imports"\nfrom descent import check\n',
        '# %% [markdown] id="2d3e"\n# One more.\n',
    ).replace(
        '# %% id="half" kind', '# %% id="cell-7f" kind="locked"\nfresh()\n\n# %% id="half" kind'
    )
    assert (built / f"solutions/{NAME}.py").read_text() == expected
    assert lesson.drift(built) == []


def test_when_text_and_notebook_were_both_edited_adopting_is_refused_and_nothing_is_lost(built):
    change_cell(built, "setup", EDITS["source"])
    change_text(built, "# # Halve", "# # Now halve")
    before = files(built)
    with pytest.raises(AdoptConflict, match=r"title, setup\); nothing was written.*git stash"):
        lesson.adopt(built, NAME)
    assert files(built) == before


def test_the_same_edit_in_text_and_notebook_is_no_conflict(built):
    change_cell(built, "setup", EDITS["source"])
    change_text(built, "START = 8", "START = 9")
    assert sorted(lesson.build(built)) == [RELEASE, SOURCE]


UNFIT = {
    "tag": (EDITS["tag"], "no place for 'tags'"),
    "picture": (
        lambda cell: cell.update(attachments={"a.png": {"image/png": "iVBO"}}),
        "put the picture in assets/",
    ),
    "task": (lambda cell: cell.metadata.nbgrader.update(task=True), "unknown kind 'task'"),
    "region": (lambda cell: cell.update(source="### BEGIN SOLUTION"), "without END SOLUTION"),
    "marker line": (lambda cell: cell.update(source="a = 1\n# %% b\nc = 2"), "can't hold the cell"),
}


@pytest.mark.parametrize("edit", UNFIT)
def test_an_edit_that_no_lesson_can_hold_is_refused_and_nothing_is_lost(built, edit):
    change, words = UNFIT[edit]
    change_cell(built, "half_why" if edit == "picture" else "setup", change)
    before = files(built)
    with pytest.raises(LessonFaults, match=words):
        lesson.adopt(built, NAME)
    assert files(built) == before


def test_a_lesson_made_in_formgrader_gets_its_text(built):
    (built / f"solutions/{NAME}.py").unlink()
    cells, _ = lesson.adopt(built, NAME)
    assert len(cells) == 7
    assert (built / f"solutions/{NAME}.py").read_text() == TEXT
    assert lesson.drift(built) == []


def test_work_in_the_release_is_not_overwritten(built):
    change_cell(built, "half", lambda cell: cell.update(source="class Half: pass"), RELEASE)
    change_cell(built, "setup", EDITS["source"])
    before = files(built)
    with pytest.raises(HandEdited, match=f"{RELEASE}: holds work in the cells half"):
        lesson.adopt(built, NAME)
    assert files(built) == before


@pytest.mark.parametrize("content", ["<<<<<<< HEAD\n{}", "{}", "[1]", "null", '{"nbformat": 3}'])
@pytest.mark.parametrize("path", [SOURCE, RELEASE])
def test_a_file_that_is_no_notebook_is_not_overwritten(built, path, content):
    (built / path).write_text(content)
    with pytest.raises(HandEdited, match=f"{path}: not a readable notebook"):
        lesson.build(built)
    assert (built / path).read_text() == content
