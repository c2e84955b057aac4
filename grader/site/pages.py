"""Make the site's pages: released lessons with the outputs of the model answers' notebooks."""

import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from descent.words import words
from grader import lesson_notebook, lesson_text
from grader.errors import LessonFaults, SiteFailed, UnknownLesson
from grader.lesson import lesson_names
from grader.lesson_notebook import SOURCE

_WIDGET = "application/vnd.jupyter.widget-view+json"
TIMEOUT = 120  # seconds for one cell; the slowest, the race of lesson 13, takes some 20

# Figures that belong to no lesson yet, in jupytext's percent format.
GALLERY = Path(__file__).parents[1] / "gallery.py"

# What the lines of a puzzle make in the order of the model answer.
_ORDERED = re.compile(r'<div class="descent-puzzle-made">.*?</div>', re.DOTALL)
_PICTURE = re.compile(r"!\[[^]]*\]\((\w[^):]*)\)")
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_EXERCISE = re.compile(r"^### Exercise \d+\. (.+?)(?: \([\d.]+ points?\))?$", re.MULTILINE)
_MINUTES = re.compile(r"\bAbout (\d+) minutes")


def of_course(course: Path, tell: Callable[[str], object]) -> Iterator[tuple[str, bytes]]:
    """Make the sources of all pages, one after the other.

    Args:
        course: folder of the course.
        tell: is called with what is about to be done.

    Yields:
        A file's path within Sphinx's source folder, and its content.

    Raises:
        LessonFaults, UnknownLesson, SiteFailed: as `build_site`.
    """
    sources = {name: lesson_notebook.to_bytes(_cells(course, name))
               for name in lesson_names(course)}
    if not sources:
        raise UnknownLesson(f"{SOURCE}/ holds no lesson text")
    releases = {name: nbformat.reads(content.decode(), as_version=4)
                for name, content in lesson_notebook.release(course, sources).items()}
    head = (course / "README.md").read_text(encoding="utf-8").partition("\n## ")[0].strip()
    yield "index.md", _start_page(head, releases).encode()
    for picture in _PICTURE.findall(head):
        yield picture, (course / picture).read_bytes()
    for count, (name, release) in enumerate(releases.items(), start=1):
        tell(f"executing {name}, lesson {count} of {len(releases)}")
        source = nbformat.reads(sources[name].decode(), as_version=4)
        page = with_outputs(release, execute(source, name))
        yield f"{name}/{name}.ipynb", nbformat.writes(page).encode()
    if GALLERY.is_file():
        tell("executing the gallery")
        page = execute(_with_ids(jupytext.read(GALLERY, fmt="py:percent")), "gallery")
        yield "gallery.ipynb", nbformat.writes(_for_sphinx(page)).encode()


def execute(notebook: NotebookNode, name: str) -> NotebookNode:
    """Run a notebook's cells in a kernel of its own and an empty folder; return the notebook.

    Raises:
        SiteFailed: a cell raised, took too long or ended the kernel.
    """
    running = []

    def started(cell: NotebookNode, cell_index: int) -> None:
        running[:] = [cell.get("id", str(cell_index))]

    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(notebook, timeout=TIMEOUT, kernel_name="python3",
                                store_widget_state=False, on_cell_start=started,
                                # Its start-up would warn of TCP, which only this machine sees.
                                extra_arguments=["--log-level=ERROR"],
                                resources={"metadata": {"path": folder}})
        try:
            client.execute()
        except CellExecutionError as error:
            raise _failed(name, running, f"raised {error.ename}: {error.evalue}") from error
        except CellTimeoutError as error:
            raise _failed(name, running, f"took more than {TIMEOUT} s") from error
        except DeadKernelError as error:
            raise _failed(name, running, "ended its own kernel") from error
    return notebook


def with_outputs(release: NotebookNode, executed: NotebookNode) -> NotebookNode:
    """Put the outputs of an executed notebook on a release's cells of the same ids.

    Those of graded cells stay away: a report says what the model answer did. So does the code that
    a puzzle's lines make.
    """
    outputs = {cell.id: cell.outputs for cell in executed.cells if cell.cell_type == "code"}
    for cell in release.cells:
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("grade"):
            cell.outputs = outputs[cell.id]
            for data in (output.data for output in cell.outputs if "data" in output):
                if "text/html" in data:
                    data["text/html"] = _ORDERED.sub("", data["text/html"])
    return _for_sphinx(release)


def _failed(name: str, running: list[str], what: str) -> SiteFailed:
    place = f'cell "{running[0]}"' if running else "before the first cell: it"
    return SiteFailed(f"{name}: {place} {what}; the site was not written")


def _with_ids(notebook: NotebookNode) -> NotebookNode:
    """Give cells the ids of the text; jupytext draws random ones."""
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = cell.metadata.pop("id", f"cell-{number}")
    return notebook


def _for_sphinx(notebook: NotebookNode) -> NotebookNode:
    """Name the code's language as myst-nb wants it, and drop all else that is said of the whole."""
    _count_widgets(notebook)
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "name": "python3"},
                         "language_info": {"name": "python", "pygments_lexer": "ipython3"}}
    return notebook


def _count_widgets(notebook: NotebookNode) -> None:
    """Put numbers for the widgets' random ids, which would make every site another one."""
    shown = [output.data for cell in notebook.cells for output in cell.get("outputs", [])
             if _WIDGET in output.get("data", {})]
    for number, data in enumerate(shown, start=1):
        name = data.pop(_WIDGET)["model_id"]
        if "text/html" in data:
            data["text/html"] = data["text/html"].replace(name, f"widget-{number}")


def _cells(course: Path, name: str) -> tuple[lesson_text.Cell, ...]:
    path = f"{SOURCE}/{name}.py"
    lesson, faults = lesson_text.parse((course / path).read_text(encoding="utf-8"), path)
    if faults:
        raise LessonFaults(faults)
    return lesson.cells


def _together(exercises: list[str]) -> str:
    return ", ".join(verb[0].lower() + verb[1:] for verb in exercises)


def _start_page(head: str, releases: dict[str, NotebookNode]) -> str:
    """Write the start page: the README's head, a table of the lessons, the table of contents."""
    heads = "lesson", "exercises", "time"
    rows = [[words(f"site.{head}") for head in heads], ["---"] * len(heads)]
    entries = []
    for name, release in releases.items():
        text = "\n\n".join(cell.source for cell in release.cells if cell.cell_type == "markdown")
        title = f"{name.partition('_')[0]} {_TITLE.search(text)[1]}"
        minutes = _MINUTES.search(text)
        rows.append([f"[{title}]({name}/{name}.ipynb)", _together(_EXERCISE.findall(text)),
                     words("site.minutes", n=minutes[1]) if minutes else ""])
        entries.append(f"{title} <{name}/{name}>")
    if GALLERY.is_file():
        entries.append("gallery")
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    contents = "\n".join(["```{toctree}", ":hidden:", "", *entries, "```"])
    return f"{head}\n\n## {words('site.lessons')}\n\n{table}\n\n{contents}\n"
