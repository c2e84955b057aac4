"""The page of `grader report`: readable on a wide and a narrow window, by day and by night."""

import pytest
from class_of_five import LESSON, graded, mistake, raised, verdict

from browser.accessibility import found_by_axe
from grader.report import page as report_page
from grader.report.model import Graded, Score
from grader.report.notebooks import read_notebook
from grader.report.tally import Tally

NARROW = {"width": 320, "height": 800}


@pytest.fixture
def written(tmp_path):
    """Write the page of a class that has something in every part of it."""
    tally = Tally()
    note = {"slug": "eps-inside", "message": "Your eps stands under the root."}
    finding = {"what": "lost", "cell": "sgd_check", "said": "It was not in the hand-in."}
    contents = [graded(verdict(notes=[note]), findings=[finding]),
                graded(verdict("error", fault="KeyError: 'w'"), raised("AssertionError", "no")),
                *[graded(mistake())] * 7]
    for number, content in enumerate(contents):
        scores = [Score(name, number / 3, 4.0, name == "why")
                  for name in ("sgd_check", "shape_test", "why")]
        tally.add(Graded(f"student-{number:02}", scores, [read_notebook(content)]))
    tally.add_ungraded("student-99")
    path = tmp_path / "report.html"
    report_page.write(tally.report(LESSON, "*", "2026-03-02", {"Python": "3"}), path)
    return path


def test_the_page_is_readable_for_everybody_at_every_width(page, written, keep):
    refused = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(written.as_uri())
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert found_by_axe(page, "html") == []
    page.set_viewport_size(NARROW)
    for closed in page.locator("summary").all():
        closed.click()
    assert found_by_axe(page, "html") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert "student-08" in page.locator(".names", has_text="student-02").inner_text()
    page.locator("nav a").last.click()
    assert page.url.endswith("#grading")
    assert refused == []  # the page asks for nothing that its own policy forbids
    keep(page, "class-report")
