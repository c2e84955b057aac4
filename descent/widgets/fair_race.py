"""fair_race(results): who leads under which rule for the learning rate, and how surely."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from descent.plots import SOLID, looks
from descent.widgets.ends import decades, drawable
from descent.widgets.figure import MovingFigure
from descent.widgets.scene import (
    GUIDE,
    Band,
    Choice,
    Line,
    Mark,
    Panel,
    Points,
    Scene,
    written,
)
from descent.words import words

__all__ = ["fair_race"]

RUN = ("#777777", SOLID, "o")


def fair_race(results: Mapping[str, Mapping[str, object]] | Callable[[], tuple],
              sensitivity: Mapping[str, object] | None = None, losses: bool = False,
              start: str | None = None, prediction: object = ...) -> MovingFigure:
    """Show the same optimizers under several rules for their learning rates.

    A run that gave nan or inf counts as the worst possible one.

    Args:
        results: rule -> optimizer's label -> final accuracies, one per seed; the same labels
            under each rule. Or a function without arguments that gives these and
            `sensitivity`: what it raises, as where a stub is not written yet, is told in the
            figure.
        sensitivity: optimizer's label -> rows (lr, median, lowest, highest), as the learner's
            `sensitivity` gives them; they make a third panel.
        losses: all scores are losses, and the lowest leads.
        start: the rule that is shown first; the first of `results` when None.
        prediction: when it is None, the figure stays hidden until the learner has predicted.

    Raises:
        TypeError: `results` is no dict of dicts.
        ValueError: a rule has fewer than two optimizers, or not those of the others; runs or
            rows are no numbers; or `start` is no rule of `results`.

    Example:
        >>> from descent.widgets import fair_race
        >>> runs = {"SGD": [0.91, 0.92, 0.91], "Adam": [0.95, 0.95, 0.94]}
        >>> fair_race({"default rates": runs}).scene().status[:62]
        'default rates: Adam leads with a median of 0.95, 0.04 ahead of'
    """
    if callable(results):
        try:
            results, sensitivity = results()
        except Exception as error:  # a learner's code may raise anything
            return MovingFigure(_raising(error), title=_said("title"))  # nothing to hide
    race = Race(_races(results), _rows(sensitivity or {}), losses)
    start = next(iter(race.races)) if start is None else start
    if start not in race.races:
        raise ValueError(_said("no_rule", seen=start, names=", ".join(race.races)))
    choice = Choice("regime", _said("regime"), {name: name for name in race.races}, start)
    return MovingFigure(race.scene, [choice], (), _said("title"), locked=prediction is None)


def _raising(error: Exception) -> Callable[[], Scene]:
    def draw() -> Scene:
        raise error

    return draw


@dataclass(frozen=True)
class Race:
    """The scores of all runs.

    Attributes:
        races: rule -> label -> array (seeds,), nan where a run gave no number.
        rows: label -> array (rates, 4), sorted by rate.
    """

    races: dict[str, dict[str, np.ndarray]]
    rows: dict[str, np.ndarray]
    losses: bool

    @cached_property
    def looks(self) -> dict[str, tuple]:
        """Give each label its look."""
        labels = list(dict.fromkeys([*next(iter(self.races.values())), *self.rows]))
        return dict(zip(labels, looks(labels), strict=True))

    @cached_property
    def medians(self) -> dict[str, dict[str, float]]:
        """Give the median of each label under each rule, the best first."""
        worst = np.inf if self.losses else -np.inf
        found = {}
        for regime, runs in self.races.items():
            medians = {label: float(np.median(np.where(np.isnan(scores), worst, scores)))
                       for label, scores in runs.items()}
            found[regime] = {label: medians[label] for label in sorted(
                medians, key=medians.get, reverse=not self.losses)}
        return found

    def scene(self, regime: str) -> Scene:
        """Show one rule beside all of them."""
        panels = [self._runs(regime), self._regimes(regime)]
        return Scene(panels + ([self._rates()] if self.rows else []), self._status(regime))

    # -- panels ----------------------------------------------------------------------------------

    def _runs(self, regime: str) -> Panel:
        runs, order = self.races[regime], list(self.medians[regime])
        place = np.concatenate([np.full(len(runs[label]), i + 0.12)
                                for i, label in enumerate(order)])
        ranges = np.array([[*_range(runs[label]), np.nan] for label in order]).ravel()
        beside = np.repeat(np.arange(len(order)) + 0.12, 3)
        marks: list[Mark] = [
            Line(beside, ranges, (*RUN[:2], "")),
            Points(place, np.concatenate([runs[label] for label in order]), RUN, _said("runs"), 6)]
        marks += [Points(np.array([float(i)]), drawable(np.array([self.medians[regime][label]])),
                         self.looks[label], size=14) for i, label in enumerate(order)]
        said = "; ".join(self._entry(regime, label) for label in order)
        ylim, log_y = self._axis(self._all_scores)
        return Panel(marks, _said("runs_alt", regime=regime, said=said), "", self._score,
                     (-0.5, len(order) - 0.4), ylim, title=regime, log_y=log_y,
                     x_names=tuple(order))

    def _regimes(self, regime: str) -> Panel:
        at = float(list(self.races).index(regime))
        ylim, log_y = self._axis(self._all_scores)
        marks: list[Mark] = [Line(np.full(2, at), np.array(ylim), GUIDE, _said("chosen"), "guide")]
        for label in next(iter(self.races.values())):
            heights = np.array([medians[label] for medians in self.medians.values()])
            marks.append(Line(np.arange(float(len(heights))), drawable(heights),
                              self.looks[label], label))
        said = " ".join(_said("leader", regime=name, names=", ".join(medians))
                        for name, medians in self.medians.items())
        return Panel(marks, _said("regimes_alt", said=said), _said("regime"),
                     _said("median", score=self._score), (-0.4, len(self.races) - 0.6), ylim,
                     log_y=log_y, x_names=tuple(self.races))

    def _rates(self) -> Panel:
        table = np.concatenate(list(self.rows.values()))
        (low, high), log_y = self._axis(table[:, 1:].ravel())
        marks: list[Mark] = []
        for label, rows in self.rows.items():
            lr, median, *ends = rows.T
            ends = [np.clip(np.nan_to_num(end, posinf=high), low, high) for end in ends]
            marks += [Band(lr, *ends, self.looks[label]),
                      Line(lr, drawable(median), self.looks[label], label)]
        return Panel(marks, _said("rates_alt", said="; ".join(map(self._peak, self.rows))),
                     _said("lr"), _said("median", score=self._score),
                     (table[:, 0].min() / 1.3, 1.3 * table[:, 0].max()), (low, high), log_x=True,
                     log_y=log_y)

    # -- numbers and words -----------------------------------------------------------------------

    @property
    def _score(self) -> str:
        return _said("loss" if self.losses else "score")

    @property
    def _all_scores(self) -> np.ndarray:
        return np.concatenate([scores for runs in self.races.values() for scores in runs.values()])

    def _axis(self, values: np.ndarray) -> tuple[tuple[float, float], bool]:
        """Choose the ends of an axis of scores, and whether it is a log one: losses run wide."""
        values = values[np.isfinite(drawable(values))]
        if self.losses and len(values) and values.min() > 0:
            return decades(values), True
        low, high = (values.min(), values.max()) if len(values) else (0.0, 1.0)
        room = 0.08 * ((high - low) or abs(high) or 1.0)
        return (float(low - room), float(high + room)), False

    def _entry(self, regime: str, label: str) -> str:
        low, high = _range(self.races[regime][label])
        if np.isnan(low):
            return _said("entry_lost", label=label)
        return _said("entry", label=label, median=written(self.medians[regime][label]),
                     low=written(low), high=written(high))

    def _peak(self, label: str) -> str:
        rows = self.rows[label]
        best = rows[np.argmin(rows[:, 1]) if self.losses else np.argmax(rows[:, 1])]
        return _said("peak", label=label, lr=written(best[0]), median=written(best[1]))

    def _status(self, regime: str) -> str:
        (first, best), (second, next_best), *_ = self.medians[regime].items()
        runs = self.races[regime]
        said = {"regime": regime, "first": first, "second": second, "best": written(best)}
        if not np.isfinite(best):
            return _said("nobody", regime=regime)
        lead = abs(best - next_best)
        sentences = [_said("alone" if np.isinf(lead) else "leads" if lead else "ties", **said,
                           **({"lead": written(lead)} if 0 < lead < np.inf else {}))]
        if 0 < lead < np.inf:
            spread = max(np.ptp(_range(runs[label])) for label in (first, second))
            sentences.append(_said("narrow" if spread < lead else "wide", spread=written(spread)))
        sentences.append(_said("order", names=", ".join(self.medians[regime])))
        lost = {label: int(np.isnan(scores).sum()) for label, scores in runs.items()}
        if any(lost.values()):
            sentences.append(_said("lost", said=", ".join(
                _said("lost_of", count=count, runs=len(runs[label]), label=label)
                for label, count in lost.items() if count)))
        return " ".join(sentences)


def _range(scores: np.ndarray) -> tuple[float, float]:
    there = scores[np.isfinite(scores)]
    return (float(there.min()), float(there.max())) if len(there) else (np.nan, np.nan)


# -- what is given -------------------------------------------------------------------------------


def _races(results: object) -> dict[str, dict[str, np.ndarray]]:
    if not isinstance(results, Mapping) or not results or not all(
            isinstance(runs, Mapping) for runs in results.values()):
        raise TypeError(_said("not_mapping", seen=repr(results)[:80]))
    races = {str(regime): {str(label): _scores(regime, label, scores)
                           for label, scores in runs.items()} for regime, runs in results.items()}
    first = next(iter(races))
    for regime, runs in races.items():
        if len(runs) < 2:
            raise ValueError(_said("too_few", regime=regime, labels=", ".join(runs) or "none"))
        if set(runs) != set(races[first]):
            raise ValueError(_said("other_labels", regime=regime, seen=", ".join(runs),
                                   first=first, expected=", ".join(races[first])))
    return races


def _scores(regime: object, label: object, scores: object) -> np.ndarray:
    """Read the runs of an optimizer; inf becomes nan, for both mean that a run gave no number."""
    found = _array(scores)
    if found is None or found.ndim != 1 or not len(found):
        raise ValueError(_said("no_numbers", label=label, regime=regime, seen=repr(scores)[:80]))
    return drawable(found)


def _rows(sensitivity: Mapping[str, object]) -> dict[str, np.ndarray]:
    rows = {}
    for label, given in sensitivity.items():
        found = _array(given)
        if found is None or found.ndim != 2 or found.shape[1] != 4 or not (
                np.isfinite(found[:, 0]) & (found[:, 0] > 0)).all():
            raise ValueError(_said("bad_rows", label=label, seen=repr(given)[:80]))
        rows[str(label)] = found[np.argsort(found[:, 0])]
    return rows


def _array(values: object) -> np.ndarray | None:
    try:
        return np.array(values, dtype=float)
    except (TypeError, ValueError):  # words, or rows of different lengths
        return None


def _said(key: str, **values: object) -> str:
    return words(f"widgets.fair_race.{key}", **values)
