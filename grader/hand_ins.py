"""The sample class: what each invented student did, and the notebook that they hand in.

One file a student in `grader/sample_class/`, data and no module: it is read, never imported. Its
head says what the student did, what nbgrader should make of it, and, where it applies, what
happened to a cell; then come the cells that the student wrote, by grade id. What is left out is
handed in as it was released.

    # Advances t inside the loop over the keys.
    # expect: bias_factor 2, adam 5 time-per-key, adam_repair 0 unwritten
    # lost: adam_repair_check

    # %% bias_factor
    def bias_factor(beta, t):
        return 1 - beta**t

An expectation is the exercise, its points, and the word that `grader.demo_course.Mark` has for it
(none when it is right). A hand-marked answer is written as comment lines.
"""

import re
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from grader.errors import GraderError

__all__ = ["Sample", "hand_in", "read_sample", "samples"]

FOLDER = Path(__file__).parent / "sample_class"
PLACEHOLDER = "YOUR ANSWER HERE"  # what nbgrader leaves in an answer cell (0.9.6)


@dataclass(frozen=True)
class Sample:
    """One invented student's work.

    Attributes:
        student: "student-01" and so on.
        story: what the student did.
        expected: exercise -> (points, word).
        cells: grade id -> the whole text of a code cell, or the answer in a hand-marked one.
        lost: grade ids of cells that the student deleted.
        copied: grade ids of cells that the notebook has twice.
        retyped: grade ids of code cells that the student turned into Markdown.
        colon_lost: grade ids of cells whose `def update(...):` lacks its colon. The sample's
            file has it, so that every file is valid Python.
    """

    student: str
    story: str
    expected: dict[str, tuple[float, str]]
    cells: dict[str, str]
    lost: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    retyped: tuple[str, ...] = ()
    colon_lost: tuple[str, ...] = ()


def samples() -> list[Sample]:
    """Read the whole sample class, in the order of the students' numbers."""
    return [read_sample(path) for path in sorted(FOLDER.glob("student-*.py"))]


def read_sample(path: Path) -> Sample:
    """Read one student's file.

    Raises:
        GraderError: the file doesn't say readably what is expected.
    """
    head, *parts = re.split(r"^# %% (\S+)\n", path.read_text(encoding="utf-8"), flags=re.M)
    cells = {name: text.strip("\n") for name, text in zip(parts[::2], parts[1::2], strict=True)}
    story, said = [], dict.fromkeys(["expect", "lost", "copied", "retyped", "colon lost"], "")
    for line in re.sub("^# ?", "", head.strip(), flags=re.M).splitlines():
        key, _, value = line.partition(": ")
        if key in said:
            said[key] = value
        else:
            story.append(line)
    happened = {key.replace(" ", "_"): tuple(value.split()) for key, value in said.items()
                if key != "expect"}
    return Sample(path.stem, " ".join(story), expectation(said["expect"], path), cells, **happened)


def expectation(text: str, path: Path) -> dict[str, tuple[float, str]]:
    """Read what stands after `# expect: `, as `Sample.expected`."""
    expected = {}
    for item in text.split(", "):
        match = re.fullmatch(r"(\w+) ([\d.]+)(?: (\S+))?", item)
        if match is None:
            raise GraderError(f"{path}: `# expect: {text}` is not readable at {item!r}: write "
                              "exercise, points and word, such as `adam 0 time-stuck`")
        expected[match[1]] = float(match[2]), match[3] or ""
    return expected


def hand_in(release: NotebookNode, sample: Sample) -> NotebookNode:
    """Make the notebook that a student hands in, from the one that was released.

    Args:
        release: stays as it is.
        sample: what the student did.

    Raises:
        GraderError: the sample names a cell that the release doesn't have.
    """
    notebook = deepcopy(release)
    by_id = {grade_id(cell): cell for cell in notebook.cells}
    named = [*sample.cells, *sample.lost, *sample.copied, *sample.retyped, *sample.colon_lost]
    if unknown := [name for name in named if name not in by_id]:
        raise GraderError(f"{sample.student}: the release has no cell {', '.join(unknown)}: "
                          "correct the file in grader/sample_class")
    for name, text in sample.cells.items():
        write(by_id[name], text)
    for name in sample.colon_lost:
        by_id[name].source = re.sub(r"(def update\(.*\)):", r"\1", by_id[name].source)
    for name in sample.retyped:
        by_id[name].cell_type = "markdown"
        del by_id[name]["outputs"], by_id[name]["execution_count"]
    for name in sample.copied:
        # A copy in JupyterLab has an id of its own and keeps nbgrader's metadata.
        copy = deepcopy(by_id[name])
        copy.id = f"{name}-copy"
        notebook.cells.insert(notebook.cells.index(by_id[name]), copy)
    notebook.cells = [cell for cell in notebook.cells if grade_id(cell) not in sample.lost]
    return notebook


def write(cell: NotebookNode, text: str) -> None:
    """Put a student's text into a cell: all of a code cell, the answer into a hand-marked one."""
    if cell.cell_type == "code":
        cell.source = text
    else:
        cell.source = cell.source.replace(PLACEHOLDER, re.sub("^# ?", "", text, flags=re.M))


def grade_id(cell: NotebookNode) -> str:
    """Give a cell's grade id; "" for a cell that nbgrader doesn't know."""
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")
