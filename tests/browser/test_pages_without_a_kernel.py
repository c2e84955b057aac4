"""A lesson as a page: exported once it has run, and opened from disk."""

import subprocess
import sys

from browser import selectors
from browser.accessibility import found_by_axe, not_drawn, without_alt_text

LESSON = "08_adam"


def export(course):
    """Run a lesson and write it as HTML, with nbconvert's command."""
    command = [sys.executable, "-m", "nbconvert", "--execute", "--to", "html",
               "--output-dir", course.root / "exported", course.solution(LESSON)]
    done = subprocess.run(command, cwd=course.root, env=course.environment, text=True,
                          capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return course.root / "exported" / f"{LESSON}.html"


def test_an_exported_lesson_shows_its_figures_to_everybody(course, page, keep):
    page.goto(export(course).as_uri())
    outputs = selectors.EXPORTED_OUTPUTS
    assert page.locator(f"{outputs} img").count() >= 3
    assert not_drawn(page, outputs) == []
    assert without_alt_text(page, outputs) == []
    assert found_by_axe(page, outputs) == []
    page.locator(f"{outputs} img").first.scroll_into_view_if_needed()
    keep(page, "exported")
