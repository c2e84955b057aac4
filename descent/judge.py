"""Compare observations with known paths: the verdict. Pure: no files, no clock, no words."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from descent.exercises import Exercise
from descent.known import KnownPaths, Mistake
from descent.observe import Fault, Observation, Row
from descent.properties import Paths, broken_property

__all__ = ["Difference", "ProbeResult", "Verdict", "fits_of", "judge", "moves"]

# A right answer in another order of operations differs by some units of 2**-53 a step; 1e-9 of
# the distance moved is far above 200 such steps and far below any mistake on these probes.
RIGHT_RTOL = 1e-9
# A parameter near 1 carries the rounding of 1 however short the way was.
RIGHT_ULPS = 1e-14
# Known mistakes are told apart by far more; another eps of usual size moves them by less.
MISTAKE_RTOL = 1e-4


@dataclass(frozen=True)
class Difference:
    """The first number that differs: its row, column, and both values."""

    row: int
    label: str
    column: int
    expected: float
    seen: float


@dataclass(frozen=True)
class ProbeResult:
    """How one probe went."""

    name: str
    passed: bool
    difference: Difference | None = None
    fault: Fault | None = None


@dataclass(frozen=True)
class Verdict:
    """What a check found.

    Attributes:
        exercise: its id.
        status: "right", "wrong", "error" (an exception), "timeout" or "unwritten".
        probes: one result a probe.
        diagnosis: slug of the known mistake whose path this is; None when unsure.
        notes: slugs of the accepted forms that it equals where it isn't the rule to the letter,
            and of the hyper-parameters that could not be varied.
        share: of the points, 0 to 1.
        breaks: the property of right paths that a path without diagnosis breaks: a key under
            [properties] in the words catalogue; None where nothing can be said.
    """

    exercise: str
    status: str
    probes: tuple[ProbeResult, ...]
    diagnosis: str | None = None
    notes: tuple[str, ...] = ()
    share: float = 0.0
    breaks: str | None = None

    @property
    def first_failure(self) -> ProbeResult | None:
        """The first probe that failed."""
        return next((probe for probe in self.probes if not probe.passed), None)


def judge(exercise: Exercise, known: KnownPaths,
          seen: Mapping[str, Observation]) -> Verdict:
    """Judge what a learner's answer did on the probes of `known`.

    Args:
        exercise: the contract.
        known: right, accepted and mistaken paths on those probes.
        seen: one observation a probe.

    Returns:
        The verdict. A probe passes when it equals the right path or one accepted form throughout.
        The first probe is the rule at its plainest: without it there is no credit.
    """
    fits = fits_of(exercise, known, seen)
    chosen = choose_form(fits)
    nearest, results, notes = {}, [], []
    for name in known.rows:
        form = next((slug for slug in chosen if fits[slug][name]), None)
        if form is not None:
            notes += [form] if form else []
            results.append(ProbeResult(name, True))
            continue
        nearest = nearest or known.split(known.accepted[chosen[0]] if chosen[0] else known.right)
        difference = first_difference(known.rows[name], nearest[name], seen[name],
                                      exercise)
        fault = seen[name].fault
        if fault is None and difference is None:
            fault = wrong_length(known, name, seen[name])
        results.append(ProbeResult(name, False, difference, fault))
    passed = [result.passed for result in results]
    status = status_of(results)
    diagnosis = None
    if status in ("wrong", "error") and not is_broken(seen[results[0].name]):
        diagnosis = recognise(exercise, known, seen)
    breaks = None
    if status == "wrong" and diagnosis is None:
        breaks = broken_property(paths_of(exercise, known, seen, results), exercise.is_optimizer)
    share = sum(passed) / len(passed) if passed[0] else 0.0
    notes = list(dict.fromkeys(notes)) if status == "right" else []
    notes += [f"not-varied={name}" for name in sorted(exercise.fixed)]
    return Verdict(known.exercise, status, tuple(results), diagnosis, tuple(notes), share, breaks)


def choose_form(fits: dict[str, dict[str, bool]]) -> list[str]:
    """Order the accepted forms: the one that explains most probes first, the rule before all."""
    return sorted(fits, key=lambda slug: -sum(fits[slug].values()))


def status_of(results: list[ProbeResult]) -> str:
    """Name the status by the first probe that failed."""
    failure = next((result for result in results if not result.passed), None)
    if failure is None:
        return "right"
    fault = failure.fault
    if fault is None or failure.difference or fault.kind not in ("exception", "timeout"):
        return "wrong"
    if fault.kind == "timeout":
        return "timeout"
    untouched = "NotImplementedError" in fault.raised and failure is results[0] and (
        fault.row <= 1)
    return "unwritten" if untouched else "error"


def is_broken(observation: Observation) -> bool:
    """Whether even the plainest probe ended in a fault: then there is no path to recognise."""
    return observation.fault is not None


def fits_of(exercise: Exercise, known: KnownPaths,
            seen: Mapping[str, Observation]) -> dict[str, dict[str, bool]]:
    """Tell which of the seen probes each right form fits, the rule itself under "".

    The other forms are left out where the rule fits everything: they may cost a second to make.
    """
    fits = fits_of_forms(exercise, known, seen, {"": known.right})
    if len(fits[""]) == len(known.rows) and all(fits[""].values()):
        return fits
    return fits | fits_of_forms(exercise, known, seen, known.accepted)


def fits_of_forms(exercise: Exercise, known: KnownPaths, seen: Mapping[str, Observation],
                  forms: Mapping[str, np.ndarray]) -> dict[str, dict[str, bool]]:
    """Tell which of the seen probes each of some forms fits."""
    if not forms:
        return {}
    table = np.array(list(forms.values()))
    fits: dict[str, dict[str, bool]] = {slug: {} for slug in forms}
    for name, part in known.parts().items():
        if name not in seen:
            continue
        found = [False] * len(forms)
        if is_complete(known.rows[name], seen[name]):
            right = table[:, part]
            mine = np.concatenate([row.values for row in seen[name].rows])
            found = agrees(mine, right, tolerance(
                right, len(known.rows[name]), exercise)).all(axis=1)
        for slug, fit in zip(forms, found, strict=True):
            fits[slug][name] = bool(fit)
    return fits


def is_complete(rows, seen: Observation) -> bool:
    """Whether an observation has all the rows of a probe, each of its length."""
    return seen.fault is None and [len(row.values) for row in seen.rows] == [
        width for _, width in rows]


def tolerance(right: np.ndarray, n_rows: int, exercise: Exercise) -> np.ndarray:
    """Give how far each number may lie from the right one.

    Args:
        right: a probe's right rows end to end, in the last axis.
        n_rows: their number.
        exercise: the contract.
    """
    if not exercise.is_optimizer:
        # A result may be an exact 0 that another way of computing misses by rounding.
        return exercise.rtol * np.abs(right) + exercise.atol
    rows = right.reshape(*right.shape[:-1], n_rows, -1)
    way = np.maximum.accumulate(np.abs(rows - rows[..., :1, :]), axis=-2).reshape(right.shape)
    return RIGHT_RTOL * way + RIGHT_ULPS * np.abs(right)


def agrees(mine: np.ndarray, right: np.ndarray, most: np.ndarray) -> np.ndarray:
    """Tell which numbers lie within `most` of the right ones; an infinite one only if equal."""
    with np.errstate(all="ignore"):
        return np.isfinite(right) & (np.abs(mine - right) <= most) | (mine == right)


def first_mismatch(expected: list[np.ndarray], seen: list[np.ndarray],
                   exercise: Exercise) -> tuple[int, int] | None:
    """Find the first row and column where two lists of rows differ by more than rounding.

    `seen` may end early.
    """
    if not seen:
        return None
    right, mine = np.concatenate(expected), np.concatenate(seen)
    close = agrees(mine, right[:len(mine)],
                   tolerance(right, len(expected), exercise)[:len(mine)])
    if close.all():
        return None
    column = int(np.argmin(close))
    for row, values in enumerate(seen):
        if column < len(values):
            return row, column
        column -= len(values)
    raise AssertionError("a mismatch lies in one of the rows")


def first_difference(labels, expected, seen: Observation, exercise) -> Difference | None:
    """Describe the first differing number, or give None where rows can't be compared."""
    rows = [row.values for row in seen.rows]
    length = next((i for i, (right, mine) in enumerate(zip(expected, rows, strict=False))
                   if len(right) != len(mine)), len(expected))
    where = first_mismatch(expected, rows[:length], exercise)
    if where is None:
        return None
    row, column = where
    return Difference(row, labels[row][0], column, float(expected[row][column]),
                      float(rows[row][column]))


def wrong_length(known: KnownPaths, name: str, seen: Observation) -> Fault | None:
    """Give the fault of a result with the wrong number of entries."""
    for row, ((label, width), mine) in enumerate(zip(known.rows[name], seen.rows, strict=False)):
        if len(mine.values) != width:
            return Fault("wrong_length", row,
                         {"call": label, "expected": width, "seen": len(mine.values)})
    return None


def moves(known: KnownPaths, seen: Mapping[str, Observation],
          exercise: Exercise) -> np.ndarray:
    """Flatten observations to the form in which mistakes are stored.

    Returns:
        float32, as `KnownPaths.right`: distances from the start for an optimizer, results for a
        function; NaN from where a run broke off, and in a row of the wrong length.
    """
    flat = []
    for name, rows in known.rows.items():
        start = None
        for i, (_, width) in enumerate(rows):
            values = seen[name].rows[i].values if i < len(seen[name].rows) else np.empty(0)
            if len(values) != width:
                values = np.full(width, np.nan)
            elif exercise.is_optimizer:
                start = values if start is None else start
                with np.errstate(all="ignore"):
                    values = values - start
            flat.append(values)
    with np.errstate(all="ignore"):
        return np.concatenate(flat).astype(np.float32)


def recognise(exercise: Exercise, known: KnownPaths,
              seen: Mapping[str, Observation]) -> str | None:
    """Find the one known mistake whose path this is, or None when unsure.

    A path that agrees on every probe settles it. Where none does, the probes about eps are left
    out: people combine their mistake with any accepted form of eps.
    """
    mine = moves(known, seen, exercise)
    first = next(iter(seen.values()))
    if exercise.is_optimizer and np.isnan(first.rows[1].values).all() and not first.divided:
        return None  # many roads lead to nan; the one by a clock at 0 divides by zero
    about_eps = eps_probes(exercise, known)
    whole = nearly = known.mistakes
    for name, part in known.parts().items():
        if not nearly:
            return None
        table = np.array([mistake.moves[part] for mistake in nearly])
        same = alike(table, mine[part], known, name, exercise).all(axis=1)
        fits = {mistake.slug for mistake, fit in zip(nearly, same, strict=True) if fit}
        whole = [mistake for mistake in whole if mistake.slug in fits]
        if name not in about_eps:
            nearly = [mistake for mistake in nearly if mistake.slug in fits]
    found = [mistake.slug for mistake in whole or shown_without(about_eps, nearly, known, exercise)]
    # "first-key-only#grads" is "first-key-only" with its loop over grads: one mistake.
    names = {slug.partition("#")[0] for slug in found}
    return names.pop() if len(names) == 1 else None


def shown_without(probes: set[str], mistakes: list[Mistake], known: KnownPaths,
                  exercise: Exercise) -> list[Mistake]:
    """Choose those mistakes that differ from the right path on a probe other than these."""
    right = moves(known, {name: Observation([Row("", values) for values in rows]) for name, rows
                          in known.split(known.right).items()}, exercise)
    return [mistake for mistake in mistakes if any(
        not alike(mistake.moves[None, part], right[part], known, name, exercise).all()
        for name, part in known.parts().items() if name not in probes)]


def paths_of(exercise: Exercise, known: KnownPaths, seen: Mapping[str, Observation],
             results: list[ProbeResult]) -> Paths:
    """Collect the paths that properties are read from: complete and finite ones.

    The rows of a function's yes and no questions are left out: they are no quantities.
    """
    right, mine = {}, {}
    for name, rows in known.split(known.right).items():
        found = [row.values for row in seen[name].rows]
        if seen[name].fault or [len(row) for row in found] != [len(row) for row in rows]:
            continue
        if exercise.is_optimizer:
            right[name], mine[name] = np.array(rows), np.array(found)
        else:
            kept = [i for i, (label, _) in enumerate(known.rows[name]) if not label.endswith("?")]
            right[name], mine[name] = (np.concatenate([few[i] for i in kept] or [np.empty(0)])
                                       for few in (rows, found))
        if not np.isfinite(mine[name]).all():
            del right[name], mine[name]
    passed = frozenset(result.name for result in results if result.passed)
    return Paths(right, mine, passed, frozenset(known.rows) - set(right) - passed,
                 silent_entries(exercise, known) if "zeros" in right else None)


def silent_entries(exercise: Exercise, known: KnownPaths) -> np.ndarray | None:
    """Tell which entries have gradient 0 in every call of the probe "zeros"."""
    (probe,) = (one for one in exercise.optimizer_probes(known.seed) if one.name == "zeros")
    if probe.takes_grad_fn:
        return None
    return ~np.any([event.grads["rare"] for event in probe.events], axis=0)


def eps_probes(exercise: Exercise, known: KnownPaths) -> set[str]:
    """Name the probes whose outcome depends visibly on eps."""
    if not exercise.is_optimizer or "eps" not in exercise.defaults:
        return set()
    return {probe.name for probe in exercise.optimizer_probes(known.seed) if probe.asks_eps}


def alike(many: np.ndarray, one: np.ndarray, known: KnownPaths, probe: str,
          exercise: Exercise) -> np.ndarray:
    """Compare paths on one probe with another, number by number, NaN equal to NaN.

    An optimizer's entry counts as equal within MISTAKE_RTOL of the longest way so far in its
    column, so that a return near the start is not compared to its own rounding.

    Args:
        many: the probe's part of flattened paths, of shape (paths, numbers).
        one: of another, of shape (numbers,).
    """
    with np.errstate(all="ignore"):
        scale = np.maximum(np.abs(many), np.abs(one)).astype(float)
        scale[~np.isfinite(scale)] = 0  # inf equals inf only
        if exercise.is_optimizer:
            rows = scale.reshape(len(many), len(known.rows[probe]), -1)
            scale = np.maximum.accumulate(rows, axis=1).reshape(many.shape)
            # An entry that stands still, and its noise.
            least = RIGHT_ULPS * np.abs(known.right[known.parts()[probe]])
        else:
            least = exercise.rtol * scale + exercise.atol
        close = np.abs(many.astype(float) - one) <= MISTAKE_RTOL * scale + least
    return close | (many == one) | (np.isnan(many) & np.isnan(one))
