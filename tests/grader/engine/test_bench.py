"""The classes of the benchmarks are worth what they say, and their page can be written."""

from pathlib import Path

import bench.classes
import pytest
from bench.classes import differences, make
from bench.classes.answers import ANSWERS, POINTS
from bench.classes.students import ODDITIES, of_lesson, of_optimizers
from bench.page import BEGIN, END, Row, block, write
from traitlets.config import Config

import grader
from grader.engine.autograde import Autograder
from grader.engine.course import open_course
from grader.lesson_text import parse

from .inline import Inline

TEXT = Path(bench.classes.__file__).with_name("optimizers.txt")
TESTS = [name for name in POINTS if name.endswith("_check")]
WRITTEN = [(exercise, one) for exercise, answers in ANSWERS.items() for one in answers]
PAGE = Path(grader.__file__).with_name("LIMITS.md")
NO_FIGURES = Config({"SandboxedExecute": {"figures": False}})


def failed(answers):
    """Run the assignment as plain Python with answers in their places; give the failing tests."""
    lesson, faults = parse(TEXT.read_text(encoding="utf-8"), TEXT.name)
    assert not faults
    names, found = {}, set()
    for cell in lesson.cells:
        if cell.cell_type == "code" and cell.id != "figure":
            source = answers.get(cell.id, cell.source)
            try:
                exec(source or "pass", names)
            except Exception:
                found.add(cell.id)
    return found & set(TESTS)


@pytest.mark.parametrize("exercise, answer", WRITTEN, ids=[
    f"{exercise}: {one.story}" for exercise, one in WRITTEN])
def test_an_answer_fails_the_tests_that_it_says(exercise, answer):
    assert failed({exercise: answer.source}) == set(answer.fails)


@pytest.mark.parametrize("kind, count", [("ordinary", len(ODDITIES)), ("lesson", 2)])
def test_a_class_is_graded_as_it_is_true(kind, count, tmp_path):
    course = make(tmp_path / "course", kind, count, 7)
    assert len(list(differences(course))) == count
    app = open_course(course.root, course.kind.assignment, config=NO_FIGURES)
    rows = list(Autograder(coursedir=app.coursedir, parent=app, workers=Inline).grade())
    assert [row.fault for row in rows if row.fault] == []
    assert list(differences(course)) == []
    assert list(differences(course, is_stock=True)) == [
        f"{name} ({one['story']}): as it is true" for name, one in course.truth.items()
        if "stock" in one]


@pytest.mark.parametrize("draw", [of_optimizers, of_lesson])
def test_a_seed_draws_the_same_class_again(draw):
    assert list(draw(40, 3)) == list(draw(40, 3)) != list(draw(40, 4))


# -- the page ------------------------------------------------------------------------------------


def test_the_page_has_one_block_in_which_every_line_of_the_table_has_its_columns():
    text = PAGE.read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    measured = text.partition(BEGIN)[2].partition(END)[0]
    lines = [line for line in measured.splitlines() if line.startswith("|")]
    assert {line.count("|") for line in lines} <= {5}


def test_the_block_is_written_in_the_place_of_the_last_one_and_nowhere_else(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n\n{BEGIN}\n{END}\n\nafter\n", encoding="utf-8")
    for value in ("1.5", r"\1 2"):
        text = block([Row("speed", value, goal="10")], "a machine", "all were right")
        write(page, text)
        assert page.read_text(encoding="utf-8") == f"before\n\n{text}\nafter\n"
        assert f"| speed | {value} |  | 10 |" in text


@pytest.mark.parametrize("blocks", [0, 2])
def test_a_page_without_its_one_block_is_refused(blocks, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"{BEGIN}\n{END}\n" * blocks, encoding="utf-8")
    with pytest.raises(ValueError, match="has not one block"):
        write(page, block([], ""))
