"""Find which cell of a hand-in is which cell of the release."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from nbformat import NotebookNode

from grader.findings import Finding, one_line
from grader.reading import Cell

__all__ = ["Matched", "Slot", "match"]


@dataclass
class Slot:
    """The place of one released cell.

    Attributes:
        cell: what stands there, the student's text once it is put in.
        id: the cell id in the release, "" where it has none (before nbformat 4.5).
        tracked: what the gradebook holds on it (`grader.grafting.Tracked`); None for a cell that
            nbgrader doesn't track.
        released: its text in the release; None where the release lacks it.
        data: nbgrader's metadata in the release.
    """

    cell: NotebookNode
    id: str
    tracked: object
    released: str | None
    data: dict[str, object] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name for a finding."""
        return self.tracked.grade_id if self.tracked else self.id

    @property
    def is_test(self) -> bool:
        """Whether it is a cell of tests, graded and locked."""
        return bool(self.tracked and self.tracked.grade and self.tracked.locked)


@dataclass
class Matched:
    """Which cell is which.

    Attributes:
        cells: number of the slot -> the student's cell.
        added: number of the slot that it goes behind (-1: the top) and cell, for all others.
        order: numbers of the tracked slots, in the student's order.
        findings: copies, and grade ids that the release doesn't have.
    """

    cells: dict[int, Cell] = field(default_factory=dict)
    added: list[tuple[int, Cell]] = field(default_factory=list)
    order: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def match(slots: Sequence[Slot], cells: Sequence[Cell]) -> Matched:
    """Find each slot's cell; of several with the slot's name the last counts.

    1. A tracked cell by its grade id; where none has it, by the cell id of one without a grade id
       that the release knows: some tools drop metadata.
    2. Other cells by cell id.
    3. Others by equal text, then by their place between two found ones: Colab and nbformat before
       4.5 drop all cell ids.
    """
    slot_of: dict[int, int] = {}  # number of the cell -> number of the slot
    copies: dict[int, int] = {}
    tracked = {slot.tracked.grade_id: number for number, slot in enumerate(slots) if slot.tracked}
    _by_name(cells, tracked, lambda cell: cell.grade_id, slot_of, copies)
    ids = {slot.id: number for number, slot in enumerate(slots) if slot.id}
    _by_name(cells, ids, lambda cell: "" if cell.grade_id in tracked else cell.id, slot_of, {})
    _by_text(slots, cells, slot_of, copies)
    _by_place(slots, cells, slot_of, copies)
    found = Matched({number: cells[index] for index, number in slot_of.items()})
    found.order = [slot_of[index] for index in sorted(slot_of) if slots[slot_of[index]].tracked]
    _place_others(slots, cells, slot_of, copies, found)
    _tell(slots, cells, slot_of, copies, tracked, found)
    return found


def _by_name(cells: Sequence[Cell], names: dict[str, int], name_of: Callable[[Cell], str],
             slot_of: dict[int, int], copies: dict[int, int]) -> None:
    """Match the last cell with each name; note the earlier ones as copies."""
    filled = set(slot_of.values())
    for index in reversed(range(len(cells))):
        number = names.get(name_of(cells[index]))
        if number is None or index in slot_of:
            continue
        if number in filled:
            copies[index] = number
        else:
            slot_of[index] = number
            filled.add(number)


def _by_text(slots: Sequence[Slot], cells: Sequence[Cell], slot_of: dict[int, int],
             copies: dict[int, int]) -> None:
    """Match untracked cells whose text nobody changed."""
    filled = set(slot_of.values())
    texts: dict[tuple[str, str], list[int]] = {}
    for number, slot in enumerate(slots):
        if number not in filled and not slot.tracked and slot.released.strip():
            texts.setdefault((slot.cell.cell_type, slot.released.rstrip()), []).append(number)
    for index, cell in enumerate(cells):
        same = texts.get((cell.kind, cell.source.rstrip()))
        if same and index not in slot_of and index not in copies:
            slot_of[index] = same.pop(0)


def _by_place(slots: Sequence[Slot], cells: Sequence[Cell], slot_of: dict[int, int],
              copies: dict[int, int]) -> None:
    """Match cells without an id where as many of the same types are missing in the release."""
    filled = set(slot_of.values())
    bounds = [-1, *sorted(slot_of), len(cells)]
    for first, last in zip(bounds, bounds[1:], strict=False):
        gap = [index for index in range(first + 1, last) if index not in copies]
        start = slot_of.get(first, -1) + 1
        end = slot_of.get(last, len(slots))
        missing = [number for number in range(start, end)
                   if number not in filled and not slots[number].tracked]
        if (len(gap) == len(missing) and missing == list(range(start, end))
                and not any(cells[index].id or cells[index].grade_id for index in gap)
                and all(cells[index].kind == slots[number].cell.cell_type
                        for index, number in zip(gap, missing, strict=True))):
            slot_of.update(zip(gap, missing, strict=True))


def _place_others(slots: Sequence[Slot], cells: Sequence[Cell], slot_of: dict[int, int],
                  copies: dict[int, int], found: Matched) -> None:
    """Say behind which slot each of the student's other cells goes."""
    filled = set(slot_of.values())
    place = -1
    for index, cell in enumerate(cells):
        if index in slot_of:
            place = slot_of[index]
            continue
        behind = place
        # A solution that the student deleted and wrote anew in a cell of their own: the stub comes
        # back before that cell, and the tests after it, so that theirs is what is tested.
        while behind + 1 < len(slots) and behind + 1 not in filled and (
                not slots[behind + 1].is_test):
            behind += 1
        if index in copies:  # before the copy that counts, else its names would hide that one's
            behind = min(behind, copies[index] - 1)
        found.added.append((behind, cell))


def _tell(slots: Sequence[Slot], cells: Sequence[Cell], slot_of: dict[int, int],
          copies: dict[int, int], tracked: dict[str, int], found: Matched) -> None:
    """Note copies, and cells with a grade id of the student's own."""
    for number in sorted(set(copies.values())):
        count = 1 + list(copies.values()).count(number)
        found.findings.append(Finding("copied", slots[number].name, f"It was there {count} times: "
                                      "the last counts, and the others are cells like any."))
    for index, cell in enumerate(cells):
        if cell.grade_id and cell.grade_id not in tracked and index not in slot_of:
            found.findings.append(Finding("unknown", one_line(cell.grade_id), "The release has no "
                                          "cell of this grade id: it is a cell like any."))
