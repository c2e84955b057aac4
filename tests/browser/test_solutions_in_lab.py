"""Every lesson's solution in JupyterLab; a new one is tested as soon as it lies in solutions/."""

import pytest

from browser import selectors
from browser.accessibility import found_by_axe, not_drawn, without_alt_text
from browser.course import LESSONS
from browser.lab import DARK, LIGHT
from browser.widgets import answer_questions, follows, widgets_of

FIGURE = f"{selectors.OUTPUTS} :is({selectors.WIDGET}, img)"


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_instructors_notebook_runs_and_its_outputs_are_for_everybody(lesson, lab, keep):
    lab.open(f"solutions/{lesson}/{lesson}.ipynb")
    lab.run_all()
    assert lab.errors() == []
    answer_questions(lab)
    for widget in widgets_of(lab):
        follows(lab, widget)
    assert without_alt_text(lab.page, selectors.OUTPUTS) == []
    assert not_drawn(lab.page, selectors.OUTPUTS) == []
    lab.page.locator(FIGURE).last.scroll_into_view_if_needed()
    for theme in (LIGHT, DARK):
        lab.theme(theme)
        assert found_by_axe(lab.page, selectors.OUTPUTS) == [], theme
        keep(lab.page, f"lesson-{lesson}-{theme.split()[-1].lower()}")
