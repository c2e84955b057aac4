"""What axe, and a person who can't see, find in a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WORDS = 4  # a picture's text has at least so many


def found_by_axe(page: Page, where: str) -> list[str]:
    """Let axe look at all elements that a selector finds; give what it objects to.

    Raises:
        AssertionError: the selector finds nothing, so that nothing was looked at.
    """
    assert page.locator(where).count(), f"nothing to look at: {where}"
    found = Axe().run(page, context=where).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
            for rule in found for node in rule["nodes"]]


def without_alt_text(page: Page, where: str) -> list[str]:
    """Give the pictures in all elements of a selector that have no text of several words."""
    pictures = page.locator(f":is({where}) img").evaluate_all(
        "all => all.map(img => [img.alt, img.outerHTML.slice(0, 80)])")
    return [html for alt, html in pictures if len(alt.split()) < WORDS]


def not_drawn(page: Page, where: str) -> list[str]:
    """Give the pictures in all elements of a selector that the browser couldn't draw."""
    return page.locator(f":is({where}) img").evaluate_all(
        "all => all.filter(i => !i.complete || !i.naturalWidth).map(i => i.outerHTML.slice(0, 80))")
