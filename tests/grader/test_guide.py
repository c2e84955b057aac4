"""The instructor's guide: up to date, whole, and in keeping with lessons and catalogue."""

import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from grader import guide
from grader.catalogue import EXERCISES
from grader.errors import GuideIncomplete
from grader.lesson_measures import read_lessons

ROOT = Path(__file__).parents[2]
DATA = tomllib.loads((ROOT / guide.DATA).read_text(encoding="utf-8"))
TEXTS = {path.stem: path.read_text(encoding="utf-8")
         for path in sorted((ROOT / "solutions").glob("*.py"))}
each_lesson = pytest.mark.parametrize("name", TEXTS)


@pytest.fixture(scope="module")
def lessons():
    return read_lessons(ROOT)


@pytest.fixture(scope="module")
def page(lessons):
    return guide.page(lessons, DATA)


@pytest.fixture
def course(tmp_path):
    """Make a course of one lesson; the guide has entries for fifteen that it lacks."""
    (tmp_path / "solutions").mkdir()
    shutil.copy(ROOT / "solutions/00_start.py", tmp_path / "solutions")
    return tmp_path


def section_of(page, name):
    """Cut a lesson's part out of the page."""
    return re.search(rf"(?ms)^## {name[:2]} .*?(?=^## |\Z)", page)[0]


def test_the_page_is_up_to_date(page):
    assert (ROOT / guide.PATH).read_text(encoding="utf-8") == page


def test_a_missing_page_is_found_and_written_once(course):
    assert guide.build(check=True, root=course) == [guide.PATH]
    assert not (course / guide.PATH).exists()
    assert guide.build(root=course) == [guide.PATH]
    assert guide.build(root=course) == []


def test_lessons_that_are_not_there_are_passed_over(course):
    guide.build(root=course)
    written = (course / guide.PATH).read_text(encoding="utf-8")
    assert re.findall(r"(?m)^## (\d\d) ", written) == ["00"]
    assert "| 1 | 00 | 45 |" in written


def test_a_lesson_without_an_entry_stops_the_build_and_says_what_to_add(course):
    shutil.copy(Path(__file__).parent / "small_lesson.txt", course / "solutions/01_halving.py")
    with pytest.raises(GuideIncomplete, match=r"no entry for 01_halving: add \[lessons\.01_halv"):
        guide.build(root=course)
    assert not (course / guide.PATH).exists()


def test_a_mistake_that_no_check_of_the_lesson_knows_stops_the_build(lessons):
    entry = {"mistakes": ["clone-shallow", "time-per-key"], "in_class": "Ask."}
    with pytest.raises(GuideIncomplete, match="no check of 00_start knows time-per-key"):
        guide.section("00_start", lessons["00_start"], entry)


def test_advice_for_an_exercise_that_is_not_there_stops_the_build(lessons):
    entry = {"mistakes": ["clone-shallow"], "in_class": "Ask about exercise {run}, then {loop}."}
    with pytest.raises(GuideIncomplete, match="00_start has no exercise 'loop': use one of clone"):
        guide.section("00_start", lessons["00_start"], entry)


def test_a_cell_with_points_and_no_title_stops_the_build(lessons):
    cells = [cell for cell in lessons["00_start"] if cell.id != "run_repair_text"]
    with pytest.raises(GuideIncomplete, match=r"00_start\.py has 5 titles .* 6 cells with points"):
        guide.section("00_start", cells, DATA["lessons"]["00_start"])


@pytest.mark.parametrize("name", DATA["lessons"])
def test_every_entry_names_mistakes_of_the_catalogue_and_says_what_to_do_in_class(name):
    entry = DATA["lessons"][name]
    known = {slug for answers in EXERCISES.values() for slug in answers.wrong_answers()}
    assert set(entry["mistakes"]) <= known
    assert len(set(entry["mistakes"])) == len(entry["mistakes"]) in (2, 3)
    assert 30 <= len(entry["in_class"].split()) <= 110


@each_lesson
def test_the_points_are_those_of_the_notebook_that_nbgrader_gets(name, page):
    notebook = json.loads((ROOT / f"solutions/{name}/{name}.ipynb").read_bytes())
    marks = [cell["metadata"].get("nbgrader", {}) for cell in notebook["cells"]]
    by_check, by_hand = (
        sum(mark["points"] for mark in marks if mark.get("grade") and mark["solution"] is by_hand)
        for by_hand in (False, True))
    told = re.search(r"; ([\d.]+) points by check, ([\d.]+) by hand\.", section_of(page, name))
    assert tuple(map(float, told.groups())) == (by_check, by_hand)


@each_lesson
def test_a_section_has_each_exercise_a_moving_figure_and_a_rubric_of_all_its_points(name, page):
    section = section_of(page, name)
    told = re.findall(r"(?m)^# ### Exercise (\d+)\. (.+) \((\d+) points?\)$", TEXTS[name])
    for number, title, points in told:
        assert f"| {number}. {title} | {points} |" in section
    assert "Moving figure: `" in section
    rubric = section.partition("\nRubric:\n")[2]
    given = sum(map(int, re.findall(r"(?m)^- (\d+) points?: ", rubric)))
    assert f"{given:g} by hand." in section
    assert "SOLUTION" not in section and "MARK SCHEME" not in section


@each_lesson
def test_the_advice_uses_the_lessons_own_numbers(name):
    numbers = re.findall(r"\d*\.\d+|\d+,\d+|\d{2,}", DATA["lessons"][name]["in_class"])
    assert not [number for number in numbers if number not in TEXTS[name]]


@pytest.mark.parametrize("plan", DATA["plans"], ids=lambda plan: f"{len(plan['weeks'])} weeks")
def test_an_order_has_every_lesson_once_after_what_it_needs(plan, lessons):
    order = [name for week in plan["weeks"] for name in week]
    assert sorted([*order, *DATA["optional"]]) == sorted(DATA["lessons"])
    assert set(lessons) <= set(DATA["lessons"])
    done = set()
    for name in order:
        if name in lessons:
            assert set(re.findall(r"\b\d\d\b", guide.needs(lessons[name]))) <= done
        done.add(name[:2])
