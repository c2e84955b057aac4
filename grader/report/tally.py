"""Count what a class handed in, one hand-in after the other: pure, no files and no clock.

What is kept grows with the class by a name for each mistake that a student made, not by hand-ins.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, median

from grader.report.model import (
    Bin,
    ClassReport,
    Exercise,
    Graded,
    Grading,
    Mistake,
    Oddity,
    Score,
    Totals,
    Unnamed,
    Variant,
)
from grader.report.notebooks import Named, Notebook, Outcome

__all__ = ["Tally", "bins"]

MOST_BINS = 12  # of the distribution, and one for all points
MOST_TOPICS = 3


class Tally:
    """The counters; hand-ins are added in the order in which their students should be listed."""

    def __init__(self):
        """Begin with no hand-in."""
        self.totals: list[float] = []
        self.to_mark = self.late = 0
        self.penalty = 0.0
        self.ungraded: list[str] = []
        self.outdated: list[str] = []
        self.unreadable: list[str] = []
        self.order: dict[str, None] = {}
        self.exercises: dict[str, Exercise] = {}
        self.points: Counter[str] = Counter()
        self.reasons: dict[str, Counter[str]] = {}
        self.mistakes: dict[str, Mistake] = {}
        self.unnamed: dict[tuple[str, str, str], Unnamed] = {}
        self.variants: dict[str, Variant] = {}
        self.oddities: dict[str, Oddity] = {}
        self.tiers: Counter[str] = Counter()
        self.releases: Counter[str] = Counter()
        self.seeds: dict[str, Counter[int]] = {}

    def add(self, hand_in: Graded) -> None:
        """Count a graded hand-in."""
        raw = sum(score.points for score in hand_in.scores)
        self.totals.append(max(0.0, raw - hand_in.penalty))
        self.to_mark += any(score.is_to_mark for score in hand_in.scores)
        self.late += hand_in.is_late
        self.penalty += hand_in.penalty
        if hand_in.is_outdated:
            self.outdated.append(hand_in.student)
        if None in hand_in.notebooks:
            self.unreadable.append(hand_in.student)
        outcomes: dict[str, Outcome] = {}
        scored = {score.cell for score in hand_in.scores}
        for notebook in filter(None, hand_in.notebooks):
            self.add_grading(hand_in.student, notebook)
            outcomes |= notebook.outcomes
            self.order |= dict.fromkeys(cell for cell in notebook.cells if cell in scored)
        for score in hand_in.scores:
            self.add_score(hand_in.student, score, outcomes.get(score.cell))

    def add_ungraded(self, student: str) -> None:
        """Count a hand-in that has no grade."""
        self.ungraded.append(student)

    def add_grading(self, student: str, notebook: Notebook) -> None:
        """Count how a notebook was graded, and what was odd about it."""
        self.tiers[notebook.tier] += 1
        self.releases[notebook.release] += 1
        for exercise, seed in notebook.seeds.items():
            self.seeds.setdefault(exercise, Counter())[seed] += 1
        for what, said in notebook.findings.items():
            oddity = self.oddities.setdefault(what, Oddity(what, said))
            _once(oddity.students, student)

    def add_score(self, student: str, score: Score, outcome: Outcome | None) -> None:
        """Count one cell's points, and what its outcome tells."""
        exercise = self.exercises.setdefault(score.cell, Exercise(
            score.cell, score.cell.removesuffix("_check"), score.max_points))
        lost = max(0.0, score.max_points - score.points)
        if score.is_to_mark:
            exercise.to_mark += 1
        else:
            self.points[score.cell] += score.points
            exercise.points_lost += lost
            exercise.full += not lost
            exercise.none += lost > 0 and score.points <= 0
            exercise.partial += lost > 0 and score.points > 0
        if outcome is None:
            return
        exercise.judged += outcome.how == "judged"
        exercise.in_process += outcome.how == "in process"
        exercise.unreadable += outcome.how == "unreadable"
        reason = self.add_reason(student, exercise.name, outcome, lost)
        if reason and lost and not score.is_to_mark:
            self.reasons.setdefault(score.cell, Counter())[reason] += 1
        for note in outcome.notes:
            variant = self.variants.setdefault(note.slug, Variant(note.slug, note.message))
            _count(variant, exercise.name, student)

    def add_reason(self, student: str, exercise: str, outcome: Outcome, lost: float) -> str:
        """Count a mistake, named or not; give what it is called, or ''."""
        if (named := outcome.mistake) is not None:
            mistake = self.mistakes.setdefault(named.slug, _mistake(named))
            _count(mistake, exercise, student)
            mistake.points_lost += lost
            return mistake.title
        if outcome.status in ("", "right"):
            return ""
        key = exercise, outcome.status, outcome.said
        unnamed = self.unnamed.setdefault(key, Unnamed(*key))
        _once(unnamed.students, student)
        unnamed.points_lost += lost
        return outcome.said

    def report(self, lesson: str, whose: str, made: str,
               versions: Mapping[str, str]) -> ClassReport:
        """Give what was counted; at least one graded hand-in was."""
        known = [cell for cell in self.order if cell in self.exercises]
        cells = [*known, *(cell for cell in self.exercises if cell not in self.order)]
        exercises = tuple(self.finished(cell) for cell in cells)
        mistakes = tuple(_by_frequency(self.mistakes.values()))
        costly = sorted((one for one in mistakes if one.points_lost),
                        key=lambda one: -one.points_lost)
        return ClassReport(
            lesson=lesson, whose=whose, made=made, handed_in=len(self.totals) + len(self.ungraded),
            graded=len(self.totals), to_mark=self.to_mark, late=self.late, penalty=self.penalty,
            ungraded=tuple(self.ungraded), outdated=tuple(self.outdated),
            unreadable=tuple(self.unreadable),
            totals=totals(self.totals, sum(one.max_points for one in exercises)),
            exercises=exercises, mistakes=mistakes,
            unnamed=tuple(_by_frequency(self.unnamed.values())),
            variants=tuple(_by_frequency(self.variants.values())),
            oddities=tuple(_by_frequency(self.oddities.values())),
            grading=Grading(
                dict(self.tiers.most_common()), dict(self.releases.most_common()),
                {name: dict(seeds.most_common()) for name, seeds in sorted(self.seeds.items())},
                *(sum(getattr(one, how) for one in exercises)
                  for how in ("judged", "in_process", "unreadable")), dict(versions)),
            topics=tuple(one.slug for one in costly[:MOST_TOPICS]))

    def finished(self, cell: str) -> Exercise:
        """Give an exercise with its mean and its most common reason."""
        exercise = self.exercises[cell]
        marked = exercise.full + exercise.partial + exercise.none
        exercise.mean = self.points[cell] / marked if marked else None
        reasons = self.reasons.get(cell, Counter())
        for reason, count in reasons.most_common(1):
            if count > 1 or len(reasons) == 1:  # else none is more common than the others
                exercise.reason, exercise.reason_count = reason, count
        return exercise


def totals(scores: Sequence[float], max_points: float) -> Totals:
    """Describe the distribution of total scores, at least one."""
    return Totals(max_points, fmean(scores), median(scores), min(scores), max(scores),
                  tuple(bins(scores, max_points)))


def bins(scores: Iterable[float], max_points: float) -> list[Bin]:
    """Count total scores by ranges; those that have all points, or more, are by themselves.

    >>> [(one.label, one.count) for one in bins([0, 0.5, 0.75, 1, 2], 1)]
    [('0 to under 0.5', 1), ('0.5 to under 1', 2), ('1 and more', 2)]
    """
    step = step_of(max_points)
    edges = [number * step for number in range(math.ceil(max_points / step - 1e-9))]
    edges.append(max_points)
    counts = [0] * len(edges)
    has_more = False
    for score in scores:
        # The sum of many halves and thirds may miss an edge by rounding.
        counts[max(0, sum(score >= edge - 1e-9 for edge in edges) - 1)] += 1
        has_more |= score > max_points + 1e-9
    labels = [f"{low:g} to under {high:g}" for low, high in zip(edges, edges[1:], strict=False)]
    labels.append(f"{max_points:g} and more" if has_more else f"{max_points:g}")
    return [Bin(label, low, high, count) for label, low, high, count in zip(
        labels, edges, [*edges[1:], max_points], counts, strict=True)]


def step_of(max_points: float) -> float:
    """Choose the width of the ranges: 1, 2 or 5 times a power of ten, or half a point."""
    widths = (digit * 10.0**power for power in range(-1, 300) for digit in (1, 2, 5))
    return next(width for width in widths if width >= 0.5 and max_points / width <= MOST_BINS)


def _mistake(named: Named) -> Mistake:
    return Mistake(named.slug, named.title or named.slug, named.message, named.hints)


def _count(group: Mistake | Variant, exercise: str, student: str) -> None:
    group.exercises[exercise] = group.exercises.get(exercise, 0) + 1
    _once(group.students, student)


def _once(students: list[str], student: str) -> None:
    # A student's cells come one after the other.
    if not students or students[-1] != student:
        students.append(student)


def _by_frequency(groups: Iterable) -> list:
    """Sort: what most students did first, then what cost most."""
    return sorted(groups, key=lambda group: (
        -len(group.students), -getattr(group, "points_lost", 0.0)))
