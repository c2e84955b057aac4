"""The report as one HTML file: no scripts, nothing from elsewhere, every value escaped."""

import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from descent.plain import one_line
from grader.errors import CannotWrite
from grader.report import wording
from grader.report.model import ClassReport

__all__ = ["html", "write"]

TEMPLATES = Path(__file__).parents[1] / "templates" / "report"
MOST_ROWS = 200  # of a table; JSON has all
WIDTH, LEFT, LINE, ROOM = 460, 140, 26, 50  # of the chart: in all, for labels, a bar, for counts


def html(report: ClassReport) -> str:
    """Write the report as a page."""
    return template().render(
        report=report, title=wording.title(report), glance=wording.glance(report),
        topics=report.to_talk_about(), chart=chart(report),
        how_tested=wording.how_tested(report.grading), grading=wording.recorded(report.grading),
        most=MOST_ROWS)


@cache
def template() -> Template:
    """Load the page's template."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True,
                              undefined=StrictUndefined)
    environment.filters |= {name: getattr(wording, name) for name in (
        "counted", "in_exercises", "points", "share")}
    return environment.get_template("page.html.j2")


def chart(report: ClassReport) -> dict:
    """Measure the chart of total scores: a bar for each range, the longest as wide as can be."""
    bins = report.totals.bins
    most = max(one.count for one in bins)
    bars = [{"label": one.label, "count": one.count, "y": number * LINE,
             "width": round(one.count / most * (WIDTH - LEFT - ROOM), 1)}
            for number, one in enumerate(bins)]
    told = "; ".join(f"{one.label}: {one.count}" for one in bins)
    return {"width": WIDTH, "height": len(bars) * LINE, "left": LEFT, "bars": bars,
            "alt": f"Bars: how many hand-ins have how many points. {told}."}


def write(report: ClassReport, path: Path) -> None:
    """Write the page, all of it or nothing.

    Raises:
        CannotWrite: the folder can't be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(html(report), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise CannotWrite(f"{one_line(str(path), 300)} can't be written ({error.strerror}): name "
                          "another file with --output") from error
