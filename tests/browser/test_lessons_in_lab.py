"""Every lesson in JupyterLab; a new one is tested as soon as it lies in solutions/."""

import pytest

from browser import selectors
from browser.accessibility import found_by_axe, not_drawn, without_alt_text
from browser.course import ROOT
from browser.lab import DARK, LIGHT

LESSONS = sorted(path.stem for path in ROOT.glob("solutions/[0-9]*.py"))


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_instructors_notebook_runs_and_its_outputs_are_for_everybody(lesson, lab, keep):
    lab.open(f"solutions/{lesson}/{lesson}.ipynb")
    lab.run_all()
    assert lab.errors() == []
    assert without_alt_text(lab.page, selectors.OUTPUTS) == []
    assert not_drawn(lab.page, selectors.OUTPUTS) == []
    for theme in (LIGHT, DARK):
        lab.theme(theme)
        assert found_by_axe(lab.page, selectors.OUTPUTS) == [], theme
        keep(lab.page, f"lesson-{lesson}-{theme.split()[-1].lower()}")


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_released_notebook_stops_at_its_stubs_only(lesson, lab, keep):
    lab.open(f"notebooks/{lesson}/{lesson}.ipynb")
    lab.walk_through()
    assert set(lab.errors()) == {"NotImplementedError"}
    assert found_by_axe(lab.page, selectors.OUTPUTS) == []
    keep(lab.page, f"released-{lesson}")
