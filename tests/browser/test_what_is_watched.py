"""The tests' own eyes: what a page does wrong is seen, and does not reach the network."""

import pytest

from browser.accessibility import found_by_axe, not_drawn, without_alt_text
from browser.chromium import VARIABLE, find_chromium
from browser.watch import Watch

FAULTY = """
<div class="out"><img src="data:image/png;base64,AAAA" alt="figure"></div>
<div class="out"><input type="range"></div>
<div class="out"><p style="color: #999; background: #fff">pale</p></div>
"""


@pytest.fixture
def alone(browser):
    """Give a page that only its own watch looks at, and that watch."""
    context = browser.new_context()
    watch = Watch(context)
    yield context.new_page(), watch
    context.close()


def test_a_request_to_another_host_is_noted_and_blocked(alone):
    page, watch = alone
    page.set_content('<img src="http://192.0.2.1/a.png" onerror="document.title = \'blocked\'">')
    page.wait_for_function("document.title === 'blocked'")
    assert watch.take() == ["asked another host: http://192.0.2.1/a.png"]
    assert watch.take() == []


def test_errors_of_a_page_are_noted(alone):
    page, watch = alone
    with page.expect_event("pageerror"):
        page.set_content("<script>console.error('said'); throw Error('thrown')</script>")
    said, thrown = sorted(watch.take())
    assert said == "console: said"
    assert thrown.startswith("page error: Error: thrown")


def test_what_cannot_be_seen_or_used_is_found(alone):
    page, _ = alone
    page.set_content(FAULTY)
    rules = [found.partition(":")[0] for found in found_by_axe(page, ".out")]
    assert sorted(rules) == ["color-contrast", "label"]
    assert len(without_alt_text(page, ".out")) == len(not_drawn(page, ".out")) == 1
    with pytest.raises(AssertionError, match="nothing to look at"):
        found_by_axe(page, ".none")


def test_a_browser_that_is_named_but_absent_is_an_error_and_not_a_skip(monkeypatch):
    monkeypatch.setenv(VARIABLE, "/nowhere/chromium")
    with pytest.raises(FileNotFoundError, match="/nowhere/chromium"):
        find_chromium()
