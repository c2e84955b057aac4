"""How the report's numbers and lists read, on a terminal and in the page alike."""

from collections.abc import Mapping, Sequence

from grader.report.model import ClassReport, Grading

__all__ = ["counted", "glance", "how_tested", "in_exercises", "names", "points", "recorded",
           "seeds", "share", "title"]

MOST_RECORDED = 3  # seeds of an exercise, tiers, releases; most frequent first
SHORT = 16  # digits of a digest


def points(number: float | None) -> str:
    """Write points.

    >>> points(2.0), points(2 / 3), points(None)
    ('2', '0.67', '–')
    """
    return "–" if number is None else f"{round(number, 2):g}"


def title(report: ClassReport) -> str:
    """Give the report's title."""
    return f"{report.lesson}: how {'the class' if report.whose == '*' else report.whose} did"


def share(count: int, of: int) -> str:
    """Write a count and its share.

    >>> share(7, 33), share(0, 33)
    ('7 (21 %)', '0')
    """
    return f"{count} ({100 * count / of:.0f} %)" if count else "0"


def counted(count: float, one: str, many: str = "") -> str:
    """Write a count with its noun.

    >>> counted(1, "hand-in"), counted(2.5, "point")
    ('1 hand-in', '2.5 points')
    """
    return f"{points(count)} {one if count == 1 else many or one + 's'}"


def names(students: Sequence[str], most: int) -> str:
    """List the first names, and say how many more there are.

    >>> names(["student-01", "student-02", "student-03"], most=2)
    'student-01, student-02 and 1 more'
    """
    shown = ", ".join(students[:most])
    more = len(students) - most
    return f"{shown} and {more} more" if more > 0 else shown


def in_exercises(exercises: Mapping[str, int]) -> str:
    """Say in which exercises something was seen, with counts where there are several.

    >>> in_exercises({"adam": 3}), in_exercises({"adam": 3, "adam_repair": 1})
    ('adam', 'adam (3), adam_repair (1)')
    """
    if len(exercises) == 1:
        return next(iter(exercises))
    return ", ".join(f"{name} ({count})" for name, count in exercises.items())


def glance(report: ClassReport) -> list[tuple[str, str]]:
    """Give the class at a glance: what, and how many."""
    total = report.totals
    rows = [("handed in", str(report.handed_in)),
            ("graded", str(report.graded)),
            ("without a grade", _listed(report.ungraded)),
            ("handed in again since graded", _listed(report.outdated)),
            ("with answers to mark by hand", str(report.to_mark)),
            ("late", f"{report.late}, {counted(report.penalty, 'point')} taken off"
             if report.late or report.penalty else "0"),
            ("with something odd about them", _listed(
                {student: None for one in report.oddities for student in one.students})),
            ("mean score", f"{points(total.mean)} of {points(total.max_points)}"),
            ("median, lowest, highest", ", ".join(map(
                points, (total.median, total.lowest, total.highest))))]
    if report.unreadable:
        rows.insert(3, ("graded notebook can't be read", _listed(report.unreadable)))
    return rows


def how_tested(grading: Grading) -> list[str]:
    """Say how answers were tested, and what that is worth."""
    told = []
    if grading.judged:
        told.append("Judged from outside the student's process: "
                    f"{counted(grading.judged, 'answer')}.")
    if grading.in_process:
        told.append(
            "Tested in the student's own process, by assertions or a check that nbgrader ran: "
            f"{counted(grading.in_process, 'answer')}. That is not tamper-proof: code in the "
            "hand-in can deceive such a test.")
    if grading.unreadable:
        told.append("With a verdict that is not readable, so that points count and mistakes are "
                    f"not known: {counted(grading.unreadable, 'answer')}.")
    return told


def recorded(grading: Grading) -> list[tuple[str, str]]:
    """Give what graded notebooks and this report record of how they were made."""
    short = {name[:SHORT]: count for name, count in grading.releases.items()}
    return [("sandbox", _with_counts(grading.tiers)),
            *((f"seed of {name}", seeds(counts)) for name, counts in grading.seeds.items()),
            ("release, its digest", _with_counts(short)),
            ("report made with", ", ".join(
                f"{name} {version}" for name, version in grading.versions.items()))]


def seeds(counts: Mapping[int, int]) -> str:
    """Write an exercise's seeds, each with how many hand-ins had it.

    >>> seeds({5: 3, 7: 2})
    '5 (3), 7 (2)'
    """
    return names([f"{seed} ({count})" for seed, count in counts.items()], MOST_RECORDED)


def _with_counts(counts: Mapping[str, int]) -> str:
    return names([f"{name or 'not recorded'} ({count})" for name, count in counts.items()],
                 MOST_RECORDED)


def _listed(students: Sequence[str] | Mapping[str, None]) -> str:
    few = list(students)
    return f"{len(few)}: {names(few, 5)}" if few else "0"
