"""What the tests share: the corpus of submissions, and the answers that are put to the tables."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jupytext

from descent.exercises import EXERCISES
from grader.catalogue import exercise

HERE = Path(__file__).parent
LESSONS = HERE.parent / "solutions"
SUBMISSIONS = HERE / "submissions"

# Neither is a test module: one is learners' code, the other needs PyTorch.
collect_ignore = ["submissions", "paths", "bench"]


def pytest_make_parametrize_id(val, argname):
    """Name a parameter of bytes by its number: archives hold the time at which they were made.

    The processes of a run collect the tests each for itself, and must agree on their names.
    """
    return argname if isinstance(val, bytes) else None


@dataclass(frozen=True)
class Submission:
    """A file of learner's code: `# expect: EXERCISE STATUS [SLUG]`, SLUG of note or diagnosis."""

    path: Path
    exercise: str
    status: str
    slug: str | None

    def run(self) -> dict:
        """Execute the file and give its names."""
        names: dict = {}
        exec(compile(self.path.read_text(encoding="utf-8"), self.path.name, "exec"), names)
        return names


def submissions(folder: str) -> list[Submission]:
    """Read the corpus in tests/submissions/<folder>."""
    found = []
    for path in sorted((SUBMISSIONS / folder).glob("*.py")):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        _, _, exercise, status, *slug = first.split()
        found.append(Submission(path, exercise, status,
                                slug[0] if slug and slug[0] != "-" else None))
    return found


@cache
def solved(lesson):
    """Run a lesson's imports (its first cell), what it gives and solves; return the names."""
    code = [cell for cell in jupytext.read(lesson).cells if cell.cell_type == "code"]
    names = {"__name__": lesson.stem}
    for cell in code[:1] + [cell for cell in code[1:]
                            if cell.metadata.get("kind") in ("locked", "solution")]:
        exec(compile(cell.source, str(lesson), "exec"), names)
    return names


def implementation(source, name):
    """Give an exercise's answer: the catalogue's reference, the lesson's solution or its repair."""
    if source == "reference":
        return exercise(name).right
    marker = f'id="{name}" kind="solution"'
    # A later lesson may ask for it again, from memory.
    lesson = next(path for path in sorted(LESSONS.glob("*.py"))
                  if marker in path.read_text("utf-8"))
    return solved(lesson)[("Repaired" if source == "repair" else "") + EXERCISES[name].name]
