"""The course's widgets in a notebook of their own: one that works, one without code, one locked."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import expect

from browser import selectors
from browser.accessibility import found_by_axe
from browser.lab import DARK
from browser.widgets import answer_questions, follows, is_unwritten, widgets_of

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
    "asked": "prediction = None",
    "question": 'reveal(prediction, "a", {"a": "it zigzags", "b": "it creeps"})',
    "locked": "explore(SGD, lr=0.9, prediction=prediction)",
}


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
    live, unwritten, locked = widgets_of(notebook)
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
