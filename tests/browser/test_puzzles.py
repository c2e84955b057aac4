"""A Parsons problem that is put in order in the page: by keys, by hand, and kept there."""

import re
import shutil

import nbformat
import pytest
from playwright.sync_api import expect

from browser import selectors
from browser.accessibility import found_by_axe
from browser.lab import DARK, LIGHT
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
STUB_LINE = 'raise NotImplementedError("Replace this line (all of it) with your own code.")'
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


def run_and_check(lab, keys="Control+Enter"):
    """Run the cell from within the widget, then the check below it; give the check's cell."""
    lab.page.keyboard.press(keys)
    expect(lab.page.locator(WROTE)).to_be_empty()  # a new widget, of what was run
    lab.wait()
    checked = lab.cell("check(")
    lab.run(checked)
    return checked


def run_to_the_puzzle(lab):
    for text in ("import numpy as np", '@puzzle("adam")'):
        lab.run(lab.cell(text))


def test_a_lesson_s_lines_are_arranged_by_keys_run_checked_saved_and_back_when_reopened(
        course, lab, keep):
    right = re.search(r'return "([A-Z]+)"', source(course.solution(LESSON), "adam_order"))[1]
    shutil.copyfile(course.released(LESSON), course.root / HANDED_OUT)
    lab.open(HANDED_OUT)
    run_to_the_puzzle(lab)
    look(lab, keep, "puzzle-asked")
    # Tab goes from letter to letter; a line moves and keeps the focus.
    grip(lab, "A").focus()
    press(lab, "Tab")
    expect(grip(lab, "B")).to_be_focused()
    for letter in reversed(right):
        grip(lab, letter).focus()
        press(lab, "ArrowRight", *["ArrowUp"] * len(lists(lab)[0]))
        expect(grip(lab, letter)).to_be_focused()
    assert lists(lab)[0] == right
    kept = source(course.released(LESSON), "adam_order").replace(
        'raise NotImplementedError("Replace this line with your own code.")', ANSWER.format(right))
    expect(lab.page.locator(WROTE)).to_have_text(
        words("puzzle.arrange.kept").format(code=ANSWER.format(right)))
    expect(lab.cell('@puzzle("adam")').locator(selectors.EDITOR)).to_contain_text(
        ANSWER.format(right))
    lab.save()
    assert source(course.root / HANDED_OUT, "adam_order") == kept

    lab.page.keyboard.press("Control+Enter")
    expect(lab.page.locator(MADE)).to_be_visible()
    lab.wait()
    assert lists(lab)[0] == right
    look(lab, keep, "puzzle-run")
    checked = lab.cell("check(\"adam\", arranged_adam")
    lab.run(checked)
    expect(checked).to_contain_text(words("report.points", points=1, max=1))
    keep(lab.page, "puzzle-checked")
    lab.save()
    lab.reload()
    lab.open(HANDED_OUT)  # with a new kernel
    expect(lab.page.locator(MADE)).to_be_visible()
    assert lists(lab)[0] == right
    run_to_the_puzzle(lab)
    expect(lab.page.locator(MADE)).to_be_visible()
    assert lists(lab)[0] == right


def test_lines_are_dragged_by_mouse_and_a_wrong_one_gets_its_mistake_s_name(
        open_notebook, lab, keep):
    open_notebook()
    drag(lab, "B", ".descent-none")
    assert text_of(lab) == STUB.replace(STUB_LINE, ANSWER.format("B"))
    drag(lab, "C", "[data-letter=B]", keep=keep)
    assert lists(lab) == ["CB", "AD"]
    expect(lab.page.locator(LIVE)).to_contain_text(
        words("puzzle.arrange.moved").format(letter="C", place=1, count=2))
    checked = run_and_check(lab)
    expect(checked).to_contain_text(of_mistake("ascent", "title"))

    drag(lab, "B", "[data-letter=A]", below=True)
    drag(lab, "A", "[data-letter=C]", below=True)
    assert lists(lab) == ["CA", "BD"]
    assert text_of(lab) == STUB.replace(STUB_LINE, ANSWER.format("CA"))
    expect(lab.page.locator(MADE)).to_be_hidden()
    checked = run_and_check(lab)
    expect(lab.page.locator(MADE)).to_contain_text("params[key] -= self.lr * g")
    expect(checked).to_contain_text(words("report.points", points=1, max=1))
    # Wherever a line is put down in its own place, and when it is put back, nothing moves.
    before = text_of(lab)
    drag(lab, "D", "[data-letter=D]", below=True)
    lab.page.locator("[data-letter=B] code").hover()
    lab.page.mouse.down()
    lab.page.locator("[data-letter=C] code").hover()
    press(lab, "Escape")
    lab.page.mouse.up()
    assert (lists(lab), text_of(lab)) == (["CA", "BD"], before)


def test_a_finger_drags_a_line_at_its_letter_and_elsewhere_scrolls(open_notebook, lab):
    open_notebook()
    finger = lab.page.context.new_cdp_session(lab.page)

    def pull(start, end):
        start.scroll_into_view_if_needed()
        boxes = [one.bounding_box() for one in (start, end)]
        (x, y), to = [(box["x"] + 10, box["y"] + box["height"] / 2) for box in boxes]
        for kind, points in (("Start", [(x, y)]), ("Move", [(x, y + 10)]), ("Move", [to]),
                             ("End", [])):
            finger.send("Input.dispatchTouchEvent", {
                "type": f"touch{kind}", "touchPoints": [{"x": x, "y": y} for x, y in points]})

    none = lab.page.locator(".descent-none")
    pull(lab.page.locator("[data-letter=D] code"), none)
    pull(grip(lab, "B"), none)
    assert lists(lab) == ["B", "ACD"]
    finger.detach()


def test_buttons_and_enter_move_lines_and_each_move_is_said(open_notebook, lab):
    open_notebook()
    page, live = lab.page, lab.page.locator(LIVE)
    spare = words("puzzle.spare", count=2, total=4)

    def button(name, letter):
        return page.get_by_role("button", name=words(f"puzzle.arrange.{name}").format(
            letter=letter), exact=True)

    button("use", "A").click()
    expect(live).to_contain_text(
        words("puzzle.arrange.moved").format(letter="A", place=1, count=1) + " " + spare)
    grip(lab, "C").focus()
    press(lab, "Enter")
    expect(grip(lab, "C")).to_be_focused()
    button("up", "C").click()
    assert lists(lab) == ["CA", "BD"]
    expect(button("up", "C")).to_be_disabled()
    expect(button("down", "A")).to_be_disabled()
    button("down", "C").click()
    grip(lab, "B").focus()
    press(lab, "Space", "ArrowUp", "x", "Home")
    assert lists(lab) == ["ABC", "D"]
    button("leave", "A").click()
    expect(live).to_contain_text(
        words("puzzle.arrange.moved_out").format(letter="A", place=1, count=2))
    assert lists(lab) == ["BC", "AD"]
    grip(lab, "A").click()  # takes it by the mouse, and lets it go
    assert lists(lab) == ["BC", "AD"]


def test_where_no_line_is_left_the_cell_says_so_too(open_notebook, lab):
    open_notebook()
    grip(lab, "A").focus()
    press(lab, "ArrowRight", "ArrowLeft")
    assert text_of(lab) == STUB.replace(STUB_LINE, ANSWER.format(""))
    expect(lab.page.locator(WROTE)).to_contain_text(words("puzzle.arrange.no_line"))
    press(lab, "ArrowDown")  # out, which is nobody's order
    checked = run_and_check(lab, "Shift+Enter")
    expect(checked).to_contain_text(words("faults.order_empty", letters="A, B, C, D"))
    assert lists(lab) == ["", "ABCD"]


def test_an_order_of_letters_that_are_not_there_is_named_by_the_check_and_can_be_mended(
        open_notebook, lab):
    open_notebook("@puzzle('small')\ndef arranged():\n    return 'CXA'  # mine\n")
    assert lists(lab) == ["", "ABCD"]
    said = words("faults.order_unknown", letter="X", letters="A, B, C, D")
    expect(lab.cell("check(")).to_contain_text(said)
    grip(lab, "C").focus()
    press(lab, "ArrowRight")
    assert text_of(lab) == '@puzzle(\'small\')\ndef arranged():\n    return "C"  # mine\n'


def test_where_no_line_of_the_cell_holds_the_order_the_learner_is_asked_to_write_it(
        open_notebook, lab):
    computed = '@puzzle("small")\ndef arranged():\n    order = "CA"\n    return order\n'
    others = f"{computed}\ndef other():\n    return 'D'"
    open_notebook(others)
    assert lists(lab) == ["CA", "BD"]
    grip(lab, "A").focus()
    press(lab, "ArrowUp")
    assert text_of(lab) == others
    expect(lab.page.locator(WROTE)).to_have_text(
        words("puzzle.arrange.write").format(code=ANSWER.format("AC")))
