"""Every figure that moves, with a kernel: the gallery as a notebook in JupyterLab."""

import re

import jupytext
import nbformat
import pytest
from playwright.sync_api import expect

from browser import selectors
from browser.accessibility import found_by_axe, without_alt_text
from browser.course import ROOT
from browser.lab import DARK
from browser.widgets import ANSWER, follows, widgets_of
from descent import widgets

NARROW = {"width": 700, "height": 900}
_TOO_WIDE = """root => [root, ...root.querySelectorAll('*')].filter(
    node => node.getBoundingClientRect().right > root.parentElement.getBoundingClientRect().right
        + 1 && !node.closest('.descent-live, svg')).map(node => node.className)"""


@pytest.fixture
def gallery(course, lab):
    """Open the gallery and run it."""
    notebook = jupytext.read(ROOT / "grader" / "gallery.py", fmt="py:percent")
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3",
                                       "language": "python"}
    nbformat.write(notebook, course.root / "gallery.ipynb")
    lab.open("gallery.ipynb")
    lab.run_all()
    return lab


def value_of(handle):
    """Read the number that a handle's name ends with."""
    return float(re.findall(r"\d+(?:\.\d+)?", handle.get_attribute("aria-label"))[-1])


def test_every_figure_follows_mouse_and_keys_in_both_themes_and_in_a_narrow_window(gallery, keep):
    figures = widgets_of(gallery)
    assert len(figures) == len(widgets.__all__)
    for figure in figures:
        follows(gallery, figure)
    schedule = gallery.cell("schedule_drawer(SGD)").locator(selectors.WIDGET)
    handle = schedule.locator(selectors.HANDLE).first
    for key, sign in {"ArrowUp": 1, "ArrowLeft": -1, "ArrowRight": 1, "ArrowDown": -1}.items():
        before, name = value_of(handle), handle.get_attribute("aria-label")
        handle.press(key)
        expect(handle).not_to_have_attribute("aria-label", name, timeout=ANSWER)
        assert 0 < sign * (value_of(handle) - before) < 0.1, key
    assert found_by_axe(gallery.page, selectors.OUTPUTS) == []
    assert without_alt_text(gallery.page, selectors.OUTPUTS) == []
    gallery.theme(DARK)
    assert found_by_axe(gallery.page, selectors.OUTPUTS) == []
    wide = gallery.page.viewport_size
    gallery.page.set_viewport_size(NARROW)
    try:
        for number, figure in enumerate(figures):
            figure.scroll_into_view_if_needed()
            keep(gallery.page, f"gallery-narrow-{number:02}")
            assert figure.evaluate(_TOO_WIDE) == []
    finally:
        gallery.page.set_viewport_size(wide)
