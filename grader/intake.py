"""How nbgrader takes a hand-in: read as data, grafted into the release, other files looked at.

Stock `nbgrader autograde` (0.9.6) reads the notebook with nbformat before any preprocessor, and
copies all other files of a submission, following links. An exporter of our own replaces the first;
for the second nbgrader has no hook, so `configure` puts functions of ours in the place of two of
its methods. formgrader's Autograde button runs the same code in JupyterLab's process.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook, Notebook
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import find_all_files, parse_utc
from traitlets.config import Config

from grader.copying import Bounds, copy_regular
from grader.findings import Finding, bounded, one_line
from grader.grafting import Tracked, graft
from grader.reading import read_file, read_hand_in

__all__ = ["HandInExporter", "configure", "tracked_cells"]

stock_init_assignment = BaseConverter.init_assignment


class HandInExporter(NotebookExporter):
    """Give nbgrader the released notebook with the student's work in it.

    What was odd about the hand-in is logged, and stands in the notebook's metadata:
    `descent.findings` is a list of {"what", "cell", "said"}.

    Attributes:
        left_out: findings on the submission's other files, which are copied first.
    """

    left_out: Sequence[Finding] = ()

    def from_filename(self, filename, resources=None, **kw):
        """Read a hand-in; after that, what nbgrader itself wrote to autograded/."""
        # nbgrader goes through its steps twice, and tells them apart by this attribute (0.9.6).
        if not self.parent._sanitizing:
            return super().from_filename(filename, resources, **kw)
        path = Path(filename)
        names = resources["nbgrader"]
        tracked, kernelspec = read_tracked(names)
        released = self.read_released(path.name, names["assignment"])
        notebook, findings = graft(released, tracked, read_hand_in(path))
        findings = bounded([*self.left_out, *findings])
        for finding in findings:
            self.log.warning("%s, %s: %s", names["student"], path.name, finding)
        if kernelspec:
            notebook.metadata.kernelspec = kernelspec
        if findings:
            ours = notebook.metadata.setdefault("descent", NotebookNode())
            ours.findings = [finding.data() for finding in findings]
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        return self.from_notebook_node(notebook, resources, **kw)

    def read_released(self, name: str, assignment: str) -> NotebookNode | None:
        """Read the release; without one the gradebook's cells must do."""
        course = self.parent.coursedir
        folder = course.format_path(course.release_directory, ".", assignment)
        try:
            return nbformat.read(Path(folder) / name, as_version=4)
        # The instructor's own file: what it can't be read for, nbgrader's log tells them.
        except Exception as error:
            self.log.warning("%s: there is no release to put hand-ins into (%s): only the "
                             "gradebook's cells are kept in their places", name,
                             one_line(error, 200))
            return None


def read_tracked(names: dict) -> tuple[list[Tracked], NotebookNode | None]:
    """Read what the gradebook holds on a notebook: its tracked cells and the kernelspec.

    Args:
        names: nbgrader's resources: "notebook", "assignment", "db_url".
    """
    with Gradebook(names["db_url"]) as gradebook:
        tracked, spec = tracked_cells(gradebook.find_notebook(names["notebook"],
                                                              names["assignment"]))
    return tracked, nbformat.from_dict(spec) if spec else None


def tracked_cells(notebook: Notebook) -> tuple[list[Tracked], dict | None]:
    """Give the tracked cells of a notebook of the gradebook, in order, and its kernelspec."""
    points = {cell.name: cell.max_score for cell in notebook.grade_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    tasks = {cell.name: cell.max_score for cell in notebook.task_cells}
    tracked = [Tracked(
        grade_id=cell.name, kind=cell.cell_type, source=cell.source or "",
        checksum=cell.checksum, grade=cell.name in points, solution=cell.name in solutions,
        locked=cell.locked, task=cell.name in tasks,
        points=points.get(cell.name, tasks.get(cell.name))) for cell in notebook.source_cells]
    return tracked, json.loads(notebook.kernelspec or "null")


# -- in the place of nbgrader's methods ----------------------------------------------------------


def init_assignment(self: BaseConverter, assignment_id: str, student_id: str) -> None:
    """Copy a submission's other files, as `BaseConverter.init_assignment`, but regular ones only.

    For releases nbgrader's own method stays: an instructor may link to data.
    """
    if not isinstance(self, Autograde | GenerateFeedback):
        stock_init_assignment(self, assignment_id, student_id)
        return
    source = Path(self._format_source(assignment_id, student_id))
    target = Path(self._format_dest(assignment_id, student_id))
    # What nbgrader writes there afterwards: a student's folder of that name would stop it.
    reserved = {Path(notebook).stem + self.exporter.file_extension for notebook in self.notebooks}
    if isinstance(self, Autograde):
        own = self.coursedir.format_path(self.coursedir.source_directory, ".", assignment_id)
        reserved |= {os.path.relpath(name, own) for name in
                     find_all_files(own, [*self.coursedir.ignore, "*.ipynb"])}
    left_out = copy_regular(source, target, [*self.coursedir.ignore, "*.ipynb"], reserved,
                            Bounds.of(self.coursedir))
    if isinstance(self.exporter, HandInExporter):
        self.exporter.left_out = left_out  # logged with what is odd about the notebook
    else:
        for finding in left_out:
            self.log.warning("%s: %s", student_id, finding)


def get_existing_timestamp(self: CourseDirectory, dest_path: str):
    """Read a submission's timestamp.txt; one that can't be read is none, and is told."""
    path = Path(dest_path) / "timestamp.txt"
    if not os.path.lexists(path):
        return None
    try:
        text = read_file(path, 1000).decode().strip()
        if not text:
            raise ValueError("it is empty")
        return parse_utc(text)
    # dateutil raises more than it documents (OverflowError, for one).
    except Exception as error:
        self.log.warning("Time of submission not known: %s can't be read as one (%s)",
                         one_line(path, 300), one_line(error, 200))
        return None


def configure(c: Config) -> None:
    """Set in nbgrader's configuration what this module, and collecting, are needed for.

    Args:
        c: the configuration, changed in place.
    """
    c.Autograde.exporter_class = HandInExporter
    # The grafted notebook needs no more: no outputs, no copies, the release's kernel and cells.
    c.Autograde.sanitize_preprocessors = ["nbgrader.preprocessors.CheckCellMetadata"]
    c.ZipCollectApp.extractor_plugin = "grader.collecting.SafeExtractor"
    c.ExchangeFactory.collect = "grader.collecting.SafeCollect"
    BaseConverter.init_assignment = init_assignment
    CourseDirectory.get_existing_timestamp = get_existing_timestamp
