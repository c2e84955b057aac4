"""What `grader report` does: read, tell, write the page."""

import json
from pathlib import Path

import click
from rich.console import Console

from descent.plain import one_line
from grader.engine.course import open_course
from grader.report import make_report, page, place_of, terminal

__all__ = ["report"]


def report(course: Path, lesson: str, student: str, output: Path | None, as_json: bool) -> None:
    """Report on a lesson.

    Args:
        course: folder of any nbgrader course.
        lesson: the assignment.
        student: pattern of names.
        output: the page's file. If None, beside the folder of graded hand-ins; but a part of the
            class then gets none, since the page there is the class's.
        as_json: write JSON in the place of tables.

    Raises:
        GraderError: as `make_report`; or the page can't be written.
    """
    app = open_course(course, lesson)
    talk = Console(stderr=True)
    with talk.status("reading") as line:  # silent where no line can be drawn again
        made = make_report(app, lesson, student, line.update)
    if as_json:
        click.echo(json.dumps(made.data()))
    else:
        terminal.show(made, Console())
    if output is None and student != "*":
        click.echo("no page: name a file for a part of the class with --output", err=True)
        return
    output = output or place_of(app, lesson)
    page.write(made, output)
    click.echo(f"the page: {one_line(str(output), 1000)}", err=True)
