"""Lay a report out as HTML: for notebooks, feedback pages, formgrader; every text is escaped."""

from html import escape

import numpy as np

from descent.judge import ProbeResult
from descent.observe import Observation
from descent.plain import clean
from descent.report import Report
from descent.surfaces import RAVINE
from descent.words import note, words

__all__ = ["html"]

MOST_PRINTED = 500  # characters of what the learner's code printed


def html(report: Report, pictures: bool = True) -> str:
    """Give the report as HTML without scripts; every text in it is escaped."""
    status = report.verdict.status
    mark = {"right": "✓", "unwritten": "…"}.get(status, "✗")
    colour = {"right": "#009E73", "unwritten": "#56B4E9"}.get(status, "#D55E00")
    parts = [f'<p style="margin:0 0 .4em"><strong>{mark} {shown(report.headline())}</strong> '
             f"· {shown(report.passed())}</p>"]
    if status == "unwritten":
        parts += [f"<p>{shown(report.fault)}</p>", line_of(report.verdict.first_failure)]
    else:
        parts += failure_parts(report, pictures)
    parts += [f"<p>{shown(words('report.note'))}: {shown(note(slug))}</p>"
              for slug in report.verdict.notes]
    parts += [probe_list(report)]
    return (f'<div style="border-left:4px solid {colour};padding:.4em .8em;max-width:52em">'
            + "".join(parts) + "</div>")


def failure_parts(report: Report, pictures: bool) -> list[str]:
    """Say what was run, where it differs, what that looks like; with hints, and a picture."""
    failure = report.verdict.first_failure
    if failure is None:
        return []
    title, ran = (words(f"probes.{failure.name}.{part}") for part in ("title", "ran"))
    rows = [("report.ran", f"{title}. {ran}")]
    if failure.difference:
        expected, seen = report.values(failure)
        if report.exercise.is_optimizer:
            rows += [("report.with", report.given(failure))]
        rows += [("report.where", report.where(failure)), ("report.expected", expected),
                 ("report.seen", seen)]
    parts = [table(rows)]
    if failure.difference and (said := report.nan_made(failure)):
        parts += [f"<p>{shown(said)}</p>"]
    if report.private:
        parts += [f"<p>{shown(words('report.private'))}</p>"]
    if failure.fault:
        parts += [f"<p>{shown(report.fault)}</p>", line_of(failure)]
    parts += [f"<p><strong>{shown(words('report.likely'))}: {shown(title)}.</strong> "
              f"{shown(message)}</p>" for title, message in report.diagnosis()]
    if report.outside:
        parts += [f"<p>{shown(words('report.outside', names=', '.join(report.outside)))}</p>"]
    if not failure.fault and not report.verdict.diagnosis:
        said = f"{words('report.no_name')} {report.broken()}".strip()
        parts += [f"<p>{shown(said)}</p>"]
    parts += [nested(report.hints())]
    if pictures and report.exercise.is_optimizer and failure.difference:
        parts += [picture(report, failure)]
    if report.printed.strip():
        printed = clean(report.printed, most=MOST_PRINTED)
        parts += [folded(words("report.printed"), f"<pre>{shown(printed)}</pre>")]
    return parts


def probe_list(report: Report) -> str:
    """List all probes, folded."""
    rows = "".join(
        f"<li>{'✓' if probe.passed else '✗'} "
        f"{shown(words(f'probes.{probe.name}.title'))}: "
        f"{shown(words('report.passed_mark' if probe.passed else 'report.failed_mark'))}</li>"
        for probe in report.verdict.probes)
    return folded(words("report.all_probes"), f"<ul style='list-style:none'>{rows}</ul>")


def picture(report: Report, failure: ProbeResult) -> str:
    """Draw the learner's path beside the expected one, as a PNG with alt text."""
    from descent import plots  # matplotlib, only when there is something to draw

    expected = report.known.split(report.known.right)
    ravine = next(p for p in report.verdict.probes if p.name == "ravine")
    if not ravine.passed and ravine.difference and finite(report.seen["ravine"]):
        figure = plots.paths_beside(RAVINE, np.array(expected["ravine"]),
                                    stack(report.seen["ravine"]))
        alt = words("report.picture_ravine", label=ravine.difference.label)
        return plots.picture(figure, alt)
    column, where = failure.difference.column, report.entry(failure)
    right = np.array(expected[failure.name])[:, column]
    figure = plots.traces_beside(right, stack(report.seen[failure.name])[:, column], where)
    alt = words("report.picture_trace", steps=len(right) - 1, where=where,
                label=failure.difference.label)
    return plots.picture(figure, alt)


def stack(observation: Observation) -> np.ndarray:
    return np.array([row.values for row in observation.rows])


def finite(observation: Observation) -> bool:
    return bool(np.isfinite(stack(observation)).all())


def line_of(failure: ProbeResult) -> str:
    """Show the learner's line at which the code broke off."""
    fault = failure.fault
    if fault.line is None or not fault.text:
        return ""
    return (f"<p>{shown(words('report.line', line=fault.line))} "
            f"<code>{shown(fault.text)}</code></p>")


def table(rows: list[tuple[str, str]]) -> str:
    """Lay out pairs of a words key and a text."""
    left = "text-align:left;vertical-align:top"
    return f"<table style='{left};margin:.2em 0'>" + "".join(
        f"<tr><th scope='row' style='{left};white-space:nowrap;padding-right:1em'>"
        f"{shown(words(key))}</th><td style='{left}'>{shown(value)}</td></tr>"
        for key, value in rows) + "</table>"


def folded(summary: str, html: str) -> str:
    """Fold HTML under a summary; nbgrader's feedback style hides the triangle unless asked."""
    return (f"<details><summary style='display:list-item;cursor:pointer'>{shown(summary)}"
            f"</summary>{html}</details>")


def nested(hints: list[str]) -> str:
    """Put each hint inside the one before, so that the next is opened only after reading it."""
    html = ""
    for level, hint in reversed(list(enumerate(hints, start=1))):
        html = folded(words(f"report.hint{level}"), f"<p>{shown(hint)}</p>{html}")
    return html


def shown(text: str) -> str:
    """Write a text, which a learner's code may have chosen, as HTML."""
    return escape(clean(text))
