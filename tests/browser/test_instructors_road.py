"""An instructor's way through Formgrader, and what the student gets back."""

import getpass

import nbformat
import pytest
from playwright.sync_api import expect

from browser import selectors
from browser.accessibility import found_by_axe, not_drawn, without_alt_text
from grader.demo_course import LESSON
from grader.hand_ins import hand_in, samples

QUESTION = "first_steps_why"  # marked by hand
MARK = 3


@pytest.fixture
def formgrader(page, server):
    """Open Formgrader; its API knows only who has been in JupyterLab before."""
    page.goto(server.address("lab"))
    page.goto(f"{server.url}/formgrader")
    return page


def press(page, row, action):
    """Press one of the icons of a row; close the dialog that says what came of it."""
    page.locator(row).locator(selectors.ACTION.format(action=action)).click()
    modal = page.locator(selectors.MODAL)
    # Grading runs every cell of the lesson before the dialog opens.
    expect(modal).to_contain_text("Log Output", timeout=60_000)
    said = modal.inner_text()
    page.locator(selectors.MODAL_BUTTON).click()
    expect(modal).to_have_count(0)
    assert "Success" in said, said


def hand_in_sample(course):
    """Submit a sample that is wrong in two exercises and has an answer to mark."""
    sample = next(one for one in samples() if QUESTION in one.cells
                  and any(points == 0 for points, _ in one.expected.values()))
    folder = course.root / LESSON
    folder.mkdir()
    notebook = hand_in(nbformat.read(course.released(LESSON), as_version=4), sample)
    nbformat.write(notebook, folder / f"{LESSON}.ipynb")
    course.nbgrader("submit", LESSON)
    return sum(points for points, _ in sample.expected.values())


def is_offline_and_readable(page):
    """Assert that formulas, pictures and their texts are there, and that axe is content."""
    assert page.locator("math").count() > 50
    assert page.locator("mjx-container, .MathJax").count() == 0
    assert page.locator(f"{selectors.PAGE_OUTPUTS} img").count() >= 4
    assert not_drawn(page, selectors.PAGE_OUTPUTS) == []
    assert without_alt_text(page, selectors.PAGE_OUTPUTS) == []
    assert found_by_axe(page, selectors.PAGE_OUTPUTS) == []


def test_an_instructor_releases_collects_grades_marks_and_gives_feedback(
        course, server, formgrader, keep):
    page, student = formgrader, getpass.getuser()
    lesson = selectors.LESSON_ROW.format(lesson=LESSON)
    row = selectors.STUDENT_ROW.format(student=student)
    before = course.released(LESSON).read_bytes()
    press(page, lesson, "assign")
    assert course.released(LESSON).read_bytes() == before
    press(page, lesson, "release")
    points = hand_in_sample(course)
    press(page, lesson, "collect")
    page.locator(lesson).locator(selectors.ACTION.format(action="num-submissions")).click()
    press(page, row, "autograde")
    expect(page.locator(row)).to_contain_text("needs manual grading")
    keep(page, "instructor-1-autograded")

    page.goto(f"{server.url}/formgrader/gradebook/{LESSON}/{LESSON}")
    page.locator(selectors.SUBMISSIONS_SHOWN).click()
    score = page.locator(selectors.SCORE.format(exercise=QUESTION))
    score.scroll_into_view_if_needed()
    is_offline_and_readable(page)
    with page.expect_response(lambda answer: "/api/grade/" in answer.url) as stored:
        score.fill(str(MARK))
        score.press("Tab")
    assert stored.value.ok
    page.reload()
    expect(score).to_have_value(str(MARK))
    score.scroll_into_view_if_needed()
    keep(page, "instructor-2-marked")

    page.goto(f"{server.url}/formgrader/manage_submissions/{LESSON}")
    expect(page.locator(row)).to_contain_text(f"{points + MARK:g} / 15")
    press(page, row, "generate-feedback")
    page.goto((course.root / "gradebook" / "feedback" / student / LESSON
               / f"{LESSON}.html").as_uri())
    expect(page.get_by_text(f"(Score: {points + MARK:.1f} / 15.0)")).to_be_visible()
    is_offline_and_readable(page)
    page.locator(f"{selectors.PAGE_OUTPUTS} img").nth(2).scroll_into_view_if_needed()
    keep(page, "instructor-3-feedback")
