"""The classes of the benchmarks are worth what they say."""

from pathlib import Path

import bench.classes
import pytest
from bench.classes import differences, make
from bench.classes.answers import ANSWERS, POINTS
from bench.classes.students import ODDITIES, of_lesson, of_optimizers

from grader.engine.autograde import Autograder
from grader.engine.course import open_course
from grader.lesson_text import parse

from .inline import Inline

TEXT = Path(bench.classes.__file__).with_name("optimizers.txt")
TESTS = [name for name in POINTS if name.endswith("_check")]
WRITTEN = [(exercise, one) for exercise, answers in ANSWERS.items() for one in answers]
DRAWN = len(ODDITIES) + 1


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


@pytest.mark.parametrize("kind", ["ordinary", "lesson"])
def test_a_class_is_graded_as_it_is_true(kind, tmp_path):
    course = make(tmp_path / "course", kind, DRAWN if kind == "ordinary" else 3, 7)
    assert list(differences(course)) != []
    app = open_course(course.root, course.kind.assignment)
    rows = list(Autograder(coursedir=app.coursedir, parent=app, workers=Inline).grade())
    assert [row.fault for row in rows if row.fault] == []
    assert list(differences(course)) == []
    assert list(differences(course, is_stock=True)) == [
        f"{name} ({one['story']}): as it is true" for name, one in course.truth.items()
        if "stock" in one]


@pytest.mark.parametrize("draw", [of_optimizers, of_lesson])
def test_a_seed_draws_the_same_class_again(draw):
    assert list(draw(40, 3)) == list(draw(40, 3)) != list(draw(40, 4))
