"""JupyterLab on a copy of the course, in Chromium: what the benches in a browser have in common."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from browser.chromium import REMEDY, find_chromium, launch
from browser.course import Course, copy_course
from browser.lab import Lab
from browser.server import serve

WINDOW = {"width": 1280, "height": 1200}  # a whole picture with its controls


@contextmanager
def lab_in_chromium(prepare: Callable[[Course, Page], None]) -> Iterator[Lab]:
    """Start both in a folder of their own; `prepare` acts before the page is loaded."""
    program = find_chromium() or sys.exit(REMEDY)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        course = copy_course(Path(folder))
        with serve(course, Path(folder, "server.log")) as server:
            browser = launch(playwright, program)
            page = browser.new_page(viewport=WINDOW)
            prepare(course, page)
            yield Lab(page, server)
            browser.close()


def run(lab: Lab, notebook: str) -> None:
    """Open a notebook and run all its cells; end the bench when one fails."""
    lab.open(notebook)
    lab.run_all()
    if errors := lab.errors():
        sys.exit(f"{notebook} failed: {errors}")
