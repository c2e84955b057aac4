"""What a learner does with the course's widgets, whatever they show."""

from playwright.sync_api import Locator, expect

from browser import selectors
from browser.lab import Lab
from descent import widgets
from descent.words import words

MADE = rf"^(\w+ *= *)?({'|'.join(widgets.__all__)})\("
ANSWER = 10_000  # ms in which a picture follows; it takes some 20

# All marks, without the axes around them: a slider may move a curve and leave the path alone.
_DRAWN = f"""root => [...root.querySelectorAll("{selectors.MARK}")]
    .map(mark => mark.outerHTML).join('')"""


def widgets_of(lab: Lab) -> list[Locator]:
    """Give the widget of each cell that makes one.

    Raises:
        AssertionError: a cell that makes one shows none, but an error perhaps.
    """
    found = []
    for cell in lab.cells(MADE):
        expect(cell.locator(selectors.ERROR)).to_have_count(0)
        expect(cell.locator(selectors.WIDGET)).to_be_visible(timeout=ANSWER)
        found.append(cell.locator(selectors.WIDGET))
    return found


def answer_questions(lab: Lab) -> None:
    """Predict the first letter wherever a prediction is asked for; it opens what was locked."""
    questions = lab.page.locator(f"{selectors.OUTPUTS} {selectors.QUESTION}")
    left = questions.count()
    while left:
        questions.first.get_by_role("radio").first.check()
        questions.first.get_by_role("button").click()
        left -= 1
        expect(questions).to_have_count(left, timeout=ANSWER)
    expect(lab.page.locator(f"{selectors.OUTPUTS} {selectors.LOCKED}")).to_have_count(0)
    lab.wait()


def is_unwritten(widget: Locator) -> bool:
    """Say whether a widget says that there is nothing to draw yet."""
    return words("widgets.unwritten") in widget.locator(selectors.WIDGET_ERROR).inner_text()


def follows(lab: Lab, widget: Locator) -> None:
    """Move a widget's first slider by mouse and by keys, each handle and each choice by keys.

    Raises:
        AssertionError: the picture or its line of text didn't follow, or JupyterLab took the keys.
    """
    slider = widget.locator(selectors.SLIDER).first
    handles = widget.locator(selectors.HANDLE)
    choices = widget.locator(selectors.CHOICE)
    assert slider.count() or handles.count() or choices.count(), "nothing to move"
    if slider.count():
        said = widget.locator(selectors.STATUS).inner_text()
        _changes(lab, widget, lambda: _drag(lab, slider))
        expect(widget.locator(selectors.STATUS)).not_to_have_text(said, timeout=ANSWER)
        value = slider.input_value()
        _changes(lab, widget, lambda: _press(lab, slider, "ArrowRight"))
        assert slider.input_value() != value
    for handle in handles.all():
        if handle.is_visible():
            # Some handles move along one axis only, upright or level.
            _changes(lab, widget, lambda handle=handle: _press(
                lab, handle, "ArrowRight", "ArrowUp"))
    for choice in choices.all():
        chosen = choice.locator("input:checked")
        _changes(lab, widget, lambda chosen=chosen: _press(lab, chosen, "ArrowRight"))
    expect(widget.locator(selectors.WIDGET_ERROR)).to_be_hidden()


def _changes(lab: Lab, widget: Locator, act) -> None:
    before = widget.evaluate(_DRAWN)
    assert before, "nothing is drawn"
    act()
    lab.page.wait_for_function(f"([root, before]) => ({_DRAWN})(root) !== before",
                               arg=[widget.element_handle(), before], timeout=ANSWER)


def _drag(lab: Lab, slider: Locator) -> None:
    """Take a slider's thumb with the mouse and pull it past the middle to the other side."""
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    at = slider.evaluate("s => (s.value - s.min) / (s.max - s.min)")
    x, y = box["x"] + 8 + at * (box["width"] - 16), box["y"] + box["height"] / 2
    lab.page.mouse.move(x, y)
    lab.page.mouse.down()
    lab.page.mouse.move(box["x"] + box["width"] * (0.25 if at > 0.5 else 0.75), y, steps=5)
    lab.page.mouse.up()


def _press(lab: Lab, control: Locator, *keys: str) -> None:
    control.focus()
    cell = lab.active_cell()
    for key in keys:
        lab.page.keyboard.press(key)
    assert lab.active_cell() == cell, f"{keys} moved the selection of cells"
