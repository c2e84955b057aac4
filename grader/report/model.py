"""What a report is made of: hand-ins go in, a report comes out."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from grader.report.notebooks import Notebook

__all__ = ["Bin", "ClassReport", "Exercise", "Graded", "Grading", "Mistake", "Oddity", "Score",
           "Totals", "Unnamed", "Variant"]

# -- what goes in --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Score:
    """What the gradebook holds for one cell of a hand-in; points as nbgrader counts them."""

    cell: str
    points: float
    max_points: float
    is_to_mark: bool


@dataclass(frozen=True)
class Graded:
    """One graded hand-in.

    Attributes:
        student: fit to be shown.
        scores: of all its cells.
        notebooks: what its autograded notebooks tell; None for one that can't be read.
        penalty: points taken off because it was late.
        is_late, is_outdated: handed in after its date; handed in again since it was graded.
    """

    student: str
    scores: Sequence[Score]
    notebooks: Sequence[Notebook | None]
    penalty: float = 0.0
    is_late: bool = False
    is_outdated: bool = False


# -- what comes out ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bin:
    """A range of totals, low <= total < high; the last one holds its high end and beyond."""

    label: str
    low: float
    high: float
    count: int


@dataclass(frozen=True)
class Totals:
    """The hand-ins' scores after penalties; answers that are still to mark count as 0."""

    max_points: float
    mean: float
    median: float
    lowest: float
    highest: float
    bins: tuple[Bin, ...]


@dataclass
class Exercise:
    """How one cell that earns points went.

    Attributes:
        cell: its grade id.
        name: the same without the ending that test cells have.
        full, partial, none, to_mark: hand-ins, each in one of them.
        mean: of those that are marked; None where none is.
        points_lost: by them together.
        reason, reason_count: the most common one among those that did not get all points; empty
            where each has another.
        judged, in_process, unreadable: hand-ins by how the cell was tested; none by hand.
    """

    cell: str
    name: str
    max_points: float
    full: int = 0
    partial: int = 0
    none: int = 0
    to_mark: int = 0
    mean: float | None = None
    points_lost: float = 0.0
    reason: str = ""
    reason_count: int = 0
    judged: int = 0
    in_process: int = 0
    unreadable: int = 0


@dataclass
class Mistake:
    """A mistake that is known by name.

    Attributes:
        exercises: name -> hand-ins.
        students: each of them once.
        points_lost: in all the cells in which it was made.
    """

    slug: str
    title: str
    message: str
    hints: tuple[str, ...]
    exercises: dict[str, int] = field(default_factory=dict)
    students: list[str] = field(default_factory=list)
    points_lost: float = 0.0


@dataclass
class Unnamed:
    """Wrong answers without a name that have status and error, or property, in common."""

    exercise: str
    status: str
    said: str
    students: list[str] = field(default_factory=list)
    points_lost: float = 0.0


@dataclass
class Variant:
    """An accepted form that isn't the rule to the letter."""

    slug: str
    message: str
    exercises: dict[str, int] = field(default_factory=dict)
    students: list[str] = field(default_factory=list)


@dataclass
class Oddity:
    """A kind of finding on hand-ins, and the first such finding as an example."""

    what: str
    example: str
    students: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Grading:
    """How the hand-ins were graded.

    Attributes:
        tiers, releases: -> hand-ins; "" where none is recorded.
        seeds: exercise -> seed -> hand-ins.
        judged, in_process, unreadable: answers by how they were tested.
        versions: of what made the report.
    """

    tiers: dict[str, int]
    releases: dict[str, int]
    seeds: dict[str, dict[int, int]]
    judged: int
    in_process: int
    unreadable: int
    versions: dict[str, str]


@dataclass(frozen=True)
class ClassReport:
    """The whole report.

    Attributes:
        whose: pattern of students' names, "*" for the class.
        made: when, as a text.
        to_mark: hand-ins with an answer to mark by hand.
        late, penalty: hand-ins, and points together.
        ungraded, outdated, unreadable: students whose hand-in has no grade; who handed in again
            since it was graded; whose autograded notebook can't be read.
        topics: slugs of the mistakes that cost most, for the next class.
    """

    lesson: str
    whose: str
    made: str
    handed_in: int
    graded: int
    to_mark: int
    late: int
    penalty: float
    ungraded: tuple[str, ...]
    outdated: tuple[str, ...]
    unreadable: tuple[str, ...]
    totals: Totals
    exercises: tuple[Exercise, ...]
    mistakes: tuple[Mistake, ...]
    unnamed: tuple[Unnamed, ...]
    variants: tuple[Variant, ...]
    oddities: tuple[Oddity, ...]
    grading: Grading
    topics: tuple[str, ...]

    def data(self) -> dict:
        """Give the report as JSON data."""
        return asdict(self)

    def to_talk_about(self) -> list[Mistake]:
        """Give the mistakes that cost most points together."""
        by_slug = {mistake.slug: mistake for mistake in self.mistakes}
        return [by_slug[slug] for slug in self.topics]
