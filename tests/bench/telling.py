"""What the bench of the engine says of its figures: rows of a table, and the page's paragraphs."""

import platform
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from page import Row, block

from grader.engine.pool import processors

__all__ = ["WORKERS", "Facts", "block_of", "judged", "rows"]

GIB = 1 << 30
WORKERS = sorted({*(2**power for power in range(10) if 2**power < processors()), processors()})
# Name of a figure -> value: seconds, bytes, MiB, hand-ins a second.
Facts = dict[str, float]


def cpu_ms(name: str) -> Callable[[Facts], str]:
    """Tell seconds in milliseconds."""
    return lambda facts: f"{1000 * facts[name]:.0f}"


def times(ours: str, stock: str) -> Callable[[Facts], str]:
    """Tell how often one goes into another."""
    return lambda facts: f"{facts[stock] / facts[ours]:.1f}"


# What is told of both courses: the line's name, its value, the goal.
LINES = (
    ("students", lambda facts: f"{facts['students']:.0f}", ""),
    ("nbgrader autograde, CPU ms a hand-in", cpu_ms("stock"), ""),
    ("grader autograde, CPU ms a hand-in", cpu_ms("figures"), ""),
    ("grader autograde --no-figures, CPU ms a hand-in", cpu_ms("no figures"), ""),
    ("nbgrader / ours, figures drawn", times("figures", "stock"), "10"),
    ("nbgrader / ours, --no-figures", times("no figures", "stock"), "30"),
    ("a class of one, nbgrader, CPU ms", cpu_ms("stock alone"), ""),
    ("a class of one, ours, CPU ms", cpu_ms("figures alone"), ""),
    ("a further hand-in, nbgrader, CPU ms", cpu_ms("stock further"), ""),
    ("a further hand-in, ours, CPU ms", cpu_ms("figures further"), ""),
    ("a further hand-in, ours, --no-figures, CPU ms", cpu_ms("no figures further"), ""),
    ("nbgrader / ours, further hand-ins, figures", times("figures further", "stock further"), ""),
    ("nbgrader / ours, further hand-ins, --no-figures",
     times("no figures further", "stock further"), ""),
    ("seconds to the first grade", lambda facts: f"{facts['first']:.1f}", "< 4"),
    ("nbgrader generate_feedback, CPU ms a page", cpu_ms("stock page"), ""),
    ("grader feedback, CPU ms a page", cpu_ms("page"), ""),
    ("nbgrader / ours, feedback", times("page", "stock page"), "3"),
)


def rows(ordinary: Facts, lesson: Facts, grown: Facts) -> list[Row]:
    """Lay out what was measured.

    Args:
        ordinary, lesson: of the two courses, by one worker.
        grown: of larger classes of the ordinary one.
    """
    both = (ordinary, lesson)
    told = [Row(what, *map(tell, both), goal) for what, tell, goal in LINES]
    told += growth(grown)
    layers = [name.removeprefix("figures: ") for name in ordinary if name.startswith("figures: ")]
    told += [Row(f"ms to {name}", *(f"{one[f'figures: {name}']:.1f} "
                                    f"({one[f'no figures: {name}']:.1f})" for one in both))
             for name in layers]
    return told


def growth(grown: Facts) -> Iterator[Row]:
    """Lay out what more workers and more students change."""
    for jobs in WORKERS:
        rate, gain = grown[f"{jobs} workers"], grown[f"{jobs} workers"] / grown["1 workers"]
        many = f"{jobs} workers" if jobs > 1 else "1 worker"
        yield Row(f"hand-ins a second, --no-figures, {many}", f"{rate:.1f}" + (
            f" ({gain:.2f} times)" if jobs > 1 else ""), goal="1.8 times" if jobs == 2 else "")
    more = 100 * (grown["large memory"] / grown["small memory"] - 1)
    yield Row(f"memory, MiB, {grown['small']:.0f} students", f"{grown['small memory']:.0f}")
    yield Row(f"memory, MiB, {grown['large']:.0f} students",
              f"{grown['large memory']:.0f} ({more:+.0f} %)", goal="within 20 %")
    yield Row("the writer's process, CPU ms a hand-in", f"{1000 * grown['writer']:.1f}")


# -- the page ------------------------------------------------------------------------------------


def block_of(ordinary: Facts, lesson: Facts, grown: Facts, wrong: list[str]) -> str:
    """Write the page's block."""
    before = f"{machine()} Of two figures in a line of a layer, the second is without figures."
    return block(rows(ordinary, lesson, grown), before, judged(wrong),
                 million(ordinary, lesson, grown))


def million(ordinary: Facts, lesson: Facts, grown: Facts) -> str:
    """Compute what a million hand-ins would take, from what one takes."""
    def hours(seconds: float) -> str:
        found = 1e6 * seconds / 3600
        return f"{found:,.0f}" if found >= 10 else f"{found:.1f}"

    def gib(size: float) -> str:
        return f"{1e6 * size / GIB:,.0f}"

    busy = ordinary["no figures further"] / grown["writer"]
    return (
        "**A million hand-ins**, by calculation from what a further one takes: "
        f"{hours(ordinary['figures further'])} processor hours for the ordinary course's with "
        f"figures, {hours(ordinary['no figures further'])} without, and "
        f"{hours(lesson['figures further'])} for those of 08_adam; nbgrader needs "
        f"{hours(ordinary['stock further'])} and {hours(lesson['stock further'])}. The one writer "
        f"takes {hours(grown['writer'])} hours for all, so that workers beyond {busy:.0f} wait for "
        f"it where no figures are drawn. The folders in autograded/ take {gib(ordinary['disk'])} "
        f"GiB (08_adam: {gib(lesson['disk'])}), the gradebook {gib(grown['rows'])} GiB. The pages "
        f"of feedback take {hours(ordinary['page'])} processor hours and "
        f"{gib(ordinary['feedback disk'])} GiB (08_adam: {hours(lesson['page'])} and "
        f"{gib(lesson['feedback disk'])}).")


def machine() -> str:
    """Say on what was measured."""
    packages = ", ".join(f"{name} {version(name)}" for name in (
        "nbgrader", "ipykernel", "matplotlib", "numpy"))
    return (f"{processors()} processors ({processor()}), {platform.system()}, Python "
            f"{platform.python_version()}, {packages}.")


def processor() -> str:
    """Name the processor's model."""
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.machine()


def judged(wrong: list[str]) -> str:
    """Say whether the grades were the true ones."""
    if wrong:
        return f"{len(wrong)} grades differ from the true ones: the bench says which."
    return ("Every grade of every run was the true one; nbgrader's were too, but for hand-ins in "
            "which it is known to differ (Python ended in a test, a test cell was deleted).")
