"""Turn a verdict into what a learner reads: HTML for a notebook, text for a terminal, JSON."""

import math
from dataclasses import dataclass
from html import escape

import numpy as np

from descent.exercises import Exercise
from descent.faults import clean
from descent.judge import ProbeResult, Verdict
from descent.known import KnownPaths
from descent.observe import Observation
from descent.probes import Probe
from descent.words import note, of_mistake, words

__all__ = ["Report"]

MIME = "application/vnd.descent.verdict+json"
MOST_PRINTED = 500  # characters of what the learner's code printed


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

    def data(self) -> dict:
        """Give the verdict as JSON data: status, points, probes, diagnosis, notes."""
        diagnosis = [{"slug": self.verdict.diagnosis, "title": title, "message": message}
                     for title, message in self._diagnosis()]
        return {"exercise": self.verdict.exercise, "status": self.verdict.status,
                "points": self.points, "max_points": self.max_points,
                "probes": [{"name": probe.name, "passed": probe.passed,
                            "difference": self._difference(probe)}
                           for probe in self.verdict.probes],
                "diagnosis": diagnosis,
                "fault": self.fault or None,
                "notes": [{"slug": slug, "message": note(slug)} for slug in self.verdict.notes]}

    def _difference(self, probe: ProbeResult) -> dict | None:
        """Give a probe's first difference as JSON data; JSON has no nan, so that is a string."""
        if probe.difference is None:
            return None
        expected, seen = probe.difference.expected, probe.difference.seen
        return {"where": self._where(probe), "expected": expected,
                "seen": seen if math.isfinite(seen) else str(seen)}

    # -- what is said, as plain text -----------------------------------------------------------

    def headline(self) -> str:
        """Give the first line: what was checked, how it went, how many points."""
        points = words("report.points", points=f"{self.points:g}", max=f"{self.max_points:g}")
        return f"{self.exercise.name}: {words(f'report.{self.verdict.status}')}, {points}"

    def _diagnosis(self) -> list[tuple[str, str]]:
        slug = self.verdict.diagnosis
        if slug is None:
            return []
        return [(of_mistake(slug, "title"), of_mistake(slug, "message"))]

    def _where(self, failure: ProbeResult) -> str:
        """Name step, key and index of a probe's first difference."""
        difference = failure.difference
        if not self.exercise.is_optimizer:
            return difference.label
        return f"{difference.label}, {self._entry(failure)}"

    def _values(self, failure: ProbeResult) -> tuple[str, str]:
        """Write the expected and the seen value of the first difference."""
        difference = failure.difference
        return (number(difference.expected, difference.label),
                number(difference.seen, difference.label))

    def _entry(self, failure: ProbeResult) -> str:
        probe = self._probe(failure)
        which, key, index = probe.columns()[failure.difference.column]
        place = "[" + ", ".join(map(str, index)) + "]" if index else ""
        entry = f"params[{key!r}]{place}"
        if len(probe.params) > 1:
            nth = words("report.second" if which else "report.first")
            entry += words("report.of_params", nth=nth)
        return entry

    def _given(self, failure: ProbeResult) -> str:
        """Give what the first difference can be worked out from by hand: rates, start, gradients.

        Of the gradients the last three; none where they depend on the path.
        """
        probe = self._probe(failure)
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

    def _probe(self, failure: ProbeResult) -> Probe:
        return next(p for p in self.exercise.optimizer_probes(self.known.seed)
                    if p.name == failure.name)

    def _hints(self) -> list[str]:
        """Give the hints, from question to pointer; those of the probe where there is no name."""
        if self.verdict.status in ("right", "unwritten"):
            return []
        if self.verdict.diagnosis:
            return list(of_mistake(self.verdict.diagnosis, "hints"))
        failure = self.verdict.first_failure
        if failure.fault and failure.name == self.verdict.probes[0].name:
            return []  # it breaks off at once: what broke it off has been said
        return [words(f"probes.{failure.name}.failed")]

    def _passed(self) -> str:
        probes = self.verdict.probes
        return words("report.passed", passed=sum(probe.passed for probe in probes),
                     total=len(probes))

    def text(self) -> str:
        """Give the report as plain text, for a terminal."""
        lines = [self.headline(), self._passed()]
        failure = self.verdict.first_failure
        if failure and self.verdict.status != "unwritten":
            title, ran = (words(f"probes.{failure.name}.{part}") for part in ("title", "ran"))
            lines += [f"{title}: {ran}"]
            if failure.difference:
                expected, seen = self._values(failure)
                if self.exercise.is_optimizer:
                    lines += [f"  {words('report.with').lower()} {self._given(failure)}"]
                lines += [f"  {self._where(failure)}: {words('report.expected').lower()} "
                          f"{expected}, {words('report.seen').lower()} {seen}"]
            if failure.fault:
                lines += [self.fault]
                if failure.fault.text:
                    line = words("report.line", line=failure.fault.line)
                    lines += [f"{line} {failure.fault.text}"]
            if self.outside:
                lines += [words("report.outside", names=", ".join(self.outside))]
        lines += [f"{title}. {message}" for title, message in self._diagnosis()]
        lines += self._hints()[:1]
        lines += [f"{words('report.note')}: {note(slug)}" for slug in self.verdict.notes]
        return "\n".join(lines)

    # -- HTML ----------------------------------------------------------------------------------

    def html(self) -> str:
        """Give the report as HTML without scripts; every text in it is escaped."""
        status = self.verdict.status
        mark = {"right": "✓", "unwritten": "…"}.get(status, "✗")
        colour = {"right": "#009E73", "unwritten": "#56B4E9"}.get(status, "#D55E00")
        parts = [f'<p style="margin:0 0 .4em"><strong>{mark} {escape(self.headline())}</strong> '
                 f"· {escape(self._passed())}</p>"]
        if status != "unwritten":
            parts += self._html_failure()
        parts += [f"<p>{escape(words('report.note'))}: {escape(note(slug))}</p>"
                  for slug in self.verdict.notes]
        parts += [self._html_probes()]
        return (f'<div style="border-left:4px solid {colour};padding:.4em .8em;max-width:52em">'
                + "".join(parts) + "</div>")

    def _html_failure(self) -> list[str]:
        failure = self.verdict.first_failure
        if failure is None:
            return []
        title, ran = (words(f"probes.{failure.name}.{part}") for part in ("title", "ran"))
        rows = [("report.ran", f"{title}. {ran}")]
        if failure.difference:
            expected, seen = self._values(failure)
            if self.exercise.is_optimizer:
                rows += [("report.with", self._given(failure))]
            rows += [("report.where", self._where(failure)), ("report.expected", expected),
                     ("report.seen", seen)]
        parts = [table(rows)]
        if self.private:
            parts += [f"<p>{escape(words('report.private'))}</p>"]
        if failure.fault:
            parts += [f"<p>{escape(self.fault)}</p>", line_of(failure)]
        parts += [f"<p><strong>{escape(words('report.likely'))}: {escape(title)}.</strong> "
                  f"{escape(message)}</p>" for title, message in self._diagnosis()]
        if self.outside:
            parts += [f"<p>{escape(words('report.outside', names=', '.join(self.outside)))}</p>"]
        if not failure.fault and not self.verdict.diagnosis:
            parts += [f"<p>{escape(words('report.no_name'))}</p>"]
        parts += [nested(self._hints())]
        if self.exercise.is_optimizer and failure.difference:
            parts += [self._picture(failure)]
        if self.printed.strip():
            shown = clean(self.printed[:MOST_PRINTED]) + "…" * (len(self.printed) > MOST_PRINTED)
            parts += [folded(words("report.printed"), f"<pre>{escape(shown)}</pre>")]
        return parts

    def _html_probes(self) -> str:
        rows = "".join(
            f"<li>{'✓' if probe.passed else '✗'} "
            f"{escape(words(f'probes.{probe.name}.title'))}: "
            f"{escape(words('report.passed_mark' if probe.passed else 'report.failed_mark'))}</li>"
            for probe in self.verdict.probes)
        return folded(words("report.all_probes"), f"<ul style='list-style:none'>{rows}</ul>")

    def _picture(self, failure: ProbeResult) -> str:
        """Draw the learner's path beside the expected one, as a PNG with alt text."""
        from descent import plots  # matplotlib, only when there is something to draw
        from descent.surfaces import RAVINE

        expected = self.known.split(self.known.right)
        ravine = next(p for p in self.verdict.probes if p.name == "ravine")
        if not ravine.passed and ravine.difference and finite(self.seen["ravine"]):
            figure = plots.paths_beside(RAVINE, np.array(expected["ravine"]),
                                        stack(self.seen["ravine"]))
            alt = words("report.picture_ravine", label=ravine.difference.label)
            return plots.picture(figure, alt)
        column, where = failure.difference.column, self._entry(failure)
        right = np.array(expected[failure.name])[:, column]
        figure = plots.traces_beside(right, stack(self.seen[failure.name])[:, column], where)
        alt = words("report.picture_trace", steps=len(right) - 1, where=where,
                    label=failure.difference.label)
        return plots.picture(figure, alt)


def stack(observation: Observation) -> np.ndarray:
    return np.array([row.values for row in observation.rows])


def finite(observation: Observation) -> bool:
    return bool(np.isfinite(stack(observation)).all())


def number(value: float, label: str = "") -> str:
    """Write a number with all the digits that matter; the answer to a question as yes or no."""
    if label.endswith("?"):
        return words("report.yes" if value else "report.no")
    return f"{value:.10g}"


def line_of(failure: ProbeResult) -> str:
    """Show the learner's line at which the code broke off."""
    fault = failure.fault
    if fault.line is None or not fault.text:
        return ""
    return (f"<p>{escape(words('report.line', line=fault.line))} "
            f"<code>{escape(fault.text)}</code></p>")


def table(rows: list[tuple[str, str]]) -> str:
    """Lay out pairs of a words key and a text."""
    left = "text-align:left;vertical-align:top"
    return f"<table style='{left};margin:.2em 0'>" + "".join(
        f"<tr><th scope='row' style='{left};white-space:nowrap;padding-right:1em'>"
        f"{escape(words(key))}</th><td style='{left}'>{escape(value)}</td></tr>"
        for key, value in rows) + "</table>"


def folded(summary: str, html: str) -> str:
    """Fold HTML under a summary; nbgrader's feedback style hides the triangle unless asked."""
    return (f"<details><summary style='display:list-item;cursor:pointer'>{escape(summary)}"
            f"</summary>{html}</details>")


def nested(hints: list[str]) -> str:
    """Put each hint inside the one before, so that the next is opened only after reading it."""
    html = ""
    for level, hint in reversed(list(enumerate(hints, start=1))):
        html = folded(words(f"report.hint{level}"), f"<p>{escape(hint)}</p>{html}")
    return html
