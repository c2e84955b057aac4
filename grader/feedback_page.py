"""One student's feedback, as nbgrader's `generate_feedback` (0.9.6) makes it, with less work.

Template, filters, preprocessors, hooks, file names and permissions are the course's own, from its
configuration, and the pages are the same byte for byte, but for one line at the end. What differs
is what is done for them: a page is not parsed again (see `grader.soup`), a notebook's grades are
read in three queries, what is the same in every hand-in is coloured once.
"""

import hashlib
import os
import re
import shutil
from functools import lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbconvert.writers import FilesWriter
from nbformat import NotebookNode
from nbformat.validator import normalize
from nbgrader.converters import GenerateFeedback
from nbgrader.preprocessors import GetGrades
from nbgrader.utils import find_all_files
from sqlalchemy.orm import Session
from traitlets.utils.importstring import import_item

from grader.engine.folders import NEW, Staged, beside, clear
from grader.engine.submissions import Place, students_of
from grader.feedback_marks import GivenMarks, Marks, read_marks
from grader.intake import get_existing_timestamp
from grader.memo import Memo
from grader.soup import soup

__all__ = ["FeedbackPages", "PageExporter", "made_from"]

# A page that another version made is made again.
VERSIONS = [version(name) for name in ("from-gradient-descent-to-adam", "nbgrader", "nbconvert")]
_MADE_FROM = "\n<!-- made from {} -->\n"
_LAST_LINE = re.compile(rb"<!-- made from ([0-9a-f]{64}) -->\n\Z")


# -- a page --------------------------------------------------------------------------------------


class PageExporter(HTMLExporter):
    """nbconvert's exporter (7.17) for many notebooks of one release, which are its to change."""

    def __init__(self, **options: Any):
        """Take nbconvert's options."""
        super().__init__(**options)
        self._known_markdown = Memo(partial(HTMLExporter.markdown2html, self, {}))
        self._colour = lru_cache(4)(lambda lexer: Colour(
            Highlight2HTML(pygments_lexer=lexer, parent=self)))
        self._style: Any = None

    def from_notebook_node(self, nb: NotebookNode, resources: dict | None = None,
                           **options: Any) -> tuple[str, dict]:
        """Make a page of a notebook, which is changed on the way."""
        language = nb.metadata.get("language_info", {})
        lexer = language.get("pygments_lexer", language.get("name"))
        resources = self._init_resources(resources)
        self.register_filter("highlight_code",
                             self.filters.get("highlight_code") or self._colour(lexer))
        self.register_filter("filter_data_type", WidgetsDataTypeFilter(
            notebook_metadata=self._nb_metadata, parent=self, resources=resources))
        html, resources = TemplateExporter.from_notebook_node(self, nb, resources, **options)
        self._nb_metadata.clear()  # nbconvert keeps what it has of every notebook
        return soup(html), resources

    def _preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Apply the preprocessors; nbconvert copies all before, and validates after each."""
        _, nb = normalize(nb)
        for step in self._preprocessors:
            nb, resources = step(nb, resources)
        self._validate_preprocessor(nb, "all")
        return nb, resources

    @pass_context
    def markdown2html(self, context: Context, source: str) -> str:
        """Convert Markdown as nbconvert does; what doesn't depend on its cell is kept."""
        attachments = context.get("cell", {}).get("attachments")
        if attachments or self.embed_images:
            return super().markdown2html(context, source)
        return self._known_markdown(source)

    def _init_resources(self, resources: dict | None) -> dict:
        resources = super()._init_resources(resources)
        self._style = self._style or lru_cache(20)(resources["include_css"])
        resources["include_css"] = self._style
        return resources


class Colour:
    """nbconvert's filter `highlight_code`, which keeps what it made."""

    def __init__(self, colour: Highlight2HTML):
        """Keep nothing yet."""
        self.colour, self.known = colour, Memo(colour)

    def __call__(self, source: str, language: str | None = None, metadata: dict | None = None,
                 ) -> str:
        """Colour a cell's code."""
        if language or "magics_language" in (metadata or {}):  # nothing else matters (7.17)
            return self.colour(source, language, metadata)
        return self.known(source)


# -- a student's folder --------------------------------------------------------------------------


class FeedbackPages(GenerateFeedback):
    """nbgrader's converter for one student at a time, whose folder is made beside its place."""

    def prepare(self) -> None:
        """Make what all pages need, once in a process; the working directory is the course's."""
        self.writer = FilesWriter(parent=self, config=self.config)
        kind = PageExporter if self.exporter_class is HTMLExporter else self.exporter_class
        self.exporter = kind(parent=self, config=self.config)
        for one in self.preprocessors:
            one = import_item(one) if isinstance(one, str) else one
            self.exporter.register_preprocessor(GivenMarks if one is GetGrades else one)

    def students(self) -> list[str]:
        """Give the students that were asked for and have an autograded folder.

        Raises:
            NbGraderException: there are none.
        """
        self.init_notebooks()
        return [student for student, _ in students_of(self)]

    def make(self, session: Session, student: str) -> tuple[bool, list[str]]:
        """Make a student's pages, if they aren't there or something has changed since.

        Args:
            session: on the gradebook; only read.

        Returns:
            Whether the pages were made now, and their names.

        Raises:
            MissingEntry: the gradebook lacks the grades.
            OSError, ValueError: a file can't be read or written; pages made before are kept.
        """
        lesson = self.coursedir.assignment_id
        source = Path(self._format_source(lesson, student))
        target = Path(super()._format_dest(lesson, student))
        self.notebooks = sorted(map(str, source.glob(self.coursedir.notebook_id + ".ipynb")))
        self.marks, self.prints = {}, {}
        for path in self.notebooks:
            name = Path(path).stem
            self.marks[name] = read_marks(session, lesson, student, name)
            self.prints[name] = made_from(Path(path).read_bytes(), self.marks[name])
        pages = [f"{name}{self.exporter.file_extension}" for name in self.prints]
        if not self.force and self.is_current(source, target):
            return False, pages
        self.run_pre_convert_hook()
        self.stage(student, source, target)
        self.run_post_convert_hook()
        return True, pages

    def is_current(self, source: Path, target: Path) -> bool:
        """Tell whether all pages are there and made from what there is now."""
        new, old = (get_existing_timestamp(self.coursedir, str(one)) for one in (source, target))
        return new == old and all(
            self.is_made_from(target / f"{name}{self.exporter.file_extension}", wanted)
            for name, wanted in self.prints.items())

    def is_made_from(self, page: Path, wanted: str) -> bool:
        """Tell whether a page is there and says that it was made from this."""
        return _last_line(page) == wanted if page.suffix == ".html" else page.is_file()

    def stage(self, student: str, source: Path, target: Path) -> None:
        """Make a student's folder, and put it into its place when it is whole."""
        lesson = self.coursedir.assignment_id
        staged = Staged(Place(student, source, target, {}), beside(target, NEW))
        clear(staged.folder)
        try:
            self.init_assignment(lesson, student)
            for path in self.notebooks:
                self.convert_single_notebook(path)
            self.set_permissions(lesson, student)
            staged.put()
        except BaseException:
            staged.drop()
            raise

    def _format_dest(self, assignment_id: str, student_id: str, escape: bool = False) -> str:
        """Give the folder beside the place, to nbgrader's methods that write."""
        path = super()._format_dest(assignment_id, student_id, escape)
        return str(beside(Path(path), NEW))

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Copy what lies beside the notebooks; unlike nbgrader, without following links."""
        source = self._format_source(assignment_id, student_id)
        dest = self._format_dest(assignment_id, student_id)
        os.makedirs(dest)
        for path in find_all_files(source, [*self.coursedir.ignore, "*.ipynb"]):
            if not os.path.islink(path):
                copy = os.path.join(dest, os.path.relpath(path, source))
                os.makedirs(os.path.dirname(copy), exist_ok=True)
                shutil.copy(path, copy)

    def init_single_notebook_resources(self, notebook_filename: str) -> dict:
        """Add the marks to nbgrader's resources."""
        resources = super().init_single_notebook_resources(notebook_filename)
        resources["nbgrader"]["marks"] = self.marks[resources["nbgrader"]["notebook"]]
        return resources

    def write_single_notebook(self, output: Any, resources: dict) -> None:
        """Write a page, with a line on what it was made from."""
        if self.exporter.file_extension == ".html":
            output += _MADE_FROM.format(self.prints[resources["nbgrader"]["notebook"]])
        super().write_single_notebook(output, resources)


def made_from(content: bytes, marks: Marks) -> str:
    """Give a digest of what a page is made from, which tells nobody what that is.

    The autograded notebook may hold what the page doesn't show, but the marks hold an id that
    can't be guessed.
    """
    return hashlib.sha256(repr((VERSIONS, marks)).encode() + b"\n" + content).hexdigest()


def _last_line(page: Path) -> str:
    """Give the digest that a page ends with; "" where there is none."""
    try:
        with page.open("rb") as file:
            file.seek(-min(200, os.fstat(file.fileno()).st_size), os.SEEK_END)
            found = _LAST_LINE.search(file.read())
    except OSError:
        return ""
    return found[1].decode() if found else ""
