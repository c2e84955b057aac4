"""Write the known paths: run references and mistakes over the probes, keep the numbers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from descent.exercises import EXERCISES, Exercise
from descent.judge import moves
from descent.known import KnownPaths, Mistake, observe
from descent.observe import Observation, quietly
from grader.catalogue import exercise

__all__ = ["build", "make"]

PUBLIC_SEED = 20150507  # the day of Kingma and Ba's talk at ICLR 2015
PRIVATE_SEED = 19640101  # Polyak's year
ROOT = Path(__file__).parents[1]


class Later(Mapping):
    """A mapping that is made when somebody first looks into it.

    Args:
        make: gives what is in it.
    """

    def __init__(self, make: Callable[[], dict[str, np.ndarray]]):
        """Make nothing yet."""
        self.make = cache(make)

    def __getitem__(self, slug: str) -> np.ndarray:
        """Give one."""
        return self.make()[slug]

    def __iter__(self) -> Iterator[str]:
        """Give the slugs."""
        return iter(self.make())

    def __len__(self) -> int:
        """Count them."""
        return len(self.make())


def make(asked: Exercise, seed: int, accepted: bool = True, mistakes: bool = True) -> KnownPaths:
    """Run the reference, the accepted forms and the mistakes of an exercise over its probes.

    Args:
        asked: the exercise.
        seed: of the probes.
        accepted: whether to run the accepted forms; that is done when they are first looked at.
        mistakes: whether to run the mistakes; private probes need none, as a known mistake fails
            the public ones.
    """
    entry = exercise(asked.id)
    with quietly(seconds=600):
        right = observe(asked, entry.right, seed)
        wrong = {slug: observe(asked, answer, seed)
                 for slug, answer in entry.wrong_answers().items() if mistakes}
    faults = {name: seen.fault for name, seen in right.items() if seen.fault}
    if faults:
        raise AssertionError(f"the reference of {asked.id} fails on its own probes: {faults}")
    rows = {name: tuple((row.label, len(row.values)) for row in seen.rows)
            for name, seen in right.items()}

    def forms() -> dict[str, np.ndarray]:
        with quietly(seconds=600):
            return {slug: flatten(observe(asked, answer, seed))
                    for slug, answer in entry.accepted_answers().items() if accepted}

    known = KnownPaths(asked.id, seed, rows, flatten(right), Later(forms), [])
    return replace(known, mistakes=[Mistake(slug, moves(known, seen, asked))
                                    for slug, seen in wrong.items()])


def flatten(seen: dict[str, Observation]) -> np.ndarray:
    """Put all rows of all probes end to end."""
    return np.concatenate([row.values for one in seen.values() for row in one.rows])


def build(check: bool = False, root: Path = ROOT, only: Sequence[str] = ()) -> list[str]:
    """Write descent/known_paths and grader/private_paths, or only compare.

    Args:
        check: write nothing.
        root: of the repository.
        only: ids of the exercises to build; without, all, and files of no exercise go.

    Returns:
        The files that differ from what the references give now: missing, unexpected, or other
        numbers than rounding explains (libm differs between machines).
    """
    drifted = []
    for folder, seed in (("descent/known_paths", PUBLIC_SEED),
                         ("grader/private_paths", PRIVATE_SEED)):
        expected = {root / folder / f"{asked.id}.npz": asked for asked in EXERCISES.values()
                    if not only or asked.id in only}
        for path in [] if only else sorted(set((root / folder).glob("*.npz")) - set(expected)):
            drifted.append(str(path.relative_to(root)))
            if not check:
                path.unlink()
        for path, asked in expected.items():
            known = make(asked, seed, mistakes=seed == PUBLIC_SEED)
            if path.is_file() and same(KnownPaths.load(path), known):
                continue
            drifted.append(str(path.relative_to(root)))
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                known.save(path)
    return drifted


def same(old: KnownPaths, new: KnownPaths) -> bool:
    """Whether two sets of known paths agree, numbers up to rounding."""
    if (old.seed, old.rows, list(old.accepted)) != (new.seed, new.rows, list(new.accepted)) or [
            mistake.slug for mistake in old.mistakes] != [mistake.slug for mistake in new.mistakes]:
        return False
    pairs = [(old.right, new.right, 1e-12)]
    pairs += [(old.accepted[slug], new.accepted[slug], 1e-12) for slug in old.accepted]
    pairs += [(one.moves, other.moves, 1e-5)
              for one, other in zip(old.mistakes, new.mistakes, strict=True)]
    return all(one.shape == other.shape and np.allclose(one, other, rtol, 0, equal_nan=True)
               for one, other, rtol in pairs)
