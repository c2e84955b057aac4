"""A prediction that is chosen in the page: kept in the notebook, and back when it is reopened."""

import re
import shutil

import nbformat
import pytest
from playwright.sync_api import expect

from browser import selectors
from browser.accessibility import found_by_axe
from browser.lab import DARK, LIGHT
from descent.words import words

LESSON = "01_gradient_descent"
HANDED_OUT = "predicted.ipynb"  # a copy of the lesson, since other tests open the lesson as well
QUESTION = ".descent-question"
REVEALED = ".descent-reveal"
OPTIONS = {"a": "it stands still", "b": "it swings", "c": "it runs away"}
LEARNERS = """\
from descent.predictions import reveal
from descent.widgets import explore


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        params["x"] -= self.lr * grads["x"]"""
FIGURE = "explore(SGD, lr=0.95, prediction=prediction)"
REVEAL = f'reveal(prediction, "b", {OPTIONS})'


@pytest.fixture
def open_notebook(course, lab):
    """Give a function that opens a notebook of some code cells and runs them all."""

    def opened(*sources):
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(source) for source in sources],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
        nbformat.write(notebook, course.root / "question.ipynb")
        lab.open("question.ipynb")
        lab.run_all()

    return opened


def source_of(course, path, start):
    """Give the line of a saved notebook that starts so."""
    lines = "\n".join(cell.source for cell in nbformat.read(course.root / path, 4).cells)
    return re.search(rf"(?m)^{start}.*$", lines)[0]


def choose(lab, letter):
    """Choose a letter with the mouse, and commit to it."""
    question = lab.page.locator(QUESTION)
    question.get_by_role("radio", name=letter, exact=True).check()
    question.get_by_role("button", name=words("widgets.question.commit")).click()


def look(lab, keep, name):
    """Keep a picture in both themes, and let axe look at the outputs."""
    for theme in (DARK, LIGHT):
        lab.theme(theme)
        keep(lab.page, f"{name}-{theme.split()[-1].lower()}")
        assert found_by_axe(lab.page, selectors.OUTPUTS) == [], theme


def run_to_the_question(lab):
    for source in ("import numpy as np", "prediction = ", "reveal(prediction"):
        lab.run(lab.cell(source))


def test_an_answer_by_keyboard_is_revealed_saved_and_back_when_the_lesson_is_reopened(
        course, lab, keep):
    shutil.copyfile(course.released(LESSON), course.root / HANDED_OUT)
    lab.open(HANDED_OUT)
    run_to_the_question(lab)
    page, question = lab.page, lab.page.locator(QUESTION)
    button = question.get_by_role("button", name=words("widgets.question.commit"))
    expect(button).to_be_disabled()
    question.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    expect(question.get_by_role("radio", name="b", exact=True)).to_be_checked()
    keep(page, "prediction-asked")
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator(REVEALED)).to_contain_text("You predicted b: lr 0.95 ends at f = ")
    expect(page.locator(REVEALED)).to_be_focused()
    expect(lab.cell("prediction = ").locator(selectors.EDITOR)).to_have_text(
        'prediction = "b"  # "a", "b" or "c"')
    keep(page, "prediction-revealed")
    lab.save()
    assert source_of(course, HANDED_OUT, "prediction = ") == 'prediction = "b"  # "a", "b" or "c"'

    lab.reload()
    lab.open(HANDED_OUT)
    expect(lab.cell("prediction = ").locator(selectors.EDITOR)).to_contain_text('= "b"')
    expect(page.locator(REVEALED)).to_contain_text("You predicted b:")
    run_to_the_question(lab)
    expect(page.locator(REVEALED)).to_contain_text("You predicted b:")
    expect(page.locator(QUESTION)).to_have_count(0)


def test_a_figure_that_waits_opens_at_the_commit_and_is_open_from_then_on(open_notebook, lab, keep):
    open_notebook(LEARNERS, "prediction = None", REVEAL, FIGURE)
    figure = lab.page.locator(selectors.WIDGET)
    expect(figure).to_have_text(words("widgets.locked"))
    look(lab, keep, "prediction-locked")
    choose(lab, "c")
    expect(figure.locator(selectors.PATH).first).to_be_visible()
    expect(figure).to_contain_text("SGD: f = ")
    look(lab, keep, "prediction-open")
    lab.run_all()
    expect(figure.locator(selectors.PATH).first).to_be_visible()
    expect(lab.page.locator(REVEALED)).to_contain_text("You predicted c:")


def test_nothing_of_what_happens_is_in_the_page_before_the_commit(open_notebook, lab):
    cells = ("from descent.predictions import reveal", "prediction = None",
             "texts = {letter: letter * 7 for letter in 'abc'}\nreveal(prediction, 'b', texts)")
    open_notebook(*cells)
    state = """async () => {
        const { widgets } = jupyterapp.shell.currentWidget.content;
        const output = widgets[2].model.outputs.get(0).toJSON();
        return JSON.stringify(output) + document.body.innerHTML;
    }"""
    before = lab.page.evaluate(state)
    assert QUESTION[1:] in before and "bbbbbbb" not in before
    choose(lab, "a")
    expect(lab.page.locator(REVEALED)).to_contain_text("What happens is b: bbbbbbb")


def test_where_no_line_asks_for_the_answer_the_learner_is_asked_to_write_it(open_notebook, lab):
    open_notebook(LEARNERS, "prediction, n_steps = None, 30", REVEAL, "repr(prediction) * 2")
    choose(lab, "a")
    expect(lab.page.locator(REVEALED)).to_contain_text(words("reveal.write", letter="a"))
    lab.run(lab.cell("repr(prediction)"))
    expect(lab.page.locator(selectors.OUTPUTS).last).to_contain_text("'a''a'")


def test_a_question_that_is_open_while_the_page_is_reloaded_can_be_answered(open_notebook, lab):
    open_notebook(LEARNERS, "prediction = None", REVEAL)
    lab.save()
    lab.reload()
    lab.command("docmanager:open", path="question.ipynb")
    lab.wait()
    question = lab.page.locator(QUESTION)
    choose(lab, "b")
    expect(question.get_by_role("status")).to_contain_text("What happens is b: it swings")
    expect(question.get_by_role("radio", name="b", exact=True)).to_be_checked()
    for letter in OPTIONS:
        expect(question.get_by_role("radio", name=letter, exact=True)).to_be_disabled()
    expect(lab.cell("prediction = ").locator(selectors.EDITOR)).to_have_text('prediction = "b"')
    assert found_by_axe(lab.page, selectors.OUTPUTS) == []
