"""A Parsons problem that is put in order in the page: by keys, by hand, and kept in the notebook."""

import re
import shutil

import nbformat
import pytest
from playwright.sync_api import expect

from browser import selectors
from browser.accessibility import found_by_axe
from browser.lab import DARK, LIGHT, LOAD
from descent.words import of_mistake, words
from grader.hand_ins import grade_id

LESSON = "08_adam"
HANDED_OUT = "arranged.ipynb"  # a copy of the lesson, since other tests open the lesson as well
LIVE = ".descent-arrange .descent-live"
WROTE = ".descent-wrote"
MADE = ".descent-made"
NARROW = {"width": 700, "height": 900}
WIDE = {"width": 1280, "height": 900}
SMALL = '''\
from descent import check, parsons
from descent.parsons import Puzzle, puzzle

small = Puzzle("small", "sgd", """\\
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):""", {
    "A": "            params[key] -= self.lr * g",
    "B": "            params[key] += self.lr * g",
    "C": "        for key, g in grads.items():",
    "D": "        self.rates = {key: self.lr / (1 + abs(g).max()) for key, g in grads.items()}"},
    spare=2)
parsons.load = lambda name: small'''
STUB = '''\
@puzzle("small")
def arranged():
    """Return the letters, as in "AB"."""
    ### BEGIN SOLUTION
    raise NotImplementedError("Replace this line (all of it) with your own code.")  # here
    ### END SOLUTION
    return "D"


after = "return"'''
CHECK = 'check("sgd", arranged, points=1)'
ANSWER = 'return "{}"'


@pytest.fixture
def open_notebook(course, lab):
    """Give a function that opens a notebook of the small problem and one of its answers."""

    def opened(answer=STUB):
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(source) for source in (SMALL, answer, CHECK)],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
        nbformat.write(notebook, course.root / "puzzle.ipynb")
        lab.open("puzzle.ipynb")
        lab.run_all()

    yield opened
    lab.page.set_viewport_size(WIDE)


def source(path, name):
    """Give the source of a saved notebook's cell by its grade id."""
    (cell,) = (cell for cell in nbformat.read(path, 4).cells if grade_id(cell) == name)
    return cell.source


def text_of(lab, index=1):
    """Give a cell's text, as JupyterLab holds it."""
    return lab.page.evaluate(
        "i => jupyterapp.shell.currentWidget.content.widgets[i].model.sharedModel.source", index)


def grip(lab, letter):
    """Find what a line is taken by."""
    return lab.page.locator(f"[data-letter={letter}] .descent-grip")


def lists(lab):
    """Give the letters of the lines that are used, and of those that stay out."""
    return lab.page.locator(".descent-lines").evaluate_all(
        "all => all.map(list => [...list.querySelectorAll('.descent-line')]"
        ".map(line => line.dataset.letter).join(''))")


def press(lab, *keys):
    """Press keys where the focus is; JupyterLab must not take them."""
    cell = lab.active_cell()
    for key in keys:
        lab.page.keyboard.press(key)
    assert lab.active_cell() == cell


def drag(lab, letter, to, below=False, keep=None):
    """Take a line by its code, and let it go above (or below) the middle of what a selector finds.
    """
    line = lab.page.locator(f"[data-letter={letter}] code")
    line.scroll_into_view_if_needed()
    start, end = line.bounding_box(), lab.page.locator(to).bounding_box()
    mouse = lab.page.mouse
    mouse.move(start["x"] + 30, start["y"] + start["height"] / 2)
    mouse.down()
    mouse.move(end["x"] + 60, end["y"] + end["height"] * (0.75 if below else 0.25), steps=6)
    expect(lab.page.locator(".descent-landing")).to_have_count(1)
    if keep:
        keep(lab.page, "puzzle-dragged")
    mouse.up()
    expect(lab.page.locator(".descent-landing")).to_have_count(0)


def look(lab, keep, name):
    """Keep a picture in both themes and at both widths; let axe look, and nothing be too wide."""
    for size in (WIDE, NARROW):
        lab.page.set_viewport_size(size)
        for theme in (DARK, LIGHT):
            lab.theme(theme)
            widget = lab.page.locator(".descent-arrange")
            widget.evaluate("node => node.scrollIntoView({ block: 'start' })")
            keep(lab.page, f"{name}-{size['width']}-{theme.split()[-1].lower()}")
            assert found_by_axe(lab.page, selectors.OUTPUTS) == [], theme
        assert widget.evaluate(
            "node => node.scrollWidth <= node.closest('.jp-OutputArea').clientWidth")
    lab.page.set_viewport_size(WIDE)


def run_to_the_puzzle(lab):
    for text in ("import numpy as np", '@puzzle("adam")'):
        lab.run(lab.cell(text))


def test_look(open_notebook, course, lab, keep):
    shutil.copyfile(course.released(LESSON), course.root / HANDED_OUT)
    lab.open(HANDED_OUT)
    run_to_the_puzzle(lab)
    look(lab, keep, "puzzle-asked")
    for letter in "IEHC":
        grip(lab, letter).focus()
        press(lab, "ArrowRight")
    look(lab, keep, "puzzle-half")
    drag(lab, "A", "[data-letter=H]", keep=keep)
    print(lists(lab))
    lab.page.keyboard.press("Control+Enter")
    lab.wait()
    look(lab, keep, "puzzle-run")
