"""Build the course's notebooks from the lesson texts; find drift; adopt an instructor's edit.

    solutions/08_adam.py -> solutions/08_adam/08_adam.ipynb -> notebooks/08_adam/08_adam.ipynb

Who changed what is told by three checksums over the cells: of the text, of the instructor's
notebook as it stands, and the one written into the notebook when it was built.

| text = built | notebook = built | means | build | adopt |
|---|---|---|---|---|
| yes | yes | nothing | writes what differs in bytes | nothing to do |
| no | yes | text edited | writes | nothing to do |
| yes | no | notebook edited | refuses | writes the text, then builds |
| no | no | both edited | refuses | refuses |

A notebook that equals the text is never an edit, whatever it was built from.
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader import lesson_notebook, lesson_rules, lesson_text
from grader.errors import AdoptConflict, Fault, HandEdited, LessonFaults, UnknownLesson
from grader.lesson_notebook import RELEASE, SOURCE
from grader.lesson_text import Cell, Lesson


def build(course: Path, names: Sequence[str] = ()) -> list[str]:
    """Write the notebooks of lessons; nothing at all unless everything can be written.

    Args:
        course: folder of the course.
        names: lessons as `NN_stem`; none means all.

    Returns:
        The files whose bytes changed, relative to the course.

    Raises:
        UnknownLesson: a name without a lesson text.
        LessonFaults: a lesson text is at fault; holds all faults of all the lessons.
        HandEdited: a notebook holds work that would be overwritten.
    """
    lessons = _load(course, names)
    _refuse_loss(course, lessons)
    files = _generate(course, lessons)
    return [path for path, content in files.items() if _write(course / path, content)]


def drift(course: Path, names: Sequence[str] = ()) -> list[str]:
    """Compare the notebooks with their sources; write nothing.

    Returns:
        One line, `file: why`, for each notebook that is missing, differs from what `build` would
        write by a byte, or has no source.

    Raises:
        UnknownLesson, LessonFaults: as `build`.
    """
    lessons = _load(course, names)
    lines = []
    for path, content in _generate(course, lessons).items():
        found = _read(course / path)
        if found != content:
            lines.append(f"{path}: {_reason(course, path, found, lessons)}")
    return lines + unexpected(course, names)


def adopt(course: Path, name: str) -> tuple[list[str], list[str]]:
    """Write an edited instructor's notebook back into the lesson text, then build the lesson.

    Lines of cells that were not edited stay as they are, byte for byte. Without a lesson text
    (a lesson made in formgrader) the text is written anew.

    Returns:
        The ids of the cells that were adopted, none when the notebook was not edited, and the
        files written, relative to the course.

    Raises:
        UnknownLesson: there is no such notebook.
        LessonFaults: the edited notebook, or the text, can't become a lesson.
        AdoptConflict: the text was changed since the last build, too.
    """
    files = _Files.of(name)
    if faults := lesson_rules.name_fault(name, files.text):
        raise LessonFaults(faults)
    content = _read(course / files.source)
    if content is None:
        raise UnknownLesson(f"no notebook {files.source} to adopt: {_known(course)}")
    notebook = lesson_notebook.read(content)
    if notebook is None:
        raise LessonFaults([Fault(files.source, None, "", _UNREADABLE)])
    lesson = Lesson(lesson_text.HEADER, ())
    if (course / files.text).exists():
        lesson = _load(course, [name])[name]
    cells = lesson_notebook.cells_of(notebook)
    built = lesson_notebook.built_from(notebook)
    changed = _differing(lesson.cells, cells)
    if lesson.cells and (not changed or built == lesson_notebook.checksum(cells)):
        return [], build(course, [name])
    if lesson.cells and built != lesson_notebook.checksum(lesson.cells):
        raise AdoptConflict(_CONFLICT.format(files=files, cells=", ".join(changed), name=name))
    text = _text_of(lesson.header, cells, files)
    _refuse_loss(course, {name: Lesson(lesson.header, cells)})
    _write(course / files.text, text.encode())
    return changed, [files.text, *build(course, [name])]


def unexpected(course: Path, names: Sequence[str] = ()) -> list[str]:
    """List what lies among the notebooks without a source, as `file: why`; hidden files aside."""
    lessons = set(lesson_names(course))
    lines = []
    for folder in (SOURCE, RELEASE):
        expected = {f"{folder}/{name}/{name}.ipynb" for name in lessons}
        for path in sorted((course / folder).rglob("*")):
            place = path.relative_to(course)
            hidden = any(part.startswith(".") or part == "__pycache__" for part in place.parts)
            # Beside the lessons' folders only a notebook could be taken for one of ours.
            beside = len(place.parts) == 2 and path.suffix != ".ipynb"
            if path.is_dir() or hidden or beside or place.as_posix() in expected:
                continue
            owner = place.parts[1].removesuffix(".ipynb")
            if not names or owner in names:
                lines.append(f"{place.as_posix()}: {_why_unexpected(owner, place, lessons)}")
    return lines


def lesson_names(course: Path) -> list[str]:
    """List the lessons of a course, by the names of their texts."""
    texts = (course / SOURCE).glob("*.py")
    return sorted(path.stem for path in texts if not path.name.startswith("."))


@dataclass(frozen=True)
class _Files:
    """Hold where a lesson's text, instructor's notebook and release lie, from the course."""

    text: str
    source: str
    release: str

    @classmethod
    def of(cls, name: str) -> "_Files":
        notebook = f"{name}/{name}.ipynb"
        return cls(f"{SOURCE}/{name}.py", f"{SOURCE}/{notebook}", f"{RELEASE}/{notebook}")


_UNREADABLE = "not a readable notebook: delete it, or restore it from git, then `grader build`"
_CONFLICT = (
    "{files.text} and {files.source} were both changed since the last build (cells that differ: "
    "{cells}); nothing was written. To keep the notebook's edits, set the text's aside (git stash "
    "push {files.text}), run `grader adopt {name}`, then put them back (git stash pop). To keep "
    "the text only, delete the notebook and run `grader build {name}`."
)


def _known(course: Path) -> str:
    known = lesson_names(course)
    return f"use one of {', '.join(known)}" if known else f"{SOURCE}/ holds no lesson text"


def _load(course: Path, names: Sequence[str]) -> dict[str, Lesson]:
    """Read lessons and judge them all, so that one run shows every fault."""
    known = lesson_names(course)
    if missing := [name for name in names if name not in known] or ([] if known else ["*"]):
        raise UnknownLesson(f"no lesson {', '.join(map(repr, missing))}: {_known(course)}")
    lessons, faults = {}, []
    for name in names or known:
        path = f"{SOURCE}/{name}.py"
        faults += lesson_rules.name_fault(name, path)
        try:
            text = (course / path).read_bytes().decode()
        except UnicodeDecodeError as error:
            faults.append(Fault(path, None, "", f"not UTF-8 ({error.reason}): save it as UTF-8"))
            continue
        lessons[name], found = lesson_text.parse(text, path)
        found += lesson_rules.cell_faults(lessons[name].cells, path)
        faults += sorted(found, key=lambda fault: fault.line or 0)
    if faults:
        raise LessonFaults(faults)
    return lessons


def _generate(course: Path, lessons: dict[str, Lesson]) -> dict[str, bytes]:
    sources = {name: lesson_notebook.to_bytes(lesson.cells) for name, lesson in lessons.items()}
    releases = lesson_notebook.release(course, sources)
    files = {}
    for name in lessons:
        places = _Files.of(name)
        files |= {places.source: sources[name], places.release: releases[name]}
    return files


def _refuse_loss(course: Path, lessons: dict[str, Lesson]) -> None:
    lost = [edit for name in lessons for edit in _hand_edits(course, name, lessons[name])]
    if lost:
        raise HandEdited("\n".join(["nothing was written:", *(f"{p}: {why}" for p, why in lost)]))


def _hand_edits(course: Path, name: str, lesson: Lesson) -> Iterator[tuple[str, str]]:
    """Find the notebooks of a lesson that hold work which a build would lose, and say why."""
    files = _Files.of(name)
    for path in (files.source, files.release):
        content = _read(course / path)
        notebook = content and lesson_notebook.read(content)
        if content is None:
            continue
        if notebook is None:
            yield path, _UNREADABLE
        elif path == files.release:
            if worked := lesson_notebook.worked_on(notebook):
                yield path, (
                    f"holds work in the cells {', '.join(worked)}: move the file elsewhere to "
                    "keep it, or delete it to drop it"
                )
        else:
            cells = lesson_notebook.cells_of(notebook)
            changed = _differing(lesson.cells, cells)
            if changed and lesson_notebook.built_from(notebook) != lesson_notebook.checksum(cells):
                yield path, (
                    "edited since it was built (cells that differ from the text: "
                    f"{', '.join(changed)}): run `grader adopt {name}` to keep the edit, or "
                    "delete the notebook to drop it"
                )


def _reason(course: Path, path: str, found: bytes | None, lessons: dict[str, Lesson]) -> str:
    """Say why a generated notebook isn't what `build` would write."""
    name = Path(path).stem
    if found is None:
        return "missing: run `grader build`"
    if why := dict(_hand_edits(course, name, lessons[name])).get(path):
        return why
    notebook = lesson_notebook.read(found)
    built = notebook and lesson_notebook.built_from(notebook)
    if built != lesson_notebook.checksum(lessons[name].cells):
        return f"{SOURCE}/{name}.py was changed since it was built: run `grader build`"
    return (
        "same lesson, other bytes (saved by JupyterLab, or made with another version or "
        f"{lesson_notebook.CONFIG}): run `grader build`"
    )


def _why_unexpected(owner: str, place: Path, lessons: set[str]) -> str:
    if owner not in lessons:
        adopt_it = f", or run `grader adopt {owner}` to write one from it"
        return f"no lesson text {SOURCE}/{owner}.py: delete it" + (
            adopt_it if place.as_posix() == f"{SOURCE}/{owner}/{owner}.ipynb" else ""
        )
    if place.parts[0] == SOURCE:
        return "not made from the lesson text, and nbgrader would release it to students: move it"
    return "not made by `grader build`: move it elsewhere or delete it"


def _differing(old: Sequence[Cell], new: Sequence[Cell]) -> list[str]:
    """Name the cells that were changed, added, removed or moved."""
    if tuple(old) == tuple(new):
        return []
    before = {cell.id: cell for cell in old}
    after = {cell.id: cell for cell in new}
    ids = [*after, *(name for name in before if name not in after)]
    changed = [name for name in ids if before.get(name) != after.get(name)]
    return changed or ["the order of the cells, or two with one id"]


def _text_of(header: str, cells: Sequence[Cell], files: _Files) -> str:
    """Write cells as lesson text, having made sure that reading it gives the same cells."""
    if faults := lesson_rules.cell_faults(cells, files.source):
        raise LessonFaults(faults)
    text = lesson_text.render(Lesson(header, tuple(cells)))
    again, faults = lesson_text.parse(text, files.text)
    if lost := _differing(cells, again.cells):
        problem = "the text can't hold the cell as it is: a line that starts with # %% ends a cell"
        raise LessonFaults([Fault(files.source, None, name, problem) for name in lost])
    if faults:
        raise LessonFaults(faults)
    return text


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _write(path: Path, content: bytes) -> bool:
    """Replace a file in one step, if its bytes differ; return whether they did."""
    if _read(path) == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    # Beside the target, hidden: a file with another name there would be an unexpected one.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.chmod(name, 0o644)  # mkstemp's 0600 would keep colleagues out
    os.replace(name, path)
    return True
