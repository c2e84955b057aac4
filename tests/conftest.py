"""What the tests share: the corpus of submissions, one file each, its verdict in the first line."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SUBMISSIONS = HERE / "submissions"

# Neither is a test module: one is learners' code, the other needs PyTorch.
collect_ignore = ["submissions", "paths", "bench"]


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
