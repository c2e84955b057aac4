"""Every lesson runs from top to bottom: solutions with full points, releases with none."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbgrader.utils import determine_grade, is_grade

ROOT = Path(__file__).parents[2]
LESSONS = sorted(path.stem for path in (ROOT / "solutions").glob("*.py"))


def run(path, folder):
    """Execute a notebook in its own kernel, away from the repository; errors stay in it."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3", allow_errors=True,
                   resources={"metadata": {"path": str(folder)}}).execute()
    return notebook


def outputs(notebook, kind):
    return [(cell.id, output) for cell in notebook.cells if cell.cell_type == "code"
            for output in cell.outputs if output.output_type == kind]


def points(notebook):
    """Read each autograded cell's points as nbgrader does: {grade id: (points, most)}."""
    return {cell.metadata.nbgrader.grade_id: determine_grade(cell, None) for cell in notebook.cells
            if is_grade(cell) and cell.cell_type == "code"}


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_solution_runs_with_every_point_no_warning_and_alt_text_on_pictures(lesson, tmp_path):
    notebook = run(ROOT / "solutions" / lesson / f"{lesson}.ipynb", tmp_path)
    assert [(cell, out.ename, out.evalue) for cell, out in outputs(notebook, "error")] == []
    stderr = [(cell, out.text) for cell, out in outputs(notebook, "stream") if out.name == "stderr"]
    assert stderr == []
    given = points(notebook)
    assert given
    assert {cell: got for cell, (got, _) in given.items()} == {
        cell: most for cell, (_, most) in given.items()}
    shown = [out.data for kind in ("display_data", "execute_result")
             for _, out in outputs(notebook, kind)]
    # A PNG by itself has no alt text in JupyterLab and in exported pages (4.6, nbconvert 7.17).
    assert not [data for data in shown if "image/png" in data and " alt=" not in data["text/html"]]
    pictures = [image for data in shown for image in re.findall(
        "<img [^>]*>", data.get("text/html", ""))]
    assert pictures
    assert all(re.search(r'alt="[^"]+ [^"]+"', picture) for picture in pictures)


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_release_earns_nothing_and_stops_at_stubs_only(lesson, tmp_path):
    notebook = run(ROOT / "notebooks" / lesson / f"{lesson}.ipynb", tmp_path)
    other = [(cell, out.ename, out.evalue) for cell, out in outputs(notebook, "error")
             if out.ename != "NotImplementedError"]
    assert other == []
    given = points(notebook)
    assert given
    assert {cell: got for cell, (got, _) in given.items()} == dict.fromkeys(given, 0)


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_release_gives_no_solution_no_hidden_test_and_no_rubric_away(lesson):
    text = (ROOT / "notebooks" / lesson / f"{lesson}.ipynb").read_text(encoding="utf-8")
    for secret in ("BEGIN SOLUTION", "END SOLUTION", "HIDDEN TESTS", "MARK SCHEME",
                   "private_paths"):
        assert secret not in text
