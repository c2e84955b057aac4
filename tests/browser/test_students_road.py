"""A student's way through a lesson, from fetching it to handing it in."""

import re

import nbformat
from playwright.sync_api import expect

from browser import selectors
from browser.accessibility import found_by_axe, without_alt_text
from descent.words import of_mistake, words
from grader.hand_ins import grade_id

LESSON = "03_momentum"
CHECK = 'check("momentum", Momentum'
RAISE = re.compile(r"^ +raise NotImplementedError\(.*\)", re.MULTILINE)
# Every step begins with no velocity: gradient descent, whatever the coefficient.
WRONG = """\
        for key, g in grads.items():
            velocity = self.momentum * np.zeros_like(g) - self.lr * g
            params[key] += velocity"""


def source(path, name):
    """Give the source of a notebook's cell by its grade id."""
    (cell,) = (cell for cell in nbformat.read(path, as_version=4).cells if grade_id(cell) == name)
    return cell.source


def fetch(lab):
    """Fetch the lesson in nbgrader's list, and open it from there."""
    lab.choose("Nbgrader", "Assignment List")
    row = lab.page.locator(selectors.TO_FETCH, has_text=LESSON)
    row.get_by_role("button", name="Fetch").click()
    row = lab.page.locator(selectors.FETCHED, has_text=LESSON).first
    row.get_by_role("button", name=LESSON).click()
    row.get_by_role("link", name=LESSON).click()
    lab.path = f"{LESSON}/{LESSON}.ipynb"
    lab.wait()


def report_of(lab):
    """Run the exercise's check; give its cell."""
    cell = lab.cell(CHECK)
    lab.run(cell)
    assert found_by_axe(lab.page, selectors.OUTPUTS) == []
    assert without_alt_text(lab.page, selectors.OUTPUTS) == []
    return cell


def validate(lab):
    """Press nbgrader's Validate and give what its dialog says."""
    lab.page.locator(selectors.VALIDATE).click()
    return lab.answer("Ok")


def test_a_student_fetches_a_lesson_mends_a_mistake_by_its_report_and_hands_in(course, lab, keep):
    course.nbgrader("release_assignment", LESSON)
    fetch(lab)
    lab.run(lab.cell("import numpy as np"))
    stub = source(course.released(LESSON), "momentum")
    answer = lab.cell("class Momentum:")

    lab.write(answer, RAISE.sub(WRONG, stub))
    lab.run(answer)
    checked = report_of(lab)
    expect(checked).to_contain_text(words("report.wrong"))
    expect(checked).to_contain_text(of_mistake("velocity-unused", "title"))
    checked.scroll_into_view_if_needed()
    keep(lab.page, "student-1-mistake")

    lab.write(answer, source(course.solution(LESSON), "momentum"))
    lab.run(answer)
    checked = report_of(lab)
    expect(checked).to_contain_text(words("report.right"))
    keep(lab.page, "student-2-right")

    # The other exercises are untouched; this one has gone from nbgrader's list of failures.
    said = validate(lab)
    assert CHECK not in said
    assert 'check("momentum_torch"' in said

    lab.save()
    lab.choose("Nbgrader", "Assignment List")
    row = lab.page.locator(selectors.FETCHED, has_text=LESSON).first
    row.get_by_role("button", name="Submit").click()
    expect(lab.page.locator(selectors.SUBMITTED, has_text=LESSON).first).to_be_visible()
    keep(lab.page, "student-3-handed-in")
    (handed_in,) = course.root.glob(f"gradebook/exchange/*/inbound/*+{LESSON}+*/{LESSON}.ipynb")
    assert source(handed_in, "momentum") == source(course.solution(LESSON), "momentum")
