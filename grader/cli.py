"""The command line of instructors and authors: one verb for each arrow of the pipeline.

Results go to stdout, talk to stderr. Exit codes: 0 fine, 1 something found, 2 wrong use.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import click

from grader.errors import CourseNotFound, GraderError

# Whatever needs nbgrader, jupytext or numpy is imported inside its command: `grader --help`
# answers at once.

CONFIG = "nbgrader_config.py"  # the name that nbgrader looks for


class _Commands(click.Group):
    """Show a GraderError as a message, without a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except GraderError as error:
            failure = click.ClickException(for_terminal(str(error)))
            failure.exit_code = error.exit_code
            raise failure from error


def for_terminal(text: str) -> str:
    """Write what a terminal would obey, in a file's name or a learner's text, as escapes."""
    from descent.plain import clean

    return clean(text, most=100_000)


def find_course(start: Path) -> Path:
    """Find the course that a folder belongs to: the nearest with an `nbgrader_config.py`.

    Raises:
        CourseNotFound: neither the folder nor one above it has that file.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return folder
    raise CourseNotFound(
        f"no {CONFIG} in {start} or above: change into the course's folder, or name it with "
        "--course"
    )


def _course_option(command: Callable) -> Callable:
    return click.option(
        "--course", "--course-dir", "course",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=".",
        show_default="the folder you are in, or the nearest above it that is a course",
        callback=lambda context, option, value: find_course(value),
        help="Folder of the course.",
    )(command)


def _course_dir_option(command: Callable) -> Callable:
    """Take any nbgrader course's folder: it needs no configuration file."""
    return click.option(
        "--course-dir", "--course", "course",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=".",
        show_default="the folder you are in, or the nearest above it that is a course",
        callback=_nearest_course,
        help="Folder of the course; any that nbgrader works with.",
    )(command)


def _nearest_course(context: click.Context, option: click.Parameter, value: Path) -> Path:
    try:
        return find_course(value)
    except CourseNotFound:
        return value.resolve()


@click.group(name="grader", cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="from-gradient-descent-to-adam")
def main() -> None:
    """Build the course's notebooks and grade what students hand in.

    \b
    Example, in the course's folder:
      grader build          the notebooks from the lesson texts
      grader demo           a sample class, from release to feedback
    """


@main.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 and say what differs, if any.")
@_course_option
def build(lessons: tuple[str, ...], check: bool, course: Path) -> None:
    """Make the notebooks (and known paths) from their sources.

    Without LESSON: every lesson, and the known paths of descent and grader. A notebook that was
    edited by hand is never overwritten; `grader adopt` writes such an edit into the lesson text.

    \b
    Examples:
      grader build                 everything
      grader build 08_adam         the notebooks of one lesson
      grader build --check         exit 1 if a generated file differs from its source
    """
    from grader import lesson

    if check:
        found = [*lesson.drift(course, lessons), *_of_the_catalogue(lessons, check=True)]
    else:
        written = [*lesson.build(course, lessons), *_of_the_catalogue(lessons, check=False)]
        for path in written:
            click.echo(f"wrote {path}")
        found = lesson.unexpected(course, lessons)
    for line in found:
        click.echo(line)
    if found:
        sys.exit(1)
    count = len(lessons) or len(lesson.lesson_names(course))
    click.echo(f"{count} lesson{'s are' if count > 1 else ' is'} up to date", err=True)


@main.command()
@click.argument("lesson_name", metavar="LESSON")
@_course_option
def adopt(lesson_name: str, course: Path) -> None:
    """Write an edit made in JupyterLab or formgrader into the lesson text.

    The edited notebook is solutions/LESSON/LESSON.ipynb. Its changed cells are written into
    solutions/LESSON.py; the lines of all others stay as they are. Then the lesson is built.

    \b
    Example:
      grader adopt 08_adam
    """
    from grader import lesson

    cells, written = lesson.adopt(course, lesson_name)
    for path in written:
        click.echo(f"wrote {path}")
    told = f"adopted {', '.join(cells)}" if cells else "the notebook was not edited"
    click.echo(f"{lesson_name}: {told}", err=True)


@main.command()
@click.argument("exercise")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, one line a file.")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), show_default="drawn, and told",
              help="Seed of the private probes; repeats a verdict.")
@click.option("--without-sandbox", is_flag=True, help="Run the code even where this machine "
              "can't keep it apart; every verdict says so.")
def check(exercise: str, files: tuple[Path, ...], as_json: bool, seed: int | None,
          without_sandbox: bool) -> None:
    """Check the class or function in .py or .ipynb FILES, with fresh private probes.

    Each file's code runs in a sandboxed process of its own, limited in time and memory; the judge
    is another process. Exit code 0 when all are right, 1 when some are not, 2 for wrong use.

    \b
    Examples:
      grader check adam answer.py
      grader check momentum hand-ins/*.ipynb --json
    """
    from grader.checking import Checker, draw_seed

    seed = draw_seed() if seed is None else seed
    checker = Checker(exercise, seed, allow_none=without_sandbox)
    click.echo(f"private probes: --seed {seed}", err=True)
    all_right = True
    for checked in checker.check(list(files)):
        all_right &= checked.status == "right"
        # JSON is exact: it writes whatever a terminal could obey as an escape.
        click.echo(json.dumps(checked.data()) if as_json else for_terminal(checked.text()))
    sys.exit(0 if all_right else 1)


@main.command()
@click.argument("lesson")
@click.option("--student", default="*", show_default="all",
              help="Only these students: a name, or a pattern such as 'a*'.")
@click.option("--notebook", default="*", show_default="all",
              help="Only these notebooks of the lesson: a name without suffix, or a pattern.")
@click.option("--jobs", type=click.IntRange(1), show_default="as many as processors",
              help="How many hand-ins are graded at a time.")
@click.option("--scheduler", default="", metavar="ADDRESS",
              help="Grade on the workers of a Dask cluster: its scheduler's address, such as "
                   "tcp://10.0.0.1:8786.")
@click.option("--force", is_flag=True, help="Grade also what was graded and has not changed.")
@click.option("--no-figures", is_flag=True,
              help="Don't draw the students' figures: scores and text only, much faster.")
@click.option("--json", "as_json", is_flag=True,
              help="One JSON object a line: one for each hand-in, then the summary.")
@_course_dir_option
def autograde(lesson: str, student: str, notebook: str, jobs: int | None, scheduler: str,
              force: bool, no_figures: bool, as_json: bool, course: Path) -> None:
    """Grade all hand-ins of LESSON, in sandboxed workers side by side.

    Does what `nbgrader autograde` does, in any nbgrader course: the gradebook, autograded/ and
    what was marked by hand are as it would leave them. A hand-in that was graded and has not
    changed is left alone. The run may be stopped at any time; the next one grades what is missing.
    Exit code 0 when every hand-in has its grades, 1 when some don't, 2 for wrong use.

    \b
    Examples:
      grader autograde 08_adam
      grader autograde 08_adam --student student-07 --force
      grader autograde ps1 --course-dir ~/another-course --json
      grader autograde 08_adam --scheduler tcp://10.0.0.1:8786
    """
    from grader.engine.pool import preload
    from grader.sandbox.keeper import keeper_of

    if jobs and scheduler:
        raise click.UsageError("--jobs is for workers on this machine, --scheduler for those of a "
                               "cluster: leave one out")
    if not scheduler:  # in other processes, while this one imports the rest
        keeper_of("inside.cells").start_ahead()
        preload("grader.engine.work")
    from grader.engine.command import autograde as run

    sys.exit(run(course, lesson, student, notebook, jobs or 0, force, not no_figures, as_json,
                 scheduler))


@main.command()
@click.argument("lesson")
@click.option("--student", default="*", show_default="all",
              help="Only these students: a name, or a pattern such as 'a*'.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path),
              show_default="report/LESSON.html, beside the folder of graded hand-ins",
              help="File of the page.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object in the place of tables.")
@_course_dir_option
def report(lesson: str, student: str, output: Path | None, as_json: bool, course: Path) -> None:
    """Say how the class did in LESSON, and what to talk about in the next class.

    Scores, each exercise, the mistakes by frequency with who made them, how it was graded: as
    tables here and as a page to keep. The gradebook is only read. Exit code 1 when nothing is
    graded, 2 for wrong use.

    \b
    Examples:
      grader report 08_adam
      grader report ps1 --course-dir ~/another-course --json
    """
    from grader.report.command import report as run

    run(course, lesson, student, output, as_json)


@main.command()
@click.argument("lesson")
@click.option("--student", default="*", show_default="all",
              help="Only these students: a name, or a pattern such as 'a*'.")
@click.option("--jobs", type=click.IntRange(1), show_default="as many as processors",
              help="How many students' pages are made at a time.")
@click.option("--force", is_flag=True, help="Make also what is there and has not changed.")
@click.option("--json", "as_json", is_flag=True,
              help="One JSON object a line: one for each student, then the summary.")
@_course_dir_option
def feedback(lesson: str, student: str, jobs: int | None, force: bool, as_json: bool,
             course: Path) -> None:
    """Write the feedback pages of LESSON, side by side.

    The pages are those of `nbgrader generate_feedback`, in any nbgrader course. A page is made
    again when the autograded notebook, a mark or a comment has changed; after a change of the
    configuration, use --force. The run may be stopped at any time; the next one makes what is
    missing. Exit code 0 when all pages are there, 1 when some aren't, 2 for wrong use.

    \b
    Examples:
      grader feedback 08_adam
      grader feedback 08_adam --student student-07 --force
    """
    from grader.engine.pool import preload

    preload("grader.feedback")  # in another process, while this one imports the rest
    from grader.feedback import feedback as run

    sys.exit(run(course, lesson, student, jobs or 0, force, as_json))


@main.command()
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
def mutants(exercises: tuple[str, ...]) -> None:
    """Change the reference rules in one place at a time, and see that the checks refuse each.

    Exit code 1 when a change passes that makes another rule of it: then the probes have a hole.

    \b
    Example:
      grader mutants adam
    """
    from descent.exercises import EXERCISES
    from grader.errors import UnknownExercise
    from grader.mutation import put_to_the_probes

    if unknown := [name for name in exercises if name not in EXERCISES]:
        raise UnknownExercise(f"there is no exercise {unknown[0]!r}: use one of "
                              f"{', '.join(EXERCISES)}")
    refused = survived = 0
    for name in exercises or EXERCISES:
        result = put_to_the_probes(name)
        refused += result.refused
        survived += len(result.survived)
        click.echo(f"{name}: {result.refused} refused, {len(result.accepted)} accepted forms, "
                   f"{len(result.same)} the same rule, {len(result.survived)} passed wrongly")
        for what in result.survived:
            click.echo(f"  {what}")
    click.echo(f"score: {refused} of {refused + survived} changes that make another rule are "
               f"refused, {100 * refused / (refused + survived):.4g} %")
    sys.exit(1 if survived else 0)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object: lessons, and total.")
@_course_option
def measures(as_json: bool, course: Path) -> None:
    """Count each lesson's cells, words, code lines, exercises, points and minutes.

    Words and code are those that the learner gets.

    \b
    Examples:
      grader measures
      grader measures --json
    """
    from dataclasses import asdict

    from rich.console import Console

    from grader import lesson_measures

    lessons = lesson_measures.read_lessons(course).items()
    counted = [lesson_measures.measure(name, cells) for name, cells in lessons]
    if as_json:
        total = asdict(lesson_measures.total(counted))
        click.echo(json.dumps({"lessons": [asdict(one) for one in counted], "total": total}))
    else:
        Console().print(lesson_measures.table(counted))


@main.command()
@click.option("--output", type=click.Path(file_okay=False, path_type=Path),
              show_default="site, in the course's folder", help="Folder of the site.")
@_course_option
def site(output: Path | None, course: Path) -> None:
    """Write the course as a static site, to read from disk without a network.

    Its pages are the released lessons with the figures that the model answers draw, and hold no
    solutions. Files in the folder that are no longer part of the site are deleted.

    \b
    Example:
      grader site --output site
    """
    from rich.console import Console

    from grader.site import build_site

    console = Console(stderr=True)
    with console.status("") as line:  # silent where no line can be drawn again
        start = build_site(course, output or course / "site", line.update)
    click.echo(f"wrote {start}")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object: tier, layers, system.")
def doctor(as_json: bool) -> None:
    """Say how well this machine can keep student code apart, and what to do about the rest.

    Each layer of the sandbox is tried by using it. Exit code 0 when all work, 1 when some don't.

    \b
    Examples:
      grader doctor
      grader doctor --json
    """
    from rich.console import Console

    from grader.doctor import examine

    report = examine()
    if as_json:
        click.echo(json.dumps(report.data()))
    else:
        Console().print(report.table())
    sys.exit(0 if report.is_full else 1)


@main.command()
@_course_option
def demo(course: Path) -> None:
    """Show a sample class: released, handed in, autograded, feedback written, results.

    \b
    Example:
      grader demo
    """
    from rich.console import Console

    from grader import demo as sample

    sys.exit(sample.run(course, Console()))


def _of_the_catalogue(lessons: tuple[str, ...], check: bool) -> list[str]:
    """Build or compare what is made from the catalogue of exercises, which belong to no lesson."""
    if lessons:
        return []
    from grader import catalogue_page, guide, known_paths

    # The guide first: what it lacks is told before the known paths take their time.
    files = [*guide.build(check), *known_paths.build(check), *catalogue_page.build(check)]
    remedy = ": differs from its source, run `grader build`" if check else ""
    return [f"{path}{remedy}" for path in files]
