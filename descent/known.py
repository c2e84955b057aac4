"""Known paths: what right, accepted and mistaken answers do on an exercise's probes, as numbers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources import files
from pathlib import Path

import numpy as np

from descent.exercises import Exercise
from descent.leaks import restored
from descent.observe import Observation, observe_function, observe_optimizer

__all__ = ["KnownPaths", "Mistake", "observations", "observe", "public_paths"]


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer: its slug (words under [mistakes], up to a "#"), and its moves.

    `moves` is float32, the distance from the start for an optimizer and the results for a
    function, NaN from where the wrong answer broke off.
    """

    slug: str
    moves: np.ndarray


@dataclass(frozen=True)
class KnownPaths:
    """The numbers that a check compares with; written by the grader, read everywhere.

    Attributes:
        exercise: its id.
        seed: of the probes.
        rows: per probe, each row's label and length.
        right: the right answer's rows, end to end, float64.
        accepted: slug (words under [notes]) -> rows of another accepted form.
        mistakes: the known wrong answers.
    """

    exercise: str
    seed: int
    rows: dict[str, tuple[tuple[str, int], ...]]
    right: np.ndarray
    accepted: Mapping[str, np.ndarray]
    mistakes: list[Mistake]

    def save(self, path: Path) -> None:
        """Write an .npz, the same bytes each time."""
        np.savez_compressed(
            path, exercise=self.exercise, seed=self.seed,
            probes=np.array(list(self.rows)),
            row_counts=np.array([len(rows) for rows in self.rows.values()]),
            row_labels=np.array([label for rows in self.rows.values() for label, _ in rows]),
            row_widths=np.array([width for rows in self.rows.values() for _, width in rows]),
            right=self.right,
            accepted_slugs=np.array(list(self.accepted), dtype=np.str_),
            accepted=np.array(list(self.accepted.values()), dtype=float),
            mistake_slugs=np.array([mistake.slug for mistake in self.mistakes], dtype=np.str_),
            mistakes=np.array([mistake.moves for mistake in self.mistakes], dtype=np.float32))

    @classmethod
    def load(cls, path) -> "KnownPaths":
        """Read what `save` wrote.

        Args:
            path: a path or an open binary file.
        """
        with np.load(path, allow_pickle=False) as data:
            rows = list(zip(data["row_labels"].tolist(), data["row_widths"].tolist(),
                            strict=True))
            ends = np.cumsum(data["row_counts"]).tolist()
            return cls(
                str(data["exercise"]), int(data["seed"]),
                {name: tuple(rows[start:end]) for name, start, end in zip(
                    data["probes"].tolist(), [0, *ends], ends, strict=False)},
                data["right"],
                {str(slug): rows for slug, rows in zip(
                    data["accepted_slugs"], data["accepted"], strict=True)},
                [Mistake(str(slug), moves) for slug, moves in zip(
                    data["mistake_slugs"], data["mistakes"], strict=True)])

    def parts(self) -> dict[str, slice]:
        """Give each probe's place in an end-to-end vector."""
        result, position = {}, 0
        for probe, rows in self.rows.items():
            end = position + sum(width for _, width in rows)
            result[probe], position = slice(position, end), end
        return result

    def split(self, flat: np.ndarray) -> dict[str, list[np.ndarray]]:
        """Cut an end-to-end vector into rows, by probe."""
        result, position = {}, 0
        for probe, rows in self.rows.items():
            result[probe] = []
            for _, width in rows:
                result[probe].append(flat[position:position + width])
                position += width
        return result


def public_paths(exercise: str) -> KnownPaths:
    """Load the known paths on the public probes of an exercise."""
    with (files("descent") / "known_paths" / f"{exercise}.npz").open("rb") as file:
        return KnownPaths.load(file)


def observe(exercise: Exercise, answer, seed: int,
            around: Callable = restored) -> dict[str, Observation]:
    """Put every probe of an exercise to an answer (a class or a function).

    Args:
        exercise: the contract.
        answer: the class or the function.
        seed: of the probes.
        around: makes from the answer what surrounds each probe; it puts back what the answer
            keeps outside its instances.

    Returns:
        One observation a probe, in the order of the probes. They are put in another order, drawn
        with the seed: an answer that counts its calls can't know which one it is asked.
    """
    names = list(exercise.plays)
    order = np.random.RandomState(seed).permutation(len(names))
    shuffled = replace(exercise, plays={names[i]: exercise.plays[names[i]] for i in order})
    seen = dict(observations(shuffled, answer, seed, around))
    return {name: seen[name] for name in names or seen}


def observations(exercise: Exercise, answer, seed: int,
                 around: Callable = restored) -> Iterator[tuple[str, Observation]]:
    """Put the probes of an exercise to an answer, one at a time.

    After a probe that ran out of time the others aren't tried.

    Yields:
        The probe's name and its observation.
    """
    if exercise.is_optimizer:
        trials = {probe.name: partial(observe_optimizer, probe, answer)
                  for probe in exercise.optimizer_probes(seed)}
    else:
        trials = {name: partial(observe_function, partial(play, rng=np.random.RandomState(seed)),
                                answer) for name, play in exercise.plays.items()}
    late = None
    for name, trial in trials.items():
        with around(answer):
            seen = late or trial()
        if seen.fault is not None and seen.fault.kind == "timeout":
            late = Observation([], seen.fault)
        yield name, seen
