"""Turn a verdict into what a learner reads; as HTML in `descent.report_html`."""

import math
from dataclasses import dataclass
from functools import cached_property

from descent.exercises import Exercise
from descent.judge import ProbeResult, Verdict
from descent.known import KnownPaths
from descent.observe import Observation
from descent.plain import clean
from descent.probes import Probe
from descent.words import note, of_mistake, of_property, words

__all__ = ["Report"]

MIME = "application/vnd.descent.verdict+json"


@dataclass(frozen=True)
class Report:
    """What `check` returns. Its plain repr is the number of points and nothing else.

    nbgrader reads a test cell's score from that repr; a notebook shows the HTML, print the text.

    Attributes:
        verdict: status, probes, diagnosis, notes.
        points, max_points: a float, whole and half points only.
        share: of the points, 0 to 1, before it was rounded.
        printed: what the learner's code printed meanwhile.
        fault: what broke the first failed probe off, in words.
        outside: variables of the notebook that the learner's code reads.
        private: whether the first failure lies on a private probe.
    """

    exercise: Exercise
    verdict: Verdict
    known: KnownPaths
    seen: dict[str, Observation]
    points: float
    max_points: float
    share: float
    printed: str = ""
    fault: str = ""
    outside: tuple[str, ...] = ()
    private: bool = False

    def __repr__(self) -> str:
        """Give the number of points, which nbgrader reads."""
        return f"{self.points:g}"

    def __str__(self) -> str:
        """Give the report as text."""
        return self.text()

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {"text/plain": repr(self), "text/html": self.html(), MIME: self.data()}

    def html(self, pictures: bool = True) -> str:
        """Give the report as HTML without scripts, and without a picture if asked so."""
        from descent.report_html import html  # it imports this module's Report

        return html(self, pictures)

    def data(self) -> dict:
        """Give the verdict as JSON data: status, points, probes, diagnosis, hints, notes."""
        diagnosis = [{"slug": self.verdict.diagnosis, "title": title, "message": message}
                     for title, message in self.diagnosis()]
        return {"exercise": self.verdict.exercise, "status": self.verdict.status,
                "points": self.points, "max_points": self.max_points,
                "probes": [{"name": probe.name, "passed": probe.passed,
                            "difference": self.difference_data(probe)}
                           for probe in self.verdict.probes],
                "diagnosis": diagnosis,
                "property": {"slug": self.verdict.breaks, "message": self.broken()}
                if self.verdict.breaks else None,
                "fault": self.fault or None, "hints": self.hints(),
                "notes": [{"slug": slug, "message": note(slug)} for slug in self.verdict.notes]}

    def difference_data(self, probe: ProbeResult) -> dict | None:
        """Give a probe's first difference as JSON data; JSON has no nan, so that is a string."""
        if probe.difference is None:
            return None
        expected, seen = probe.difference.expected, probe.difference.seen
        return {"where": self.where(probe), "expected": expected,
                "seen": seen if math.isfinite(seen) else str(seen)}

    # -- what is said, as plain text -----------------------------------------------------------

    def headline(self) -> str:
        """Give the first line: what was checked, how it went, how many points."""
        points = words("report.points", points=f"{self.points:g}", max=f"{self.max_points:g}")
        return f"{self.exercise.name}: {words(f'report.{self.verdict.status}')}, {points}"

    def diagnosis(self) -> list[tuple[str, str]]:
        """Give title and message of the named mistake; empty without a name."""
        slug = self.verdict.diagnosis
        if slug is None:
            return []
        return [(of_mistake(slug, "title"), of_mistake(slug, "message"))]

    def broken(self) -> str:
        """Say which property of right paths an unknown wrong path breaks, or ''."""
        return of_property(self.verdict.breaks) if self.verdict.breaks else ""

    def where(self, failure: ProbeResult) -> str:
        """Name step, key and index of a probe's first difference."""
        difference = failure.difference
        if not self.exercise.is_optimizer:
            _, width = self.known.rows[failure.name][difference.row]
            return difference.label if width == 1 else words(
                "report.one_of", label=difference.label, n=difference.column + 1, count=width)
        return f"{difference.label}, {self.entry(failure)}"

    def values(self, failure: ProbeResult) -> tuple[str, str]:
        """Write the expected and the seen value of the first difference."""
        difference = failure.difference
        both = difference.expected, difference.seen
        label = difference.label
        shown = number(both[0], label), number(both[1], label)
        return shown if shown[0] != shown[1] else (f"{both[0]:.16g}", f"{both[1]:.16g}")

    def nan_made(self, failure: ProbeResult) -> str:
        """Say where the first difference's nan comes from; '' where it is a number."""
        if not math.isnan(failure.difference.seen):
            return ""
        made = self.seen[failure.name].nan_line
        if made is None:
            return words("faults.nan")
        return words("faults.nan_line", line=made[0], text=made[1])

    def entry(self, failure: ProbeResult) -> str:
        """Name the entry of the params that differs first."""
        probe = self.probe(failure)
        which, key, index = probe.columns()[failure.difference.column]
        place = "[" + ", ".join(map(str, index)) + "]" if index else ""
        entry = f"params[{key!r}]{place}"
        if len(probe.params) > 1:
            nth = words("report.second" if which else "report.first")
            entry += words("report.of_params", nth=nth)
        return entry

    def given(self, failure: ProbeResult) -> str:
        """Give what the first difference can be worked out from by hand: rates, start, gradients.

        Of the gradients the last three; none where they depend on the path.
        """
        probe = self.probe(failure)
        difference = failure.difference
        which, key, index = probe.columns()[difference.column]
        # Row 0 is the start, so the difference shows after event number row - 1.
        events = [event for event in probe.events[:difference.row] if event.params == which]
        hyper = probe.hyper[events[-1].instance if events else 0]
        parts = [", ".join(f"{name}={value:g}" for name, value in hyper.items()),
                 words("report.start", value=f"{probe.params[which][key][index]:g}")]
        # Adding 0.0 makes a plain 0 of -0.
        gradients = [f"{event.grads[key][index] + 0.0:g}" for event in events
                     if not callable(event.grads)]
        if gradients:
            shown = "…, " * (len(gradients) > 3) + ", ".join(gradients[-3:])
            name = "report.gradient" if len(gradients) == 1 else "report.gradients"
            parts.append(words(name, values=shown))
        return "; ".join(parts)

    def probe(self, failure: ProbeResult) -> Probe:
        """Give the failed probe of an optimizer exercise."""
        return self.made_again[failure.name]

    @cached_property
    def made_again(self) -> dict[str, Probe]:
        """Make the probes of an optimizer exercise again, once a report, by name."""
        return {probe.name: probe for probe in self.exercise.optimizer_probes(self.known.seed)}

    def hints(self) -> list[str]:
        """Give the hints, from question to pointer; those of the probe where there is no name."""
        if self.verdict.status in ("right", "unwritten"):
            return []
        if self.verdict.diagnosis:
            return list(of_mistake(self.verdict.diagnosis, "hints"))
        failure = self.verdict.first_failure
        if failure.fault and failure.name == self.verdict.probes[0].name:
            return []  # it breaks off at once: what broke it off has been said
        return [words(f"probes.{failure.name}.failed")]

    def passed(self) -> str:
        """Say how many probes passed."""
        probes = self.verdict.probes
        return words("report.passed", passed=sum(probe.passed for probe in probes),
                     total=len(probes))

    def text(self) -> str:
        """Give the report as plain text, for a terminal."""
        lines = [self.headline(), self.passed()]
        failure = self.verdict.first_failure
        broke_off = []
        if failure and failure.fault:
            broke_off = [self.fault]
            if failure.fault.text:
                line = words("report.line", line=failure.fault.line)
                broke_off += [f"{line} {failure.fault.text}"]
        if self.verdict.status == "unwritten":
            lines += broke_off  # a stub's line may have been left in by mistake
        elif failure:
            title, ran = (words(f"probes.{failure.name}.{part}") for part in ("title", "ran"))
            lines += [f"{title}: {ran}"]
            if failure.difference:
                expected, seen = self.values(failure)
                if self.exercise.is_optimizer:
                    lines += [f"  {words('report.with').lower()} {self.given(failure)}"]
                lines += [f"  {self.where(failure)}: {words('report.expected').lower()} "
                          f"{expected}, {words('report.seen').lower()} {seen}"]
                lines += filter(None, [self.nan_made(failure)])
            lines += broke_off
            if self.outside:
                lines += [words("report.outside", names=", ".join(self.outside))]
        lines += [f"{title}. {message}" for title, message in self.diagnosis()]
        lines += [self.broken()] * bool(self.broken())
        lines += self.hints()[:1]
        lines += [f"{words('report.note')}: {note(slug)}" for slug in self.verdict.notes]
        return clean("\n".join(lines))  # names, lines and errors are of a learner's choosing


def number(value: float, label: str = "") -> str:
    """Write a number with all the digits that matter; the answer to a question as yes or no."""
    if label.endswith("?"):
        return words("report.yes" if value else "report.no")
    return f"{value:.10g}"
