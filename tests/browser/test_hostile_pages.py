"""A hostile notebook in nbgrader's pages: none of its scripts runs, and the pages work."""

import os
import sys
from pathlib import Path

import nbformat
import pytest
from hostile_html import RUN, VECTORS
from hostile_notebook import SCRIPT, SEEN, hostile_notebook
from nbgrader.api import Gradebook
from playwright.sync_api import Error, expect

from browser import selectors
from browser.watch import is_here

STUDENT, LESSON, QUESTION = "mallory", "99_hostile", "why"
COURSE = "from-gradient-descent-to-adam"
NOTEBOOK = "#notebook-container"
TRIES = 40  # of the vectors do something in a page that takes them as they are
# Chromium 156 without a window ends with all its pages, where requests are looked at.
ENDS_CHROMIUM = "a frame's own page"
pytestmark = [
    # nbgrader's own way of adding a submission (0.9.6), and what SQLAlchemy and Python say to it.
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def submission(course):
    """Put the notebook among graded ones, past all that would clean it; give its number."""
    folder = course.root / "gradebook" / "autograded" / STUDENT / LESSON
    folder.mkdir(parents=True)
    nbformat.write(hostile_notebook(), folder / f"{LESSON}.ipynb")
    with pytest.MonkeyPatch.context() as patch:
        # nbgrader finds `alembic` by name.
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        book = Gradebook(f"sqlite:///{course.root / 'gradebook' / 'gradebook.db'}", COURSE)
    with book:
        book.add_assignment(LESSON)
        book.add_notebook(LESSON, LESSON)
        for name in (QUESTION, "y"):
            book.add_grade_cell(name, LESSON, LESSON, max_score=4, cell_type="markdown")
            book.add_solution_cell(name, LESSON, LESSON)
        book.add_student(STUDENT, first_name=SCRIPT, last_name=f"<img src=x onerror={RUN}>")
        added = book.add_submission(LESSON, STUDENT).notebooks[0].id
        book.db.commit()
    return added


@pytest.fixture
def alert(page):
    """Give a page whose dialogs are noted."""
    page.dialogs = []
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))
    return page


def nothing_ran(page):
    """Assert that no script of the notebook ran, after a hand went over all of it."""
    page.mouse.wheel(0, 2000)
    for place in page.locator(f"{selectors.PAGE_OUTPUTS} a, .text_cell a").all()[:30]:
        place.dispatch_event("mouseover")
        place.dispatch_event("focus")
    assert page.evaluate("window.canary") is None
    assert page.dialogs == []
    assert page.locator(f"{NOTEBOOK} :is(script, iframe, object, embed, svg, form)").count() == 0
    return True


def is_seen(page):
    text = page.locator(NOTEBOOK).first.inner_text()  # nbgrader's template has it twice
    return all(f"{SEEN} {where}" in text
               for where in ("stdout", "a traceback", "a source", "an answer", "raw"))


def test_a_marking_page_shows_a_hostile_notebook_and_works(server, submission, alert, keep):
    page = alert
    page.goto(server.address("lab"))
    page.goto(f"{server.url}/formgrader/submissions/{submission}/")
    score = page.locator(selectors.SCORE.format(exercise=QUESTION))
    expect(score).to_be_visible()
    assert nothing_ran(page) and is_seen(page)
    comment = page.locator(f"#{QUESTION}-comment")
    for field, text, to in (score, "3", "grade"), (comment, f"{SCRIPT} *no*", "comment"):
        with page.expect_response(lambda answer, to=to: f"/api/{to}/" in answer.url) as stored:
            field.fill(text)
            field.press("Tab")
        assert stored.value.ok
    page.reload()
    expect(score).to_have_value("3")
    expect(comment).to_have_value(f"{SCRIPT} *no*")
    # The student's name is behind a switch.
    page.locator("span.glyphicon.name-hidden").click()
    expect(page.locator("a.name-shown")).to_contain_text("<img src=x")
    page.get_by_text("Next").click()
    page.wait_for_url("**/formgrader/gradebook/**")
    page.go_back()
    assert nothing_ran(page)
    keep(page, "hostile-marking")


def test_lists_in_formgrader_show_hostile_names(server, submission, alert):
    page = alert
    page.goto(server.address("lab"))
    for path, text in {"manage_students": STUDENT, f"manage_submissions/{LESSON}": STUDENT,
                       f"gradebook/{LESSON}/{LESSON}": "Submission"}.items():
        page.goto(f"{server.url}/formgrader/{path}")
        expect(page.locator("#main-table")).to_contain_text(text)
        assert page.evaluate("window.canary") is None, path


@pytest.fixture(scope="module")
def feedback(course, submission):
    """Generate the feedback page of the notebook; give its file."""
    course.nbgrader("generate_feedback", LESSON, "--student", STUDENT, "--force")
    return course.root / "gradebook" / "feedback" / STUDENT / LESSON / f"{LESSON}.html"


def test_a_feedback_page_shows_a_hostile_notebook(feedback, alert, keep):
    page = alert
    page.goto(feedback.as_uri())
    expect(page.get_by_text("(Score: ").first).to_be_visible()
    assert nothing_ran(page) and is_seen(page)
    keep(page, "hostile-feedback")


@pytest.mark.parametrize("is_forbidden", [True, False])
def test_a_feedback_page_forbids_what_got_into_it_all_the_same(feedback, browser, is_forbidden):
    html = feedback.read_text(encoding="utf-8")
    assert html.count("Content-Security-Policy") == 1
    if not is_forbidden:  # then the test's own script runs: it is one that works
        html = html.replace("Content-Security-Policy", "x")
    page = browser.new_page()
    try:
        asked = []
        page.route(lambda url: not is_here(url), lambda route: (asked.append(1), route.abort()))
        changed = feedback.with_name("changed.html")
        got_in = f"{SCRIPT}<img src=https://thief.invalid/x.png><p id=end>end</p>"
        changed.write_text(html.replace("</body>", f"{got_in}</body>", 1), encoding="utf-8")
        page.goto(changed.as_uri())
        assert (page.evaluate("window.canary"), len(asked)) == (
            (None, 0) if is_forbidden else (1, 1))
    finally:
        page.close()


def test_the_vectors_work_where_nothing_stops_them(browser):
    context = browser.new_context()
    context.set_default_timeout(5000)
    context.route(lambda url: not is_here(url), lambda route: route.abort())
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    did, page = set(), context.new_page()
    for way in sorted(set(VECTORS) - {ENDS_CHROMIUM}):
        html = VECTORS[way]
        try:
            page.goto("about:blank")
            asked.clear()
            page.set_content(f"<!DOCTYPE html><body>{html}</body>")
            if asked or page.evaluate("window.canary"):
                did.add(way)
        except Error:  # it took the page elsewhere
            did.add(way)
            page = context.new_page()
    context.close()
    assert len(did) >= TRIES, sorted(set(VECTORS) - did)
