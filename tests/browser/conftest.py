"""The browser tests' fixtures: one copy of the course, one server, one browser for all of them.

All are of package scope and not of the session's: Playwright keeps an event loop running in the
main thread as long as it lives, and tests elsewhere that start one of their own would fail.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from browser.chromium import REMEDY, find_chromium, launch
from browser.course import ROOT, Course, copy_course
from browser.lab import LIGHT, Lab
from browser.server import Server, serve
from browser.watch import Watch

HERE = Path(__file__).parent
ARTEFACTS = Path(os.environ.get("DESCENT_ARTEFACTS") or ROOT / "artefacts")
WINDOW = {"width": 1280, "height": 900}
ACTION = 20_000  # ms that a click or an expectation may take


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Keep a picture of every open page of a test that failed."""
    report = yield
    if report.failed and (context := getattr(item, "funcargs", {}).get("context")):
        for number, page in enumerate(context.pages):
            name = re.sub(r"\W+", "-", item.name).strip("-")
            _keep(page, f"failed-{name}-{number}")
    return report


@pytest.fixture(scope="package")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Give the copy of the course."""
    return copy_course(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="package")
def server(course: Course) -> Iterator[Server]:
    """Run JupyterLab on the copy."""
    with serve(course, course.root.parent / "server.log") as running:
        yield running


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Run Chromium; without one skip, but fail where CI=true."""
    program = find_chromium()
    if program is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(REMEDY)
    with sync_playwright() as playwright:
        running = launch(playwright, program)
        yield running
        running.close()


@pytest.fixture(scope="package")
def watched(browser: Browser) -> Iterator[tuple[BrowserContext, Watch]]:
    """Give the context that all pages live in, and what watches over it."""
    context = browser.new_context(viewport=WINDOW, reduced_motion="reduce")
    context.set_default_timeout(ACTION)
    expect.set_options(timeout=ACTION)
    yield context, Watch(context)
    context.close()


@pytest.fixture
def context(watched: tuple[BrowserContext, Watch]) -> Iterator[BrowserContext]:
    """Give the context; fail when a page raised an error or asked another host for anything."""
    context, watch = watched
    watch.take()
    yield context
    faults = watch.take()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Give a page 1280 pixels wide, closed after the test."""
    page = context.new_page()
    yield page
    page.close()


@pytest.fixture(scope="package")
def _lab(watched: tuple[BrowserContext, Watch], server: Server) -> Iterator[Lab]:
    page = watched[0].new_page()
    yield Lab(page, server)
    page.close()


@pytest.fixture
def lab(_lab: Lab, context: BrowserContext) -> Iterator[Lab]:
    """Give JupyterLab, the same for all tests, since it takes seconds to load."""
    yield _lab
    _lab.page.keyboard.press("Escape")
    _lab.close_all()
    _lab.theme(LIGHT)


@pytest.fixture
def keep() -> Callable[[Page, str], None]:
    """Give a function that keeps a picture of a page as an artefact."""
    return _keep


def _keep(page: Page, name: str) -> None:
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png")
