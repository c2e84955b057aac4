"""Lesson measures: counts of a small lesson made by hand, and the command that prints them."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.lesson_measures import Measures, count_words, lines_of_code, measure, total
from grader.lesson_text import Cell

ROOT = Path(__file__).parents[2]
CELLS = (
    Cell("title", "markdown", "# Halve it\n\nAbout 20 minutes; $x$ is one word.\n\n$$a b$$"),
    Cell("text", "markdown", "### Exercise 1. Write `halve` (2 points)\n\n| no | words |"),
    Cell("halve", "code", 'def halve(x):\n    """Return half."""\n    ### BEGIN SOLUTION\n'
         "    half = x / 2\n    return half\n    ### END SOLUTION", kind="solution"),
    Cell("halve_check", "code", 'check("halve", halve, points=2)\n### BEGIN HIDDEN TESTS\n'
         "import secret\n### END HIDDEN TESTS", kind="test", points=2),
    Cell("why", "markdown", "### Exercise 2. Say why (1.5 points)\n\n### BEGIN SOLUTION\nlong "
         "answer\n### END SOLUTION\n\n=== BEGIN MARK SCHEME ===\n- secret\n"
         "=== END MARK SCHEME ===", kind="manual", points=1.5),
)


def test_a_lesson_is_counted_as_its_learner_gets_it():
    # Words: 2 + 6, then 3 ("Exercise", "Write", code) + 1 ("points)"), then 3 + 1; code: the def,
    # the line that raises, the check. Only whole points stand in an exercise's heading.
    assert measure("01_halve", CELLS) == Measures("01_halve", 5, 16, 3, 1, 3.5, 20)


def test_numbers_signs_and_formulas_are_no_extra_words():
    assert count_words("Two of 10 are < 5, see $a + b$ and `x + y`: <br> — done.") == 8


def test_docstrings_and_blank_lines_are_no_code():
    source = 'class A:\n    """One\n\n    two."""\n\n    def f(self):\n        pass'
    assert lines_of_code(source) == 3


def test_what_a_figure_says_is_no_code():
    source = 'fig = curves(x)\nshow(fig, alt="Two lines "\n     "fall.",\n     caption="Both.")'
    assert lines_of_code(source) == 2


def test_totals_are_sums():
    one, two = Measures("a", 1, 2, 3, 4, 5.5, 6), Measures("b", 10, 20, 30, 40, 50, 60)
    assert total([one, two]) == Measures("total", 11, 22, 33, 44, 55.5, 66)


@pytest.fixture
def course(tmp_path):
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    (tmp_path / "solutions").mkdir()
    for name in ("00_start", "08_adam"):
        shutil.copy(ROOT / f"solutions/{name}.py", tmp_path / "solutions")
    return tmp_path


def test_the_command_prints_a_row_a_lesson_and_their_sums(course):
    result = CliRunner().invoke(main, ["measures", "--course", str(course)])
    assert (result.exit_code, result.stderr) == (0, "")
    rows = [line.split() for line in result.stdout.splitlines()]
    assert [row[0] for row in rows] == ["lesson", "00_start", "08_adam", "total"]
    cells = [int(row[1]) for row in rows[1:]]
    assert cells[2] == cells[0] + cells[1]


def test_the_command_gives_the_same_as_json(course):
    result = CliRunner().invoke(main, ["measures", "--json", "--course", str(course)])
    told = json.loads(result.stdout)
    assert [one["lesson"] for one in told["lessons"]] == ["00_start", "08_adam"]
    assert told["total"]["minutes"] == 45 + 60
