"""Put a student's work into the released notebook: what is graded is the release, never theirs.

Of the student's notebook only texts are used, and the pictures in Markdown. Cells that nbgrader
tracks are found by grade id, others by cell id; test cells, points, flags, types, metadata,
kernelspec and order are the instructor's. Everything here is pure: no files, no gradebook.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_notebook

from grader.findings import Finding, one_line
from grader.matching import Slot, match
from grader.reading import CELL_ID, Cell, HandIn

__all__ = ["Tracked", "graft"]

MOST_CELLS = 1_000  # of a graded notebook
STEERING = {"skip-execution", "raises-exception"}  # tags that change how nbclient runs a cell
FLAGS = ("grade", "solution", "locked", "task")


@dataclass(frozen=True)
class Tracked:
    """What the gradebook holds on a cell that nbgrader tracks.

    Attributes:
        grade_id: its name.
        kind: "code" or "markdown" ("raw" can't be tracked).
        source: the instructor's text, hidden tests included.
        checksum: nbgrader's, of the text as it was released; None in very old gradebooks.
        grade, solution, locked, task: nbgrader's flags.
        points: the most one can get; None where there is nothing to get.
    """

    grade_id: str
    kind: str
    source: str
    checksum: str | None
    grade: bool
    solution: bool
    locked: bool
    task: bool
    points: float | None

    def metadata(self) -> dict[str, object]:
        """Give nbgrader's metadata for the cell (schema 3)."""
        data = {"grade_id": self.grade_id, "cell_type": self.kind, "checksum": self.checksum,
                "grade": self.grade, "solution": self.solution, "locked": self.locked,
                "task": self.task, "points": self.points, "schema_version": 3}
        return {key: value for key, value in data.items() if value is not None}


def graft(released: NotebookNode | None, tracked: Sequence[Tracked], hand_in: HandIn,
          ) -> tuple[NotebookNode, list[Finding]]:
    """Make the notebook that is graded.

    Args:
        released: the release (nbformat 4, any minor version); stays as it is. None: the tracked
            cells alone are the skeleton.
        tracked: what the gradebook knows, in the notebook's order.
        hand_in: what the student's notebook holds.

    Returns:
        A valid notebook (nbformat 4.5) without outputs that has all tracked cells, each once and
        in the release's order; and what was odd.
    """
    slots = skeleton(released, tracked)
    matched = match(slots, hand_in.cells)
    findings = list(hand_in.findings)
    for number, slot in enumerate(slots):
        cell = matched.cells.get(number)
        if cell is not None:
            findings += odd(slot, cell)
            _put(slot, cell)
        elif slot.tracked and hand_in.is_readable:
            findings.append(Finding("lost", slot.name, "It was not in the hand-in: it is graded "
                                    "as it was released."))
    findings += matched.findings
    if matched.order != sorted(matched.order):
        findings.append(Finding("moved", "", "Graded cells were in another order: they are graded "
                                "in the release's."))
    room = max(0, MOST_CELLS - len(slots))
    if len(matched.added) > room:
        findings.append(Finding("too-many-cells", "", f"{len(matched.added)} cells were added, and "
                                f"there is room for {room}: the last are left out."))
    notebook = new_notebook(metadata=_notebook_metadata(released))
    findings += _other_language(hand_in.language, notebook)
    notebook.cells = list(_laid_out(slots, matched.added[:room], findings))
    _make_ids_unique(notebook.cells, {id(slot.cell) for slot in slots})
    return notebook, findings


# -- the skeleton --------------------------------------------------------------------------------


def skeleton(released: NotebookNode | None, tracked: Sequence[Tracked]) -> list[Slot]:
    """Give the released cells in order, the tracked ones as the gradebook has them."""
    known = {one.grade_id: one for one in tracked}
    slots: list[Slot] = []
    for cell in released.cells if released else ():
        source, metadata = cell.source, dict(deepcopy(cell.metadata))
        data = metadata.pop("nbgrader", {})
        one = known.pop(data.get("grade_id", ""), None)
        if one:
            metadata["nbgrader"] = one.metadata()
            if data.get("points") == one.points:  # written as the instructor wrote them
                metadata["nbgrader"] |= {"points": data["points"]} if one.points else {}
        node = _node(one.kind if one else cell.cell_type, one.source if one and one.locked
                     else source, cell.get("attachments", {}), metadata)
        slots.append(Slot(node, cell.get("id", ""), one, source, data))
    # What the release lacks goes behind the cell that it follows in the gradebook.
    for before, one in zip([None, *tracked], tracked, strict=False):
        if one.grade_id in known:
            metadata = {"nbgrader": one.metadata(), "deletable": False}
            slot = Slot(_node(one.kind, one.source, {}, metadata), "", one, None)
            places = [number for number, other in enumerate(slots, start=1)
                      if before and other.tracked is before]
            slots.insert(places[0] if places else 0, slot)
    for slot in slots:
        slot.cell.id = slot.id or (slot.tracked.grade_id if slot.tracked else "")
    return slots


def _notebook_metadata(released: NotebookNode | None) -> dict:
    return dict(deepcopy(released.metadata)) if released else {}


def _node(kind: str, source: str, attachments: dict, metadata: dict) -> NotebookNode:
    # nbformat's own functions look at each cell by its schema, which takes most of the time here;
    # the notebook is looked at as a whole when it is written.
    node = NotebookNode(cell_type=kind, source=source, metadata=from_dict(metadata), id="")
    if kind == "code":
        node.update(execution_count=None, outputs=[])
    elif attachments:
        node.attachments = from_dict(deepcopy(attachments))
    return node


# -- what the student wrote ----------------------------------------------------------------------


def _put(slot: Slot, cell: Cell) -> None:
    """Put the student's text into a released cell, unless the cell is locked."""
    tracked = slot.tracked
    if tracked and tracked.locked:
        return
    kind = tracked.kind if tracked else cell.kind
    # What a released cell's metadata says (a tag, say) was meant for a cell of its type.
    metadata = slot.cell.metadata if kind == slot.cell.cell_type else {}
    id_ = slot.cell.id
    slot.cell = _node(kind, cell.source, cell.attachments, metadata)
    slot.cell.id = id_


def odd(slot: Slot, cell: Cell) -> Iterable[Finding]:
    """Say what the student changed about a tracked cell, besides the text that is theirs."""
    name, tracked = slot.name, slot.tracked
    steering = sorted(STEERING & set(cell.tags) - set(slot.cell.metadata.get("tags", [])))
    if steering:
        yield Finding("tags", name, f"It was tagged {', '.join(steering)}: the tags are dropped.")
    if tracked is None:
        return
    if cell.kind != tracked.kind:
        yield Finding("retyped", name, f"It was turned into a {cell.kind} cell: it is a "
                      f"{tracked.kind} cell again.")
    if cell.grade_id != tracked.grade_id:
        seen = f"changed to {one_line(cell.grade_id)}" if cell.grade_id else "removed"
        yield Finding("renamed", name, f"Its grade id was {seen}: it was found by its cell id.")
        return
    # What the release says is as good: its points may have been changed in the gradebook since, and
    # for a solution it may say "locked" without nbgrader heeding it.
    changed = {key for key, value in cell.claims.items() if key in (*FLAGS, "points")
               and value not in (getattr(tracked, key), slot.data.get(key))}
    if "points" in changed and tracked.points is not None:
        yield Finding("points", name, f"Its points were changed to "
                      f"{one_line(cell.claims['points'])}: they are {tracked.points:g}.")
    if flags := [flag for flag in FLAGS if flag in changed]:
        yield Finding("flags", name, f"nbgrader's metadata was changed ({', '.join(flags)}): it is "
                      "the release's.")
    if tracked.locked and slot.released is not None and (
            cell.source.rstrip() != slot.released.rstrip()):
        yield Finding("test-changed", name, "Its text is not the release's: the instructor's is "
                      "used.")


def _other_language(language: str, notebook: NotebookNode) -> Iterable[Finding]:
    released = str(notebook.metadata.get("kernelspec", {}).get("language", "")).lower()
    if language and released and language != released:
        yield Finding("kernel", "", f"The notebook was for a kernel of {one_line(language)}: it is "
                      f"run with the release's, of {released}.")


# -- the result ----------------------------------------------------------------------------------


def _laid_out(slots: Sequence[Slot], added: Iterable[tuple[int, Cell]], findings: list[Finding],
              ) -> Iterable[NotebookNode]:
    """Give all cells in order: each released one, then what the student added behind it."""
    behind: dict[int, list[NotebookNode]] = {}
    for place, cell in added:
        node = _node(cell.kind, cell.source, cell.attachments, {})
        node.id = cell.id
        behind.setdefault(place, []).append(node)
        if steering := sorted(STEERING & set(cell.tags)):
            findings.append(Finding("tags", one_line(cell.id), "A cell that was added is tagged "
                                    f"{', '.join(steering)}: the tags are dropped."))
    yield from behind.get(-1, [])
    for number, slot in enumerate(slots):
        yield slot.cell
        yield from behind.get(number, [])


def _make_ids_unique(cells: Sequence[NotebookNode], released: set[int]) -> None:
    """Let released cells keep their ids; number what has none, or one that is taken."""
    taken: set[str] = set()
    for cell in sorted(cells, key=lambda cell: id(cell) not in released):
        wanted = cell.id if CELL_ID.fullmatch(cell.id or "") else ""
        number, name = 0, wanted or "cell-1"
        while name in taken or not name:
            number += 1
            name = f"{wanted[:50] or 'cell'}-{number}"
        taken.add(name)
        cell.id = name
