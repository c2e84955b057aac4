"""Runs of both engines on one class, each in a fresh copy of its course."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from classes import Course, differences
from processes import Used, run

__all__ = ["ONE", "Runs", "size"]

BIN = Path(sys.executable).parent
ONE = "student-00009"  # the first without an oddity: stands for a class of one
FOUND = 1  # exit code where a hand-in has no grade, which comparing the grades tells better


@dataclass
class Runs:
    """Runs on one class.

    Attributes:
        folder: for copies and for the log.
        course: with hand-ins and no grades.
        count: of students.
        used: name of a run -> what it used.
        wrong: a line for each student whose grades were not the true ones.
    """

    folder: Path
    course: Course
    count: int
    used: dict[str, Used] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def run(self, name: str, course: Course, *command: str, memory: bool = False) -> Used:
        """Run a program of this environment in a course, and keep what it used."""
        print(f"{course.kind.assignment}, {self.count} students: {name}", file=sys.stderr)
        log = self.folder / "log.txt"
        used = run([str(BIN / command[0]), *command[1:]], course.root, log, memory)
        if used.code not in (0, FOUND):
            sys.exit(f"{' '.join(command)} ended with code {used.code}:\n"
                     + log.read_text(errors="replace")[-3000:])
        self.used[name] = used
        return used

    def ours(self, name: str, *options: str, memory: bool = False) -> Course:
        """Grade a copy with our engine."""
        course = self.course.copy(self.folder / "ours")
        self.run(name, course, "grader", "autograde", course.kind.assignment, "--course-dir",
                 str(course.root), "--json", *options, memory=memory)
        if "--student" not in options:
            self.wrong += [f"{name}: {line}" for line in differences(course)]
        return course

    def stock(self, name: str, *options: str) -> Course:
        """Grade a copy with nbgrader and a configuration that has nothing of ours."""
        course = self.course.copy(self.folder / "stock", is_stock=True)
        self.run(name, course, "nbgrader", "autograde", course.kind.assignment, *options)
        if not options:
            self.wrong += [f"{name}: {line}" for line in differences(course, is_stock=True)]
        return course

    def each(self, name: str, of: int = 0) -> float:
        """Give the seconds of processor time that a run took for each hand-in, or of so many."""
        return self.used[name].cpu / (of or self.count)

    def further(self, name: str, alone: str) -> float:
        """Give those for each further hand-in: the run with only one is taken off."""
        return (self.used[name].cpu - self.used[alone].cpu) / (self.count - 1)

    def rate(self, name: str, alone: str) -> float:
        """Give further hand-ins a second, by the clock."""
        return (self.count - 1) / (self.used[name].seconds - self.used[alone].seconds)


def size(folder: Path) -> int:
    """Give the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
