"""Every lesson as learners get it; a file of its own, so that two processes share the lessons."""

import pytest

from browser import selectors
from browser.accessibility import found_by_axe
from browser.course import LESSONS
from browser.widgets import answer_questions, is_unwritten, widgets_of


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_released_notebook_stops_at_its_stubs_only(lesson, lab, keep):
    lab.open(f"notebooks/{lesson}/{lesson}.ipynb")
    lab.walk_through()
    assert set(lab.errors()) == {"NotImplementedError"}
    answer_questions(lab)
    for widget in widgets_of(lab):
        assert is_unwritten(widget) or widget.locator(selectors.PANELS).count()
    assert found_by_axe(lab.page, selectors.OUTPUTS) == []
    keep(lab.page, f"released-{lesson}")
