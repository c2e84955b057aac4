"""Write grader/CATALOGUE.md: every exercise, its probes and its mistakes, for instructors."""

from pathlib import Path

from descent.exercises import EXERCISES, Exercise
from descent.words import note, of_mistake, words
from grader.catalogue import exercise

__all__ = ["build", "page"]

ROOT = Path(__file__).parents[1]
PATH = "grader/CATALOGUE.md"
HEAD = """# The exercises, their probes and their mistakes

Written by `grader build`; edit the sources (CONTRIBUTING.md says which). A path that equals that
of a mistake gets its name; any other wrong path gets the first difference and no name.
"""


def page() -> str:
    """Write the page."""
    return "\n".join([HEAD, *(part for asked in EXERCISES.values() for part in section(asked))])


def section(asked: Exercise) -> list[str]:
    """Write an exercise's part of the page, a line an item."""
    entry = exercise(asked.id)
    arguments = ", ".join(f"{name}={value:g}" for name, value in asked.defaults.items())
    probes = [probe.name for probe in asked.optimizer_probes(0)] if asked.is_optimizer else list(
        asked.plays)
    mistakes = [slug for slug in entry.wrong_answers() if "#" not in slug]
    lines = [f"## `{asked.id}`: `{asked.name}({arguments})`" if asked.is_optimizer
             else f"## `{asked.id}`", "", f"Source: {entry.source}.", "",
             "| probe | what is run |", "|---|---|"]
    lines += [f"| {words(f'probes.{name}.title')} | {words(f'probes.{name}.ran')} |"
              for name in probes]
    notes = {slug.partition("=")[0]: slug for slug in entry.accepted_answers() if "+" not in slug}
    if notes:
        lines += ["", "Accepted with a note:", ""]
        lines += [f"- `{slug}`: {note(slug)}" for slug in notes.values()]
    lines += ["", f"{len(mistakes)} mistakes:", "", "| slug | title | what the learner reads |",
              "|---|---|---|"]
    lines += [f"| `{slug}` | {cell(of_mistake(slug, 'title'))} "
              f"| {cell(of_mistake(slug, 'message'))} |" for slug in mistakes]
    return [*lines, ""]


def cell(text: str) -> str:
    """Make a text fit into a table's cell."""
    return text.replace("|", "\\|")


def build(check: bool = False, root: Path = ROOT) -> list[str]:
    """Write the page, or only compare.

    Returns:
        The page's path when it differed, else nothing.
    """
    path = root / PATH
    text = page()
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return []
    if not check:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return [PATH]
