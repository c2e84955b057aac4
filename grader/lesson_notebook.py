"""Make the instructor's notebook from a lesson's cells, read one back, and make the release.

The release is made by nbgrader's own converter with the course's own configuration, in a
temporary course without a gradebook: what students get is what `nbgrader generate_assignment`
gives, byte for byte. The instructor's notebook carries the checksum of what it was made from, so
that an edit made in JupyterLab or formgrader is told apart from an edit of the text. Only what
the text holds counts: outputs, execution counts and whatever else JupyterLab adds when it saves
do not.
"""

import hashlib
import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.errors import ReleaseFailed
from grader.lesson_text import Cell

CONFIG = "nbgrader_config.py"
SOURCE = "solutions"
RELEASE = "notebooks"

# nbgrader copies notebook metadata into the release (0.9.6), so students see this checksum too:
# one number over the whole lesson tells them nothing about a solution.
_CHECKSUM = ("descent", "source_sha256")
# nbgrader's marks for each kind: grade, solution, locked.
_MARKS = {
    "solution": (False, True, False),
    "test": (True, False, True),
    "manual": (True, True, False),
    "locked": (False, False, True),
}
# A cell for readers of the instructor's notebook only: as nbgrader_config.py says, nbconvert takes
# cells with this tag out of a release.
_COMMENTARY = "commentary"


def to_bytes(cells: Iterable[Cell]) -> bytes:
    """Make the instructor's notebook as JupyterLab would save it, without outputs."""
    cells = tuple(cells)
    make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
    section, key = _CHECKSUM
    notebook = nbformat.v4.new_notebook(
        cells=[
            make[cell.cell_type](cell.source, id=cell.id, metadata=_metadata(cell))
            for cell in cells
        ],
        metadata={
            # The kernel's own display name: any other makes JupyterLab rewrite it on saving.
            "kernelspec": {
                "display_name": "Python 3 (ipykernel)",
                "language": "python",
                "name": "python3",
            },
            "language_info": {"name": "python"},
            section: {key: checksum(cells)},
        },
    )
    return (nbformat.writes(notebook) + "\n").encode()


def read(content: bytes) -> NotebookNode | None:
    """Read a notebook; None when the bytes aren't one."""
    try:
        # Reading as the version it is: converting would draw random ids for cells that lack one.
        notebook = nbformat.reads(content.decode(), as_version=nbformat.NO_CONVERT)
        return notebook if notebook.nbformat == 4 and isinstance(notebook.cells, list) else None
    except (ValueError, AttributeError, nbformat.reader.NotJSONError, nbformat.ValidationError):
        return None


def cells_of(notebook: NotebookNode) -> tuple[Cell, ...]:
    """Read the cells of an instructor's notebook.

    A cell's id is its grade id where nbgrader knows the cell, else its notebook id. Left out are
    the empty cells that JupyterLab adds, and empty lines at either end of a cell: the text
    can't hold them.
    """
    cells = (_cell(cell) for cell in notebook.cells)
    return tuple(cell for cell in cells if cell.source.strip() or cell.kind)


def checksum(cells: Iterable[Cell]) -> str:
    """Compute SHA-256 over what the text holds of the cells, and nothing else."""
    rows = [
        [cell.id, cell.cell_type, cell.source, cell.kind, cell.points, cell.extras]
        for cell in cells
    ]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def built_from(notebook: NotebookNode) -> str | None:
    """Return the checksum of the cells that the notebook was built from; None without one."""
    section, key = _CHECKSUM
    value = notebook.metadata.get(section)
    return value.get(key) if isinstance(value, dict) else None


def worked_on(notebook: NotebookNode) -> list[str]:
    """Return the ids of the release's cells that differ from what was released.

    These are the cells that nbgrader gave a checksum: answers, tests and read-only cells. Work
    done in one of them must not be overwritten.
    """
    from nbgrader.utils import compute_checksum

    changed = []
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if "checksum" in marks and marks["checksum"] != compute_checksum(cell):
            changed.append(marks["grade_id"])
    return changed


def release(course: Path, sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Make the releases of instructor's notebooks, touching no gradebook.

    Args:
        course: folder of the course; its nbgrader_config.py says how a release is made.
        sources: lesson name -> instructor's notebook.

    Returns:
        Lesson name -> release notebook.

    Raises:
        ReleaseFailed: nbgrader refused a notebook.
    """
    from nbgrader.converters import GenerateAssignment, NbGraderException
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config, PyFileConfigLoader

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        for name, content in sources.items():
            (root / SOURCE / name).mkdir(parents=True)
            (root / SOURCE / name / f"{name}.ipynb").write_bytes(content)
        config = Config(PyFileConfigLoader(CONFIG, path=str(course)).load_config())
        config.CourseDirectory.root = str(root)
        config.CourseDirectory.source_directory = SOURCE
        config.CourseDirectory.release_directory = RELEASE
        config.CourseDirectory.assignment_id = "*"
        # What `nbgrader generate_assignment --no-db` sets (0.9.6).
        config.GenerateAssignment.no_database = True
        config.SaveCells.enabled = False
        course_directory = CourseDirectory(config=config)
        try:
            GenerateAssignment(coursedir=course_directory, config=config).start()
        except NbGraderException as error:
            raise ReleaseFailed(f"nbgrader could not make the release: {error}") from error
        made = {name: root / RELEASE / name / f"{name}.ipynb" for name in sources}
        return {name: path.read_bytes() for name, path in made.items()}


def _metadata(cell: Cell) -> dict:
    if cell.kind is None:
        return {}
    if cell.kind == _COMMENTARY:
        return {"tags": [_COMMENTARY]}
    grade, solution, locked = _MARKS[cell.kind]
    marks = {
        "schema_version": 3,
        "grade": grade,
        "grade_id": cell.id,
        "locked": locked,
        "solution": solution,
        "task": False,
    }
    return {"nbgrader": marks | ({"points": cell.points} if grade else {})}


def _cell(cell: NotebookNode) -> Cell:
    marks = cell.metadata.get("nbgrader", {})
    tags = list(cell.metadata.get("tags", ()))
    kind = _COMMENTARY if tags == [_COMMENTARY] and not marks else _kind(marks)
    points = marks.get("points") if marks.get("grade") or kind == "task" else None
    if isinstance(points, float) and points.is_integer():
        points = int(points)  # Create Assignment writes 6.0 where the text says 6
    extras = ["tags"] if tags and kind != _COMMENTARY else []
    extras += ["attachments"] if cell.get("attachments") else []
    return Cell(
        id=str((kind and marks.get("grade_id")) or cell.get("id", "")),
        cell_type=cell.cell_type,
        source=cell.source.strip("\n"),
        kind=kind,
        points=points,
        extras=tuple(extras),
    )


def _kind(marks: Mapping) -> str | None:
    """Name nbgrader's marks; "task" is nbgrader's, and no kind of ours, so it is refused later."""
    if marks.get("task"):
        return "task"
    found = bool(marks.get("grade")), bool(marks.get("solution"))
    for kind, (grade, solution, _) in _MARKS.items():
        if found == (grade, solution) and any(found):
            return kind
    return "locked" if marks.get("locked") else None
