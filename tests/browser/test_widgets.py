"""The course's widgets in a notebook of their own: one that works, one without code, one locked."""

import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import expect

from browser import selectors
from browser.accessibility import found_by_axe
from browser.lab import DARK
from browser.widgets import ANSWER, answer_questions, follows, is_unwritten, widgets_of
from descent.words import words

CELLS = {
    "live": """\
from descent.predictions import reveal
from descent.widgets import explore

class SGD:
    def __init__(self, lr=0.3):
        self.lr = lr
    def update(self, params, grads):
        for key, g in grads.items():
            params[key] -= self.lr * g

explore(SGD)""",
    "unwritten": """\
class Momentum:
    def __init__(self, lr=0.3, momentum=0.9):
        self.lr, self.momentum = lr, momentum
    def update(self, params, grads):
        raise NotImplementedError("Replace this line with your own code.")

explore(Momentum)""",
    "hanging": """\
class Hanging(SGD):
    def update(self, params, grads):
        while self.lr > 0.5:
            pass
        super().update(params, grads)

explore(Hanging, lr=0.1)""",
    "asked": "prediction = None",
    "question": 'reveal(prediction, "a", {"a": "it zigzags", "b": "it creeps"})',
    "locked": "explore(SGD, lr=0.9, prediction=prediction)",
}

# In the picture's own units.
_STARTS_AT = """({root, panels, path, x, y}) => {
    const svg = root.querySelector(panels);
    const scale = svg.viewBox.baseVal.width / svg.getBoundingClientRect().width;
    const start = /^M([\\d.]+) ([\\d.]+)/.exec(root.querySelector(path).getAttribute("d"));
    return Math.hypot(start[1] - x * scale, start[2] - y * scale) < 8;
}"""


@pytest.fixture
def notebook(course, lab):
    """Open the notebook and run it."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path = course.root / "widgets.ipynb"
    cells = [new_code_cell(source, id=name) for name, source in CELLS.items()]
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    lab.open(path.name)
    lab.run_all()
    return lab


def test_widgets_follow_mouse_and_keys_say_what_is_missing_and_open_on_a_prediction(notebook, keep):
    live, unwritten, _, locked = widgets_of(notebook)
    assert is_unwritten(unwritten)
    expect(locked.locator(selectors.LOCKED)).to_be_visible()
    answer_questions(notebook)
    for widget in (live, locked):
        follows(notebook, widget)
    live.scroll_into_view_if_needed()
    keep(notebook.page, "widget-light")
    assert found_by_axe(notebook.page, selectors.OUTPUTS) == []
    notebook.theme(DARK)
    keep(notebook.page, "widget-dark")
    assert found_by_axe(notebook.page, selectors.OUTPUTS) == []


def test_the_player_walks_along_the_path_by_hand_and_by_itself(notebook):
    live, *_ = widgets_of(notebook)
    step, says = live.locator(".descent-player output"), live.locator(".descent-says")
    expect(step).to_have_text("30 of 30")
    whole = live.locator(selectors.PATH).last.get_attribute("d")
    live.get_by_role("button", name=words("widgets.back")).click()
    expect(step).to_have_text("29 of 30")
    expect(says).to_contain_text("Step 29")
    assert whole.startswith(live.locator(selectors.PATH).last.get_attribute("d"))
    live.get_by_role("button", name=words("widgets.play"), exact=True).click()
    expect(live.get_by_role("button", name=words("widgets.pause"))).to_be_visible()
    expect(step).to_have_text("30 of 30")
    expect(live.get_by_role("button", name=words("widgets.play"), exact=True)).to_be_visible()
    assert live.locator(selectors.PATH).last.get_attribute("d") == whole


def test_the_start_point_is_dragged_on_the_map(notebook):
    live, *_ = widgets_of(notebook)
    handle = live.locator(selectors.HANDLE)
    handle.scroll_into_view_if_needed()
    box, frame = handle.bounding_box(), live.locator(selectors.PANELS).first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    notebook.page.mouse.move(x, y)
    notebook.page.mouse.down()
    notebook.page.mouse.move(x + 100, y + 40, steps=4)
    notebook.page.mouse.up()
    expect(handle).not_to_have_attribute("aria-label", re.compile("start x −7,"))
    # In the end, after the paths of the way there, the path starts under the pointer: to within a
    # slider's position.
    notebook.page.wait_for_function(_STARTS_AT, timeout=ANSWER, arg={
        "root": live.element_handle(), "panels": selectors.PANELS, "path": selectors.PATH,
        "x": x + 100 - frame["x"], "y": y + 40 - frame["y"]})


def test_code_without_an_end_is_stopped_and_figure_and_notebook_stay_usable(notebook):
    *_, hanging, _ = widgets_of(notebook)
    slider = hanging.locator(selectors.SLIDER).first
    slider.focus()
    slider.press("End")
    error = hanging.locator(selectors.WIDGET_ERROR)
    expect(error).to_contain_text(words("widgets.hung", seconds=2), timeout=ANSWER)
    slider.press("Home")
    expect(error).to_be_hidden(timeout=ANSWER)
    expect(hanging.locator(selectors.PATH).first).to_be_visible()
    notebook.run(notebook.cell("prediction = None"))
    assert notebook.errors() == []
