"""Put an answer that lives in the sandbox to the public probes and to fresh private ones."""

import warnings
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np

from descent.checks import Trial, report_on
from descent.exercises import EXERCISES, Exercise
from descent.known import KnownPaths, observe, public_paths
from descent.observe import SECONDS, Told, lacking
from descent.report import Report
from descent.words import words
from grader.errors import UnknownExercise
from grader.known_paths import make
from grader.proxies import Remote
from grader.remote import Missing, Refused, Session

__all__ = ["Exam"]


class Exam:
    """One exercise with one set of private probes.

    Args:
        exercise: its id.
        seed: of the private probes; repeats a verdict.
        seconds: that an answer has for each of the two sets of probes.

    Raises:
        UnknownExercise: there is no such exercise.
    """

    def __init__(self, exercise: str, seed: int, seconds: float = SECONDS):
        """Run the reference over the private probes."""
        if exercise not in EXERCISES:
            raise UnknownExercise(f"there is no exercise {exercise!r}: use one of "
                                  f"{', '.join(EXERCISES)}")
        self.asked, self.seed, self.seconds = EXERCISES[exercise], seed, seconds
        self.known = [public_paths(exercise), make(self.asked, seed, mistakes=False)]
        self.known_without = cache(self.make_without)

    def make_without(self, lacking: tuple[str, ...]) -> tuple[Exercise, list[KnownPaths]]:
        """Give the exercise and its known paths for constructors that lack hyper-parameters."""
        if not lacking:
            return self.asked, self.known
        asked = replace(self.asked, fixed=frozenset(lacking))
        return asked, [make(asked, known.seed, mistakes=known is self.known[0])
                       for known in self.known]

    def put(self, session: Session, find: Callable[[], Remote], points: float = 1.0) -> Report:
        """Put an answer to all probes and judge what was seen.

        Args:
            session: the child's in which it lives.
            find: gives the answer; `session.load` or `session.find` with their arguments.
            points: for a right answer.

        Returns:
            The report; what the judge found is in it.

        Raises:
            Refused: there is no answer, or it could not be put to the probes to the end.
        """
        session.give(self.seconds)
        try:
            answer = find()
        except Missing as error:
            raise Refused("error", f"{self.said('no')} {error}".strip()) from None
        except Told as error:
            raise Refused(*session.ended) from error
        if not (answer.is_class if self.asked.wants_class else
                answer.is_function and not answer.is_class):
            raise Refused("error", self.said("not_a"))
        lacks = tuple(sorted(lacking(answer, self.asked.defaults)))
        asked, known = self.known_without(lacks)
        trials: list[Trial] = []
        for one in known:
            if trials and trials[0].is_hopeless:
                break  # it would be the same once more
            trials.append(self.observed(session, asked, answer, one))
        return report_on(asked, trials, points, session.outside)

    def observed(self, session: Session, asked: Exercise, answer: Remote,
                 known: KnownPaths) -> Trial:
        """Put an answer to one set of probes."""
        session.give(self.seconds)
        # A learner's nan goes through our arithmetic, too.
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                seen = observe(asked, answer, known.seed, lambda _: session.probe())
            except Told:  # the child ended in one probe, and there is none for the next
                seen = {}
        if session.ended is not None:
            raise Refused(*session.ended)
        if any(one.fault and one.fault.raised[:1] == ("MemoryError",) for one in seen.values()):
            raise Refused("memory", words("sandbox.memory"))
        return Trial(known, seen, session.printed)

    def said(self, which: str) -> str:
        """Say that there is no such class or function, or that what has its name is none."""
        return words(f"hand_in.{which}_{'class' if self.asked.wants_class else 'function'}",
                     name=self.asked.name)
