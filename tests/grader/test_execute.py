"""nbgrader's step that runs hand-ins: outputs survive, and the judge writes the points."""

import re
import warnings
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest
from kept_sandbox import kept_sandbox
from nbclient import NotebookClient
from nbgrader import utils

from descent.exercises import EXERCISES
from descent.report import MIME
from grader.execute import SandboxedExecute, check_in

LESSONS = sorted((Path(__file__).parents[2] / "solutions").glob("*/*.ipynb"))
RIGHT = "def bias_factor(beta, t):\n    return 1 - beta**t"
CHECK = 'check("bias_factor", bias_factor, points=2)'


@pytest.fixture(scope="module", autouse=True)
def _sandbox():
    kept_sandbox("inside.cells")


def cell(source, name="", points=None, **flags):
    made = nbformat.v4.new_code_cell(source)
    if name:
        made.metadata.nbgrader = {"grade": False, "solution": False, "locked": False, "task": False,
                                  "schema_version": 3, "grade_id": name} | flags
        if points is not None:
            made.metadata.nbgrader["points"] = points
    return made


def answer(source):
    return cell(source, "bias_factor", solution=True)


def test_cell(source=CHECK, points=2):
    return cell(source, "bias_factor_check", points, grade=True, locked=True)


test_cell.__test__ = False


def executed(*cells, **settings):
    """Run cells; give them with their outputs."""
    notebook = nbformat.v4.new_notebook(cells=list(cells))
    notebook, _ = SandboxedExecute(**settings).preprocess(notebook, {})
    nbformat.validate(notebook)
    return notebook.cells


def executed_by_a_kernel(*cells):
    """Run copies of cells in a kernel; give them with their outputs."""
    notebook = nbformat.v4.new_notebook(cells=deepcopy(list(cells)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jupyter_client's, about its own future
        NotebookClient(notebook, allow_errors=True, timeout=60).execute()
    return notebook.cells


def points(made):
    return utils.determine_grade(made)


# -- the course's own notebooks -------------------------------------------------------------------

@pytest.mark.parametrize("lesson", [one for one in LESSONS if one.stem in (
    "01_gradient_descent", "11_schedules", "12_curvature")], ids=lambda one: one.stem)
def test_the_solution_of_a_lesson_gets_full_points_and_shows_what_a_kernel_shows(lesson):
    notebook = nbformat.read(lesson, 4)
    cells = executed(*nbformat.from_dict(notebook).cells)
    for made in cells:
        if made.cell_type != "code":
            continue
        if utils.is_grade(made) and not utils.is_solution(made):
            assert points(made) == (made.metadata.nbgrader.points,) * 2, made.source
            assert len(made.outputs) == 1
            assert MIME in made.outputs[0].data
        else:
            assert not [one for one in made.outputs if one.output_type == "error"]


def test_check_in_finds_the_call_in_every_test_cell_of_the_course():
    found = 0
    for lesson in LESSONS:
        for made in nbformat.read(lesson, 4).cells:
            if made.cell_type == "code" and utils.is_grade(made) and not utils.is_solution(made):
                exercise, name = check_in(made.source)
                assert exercise in EXERCISES
                assert f'"{exercise}", {name}' in made.source
                found += 1
    assert found > 50


@pytest.mark.parametrize(("source", "found"), [
    (CHECK, ("bias_factor", "bias_factor")),
    ("import os\ncheck('adam', Adam)", ("adam", "Adam")),
    ("check('sgd', SGD)\ncheck('adam', Mine, private=private_paths('adam'))", ("adam", "Mine")),
    ("check('no such exercise', Adam)", None), ("check('adam', Adam()", None),
    ("check('adam', Adam())", None), ("x = check('adam', Adam)", None), ("", None),
    ("check(adam, Adam)", None), ("assert True", None), ("check()", None)])
def test_a_call_of_check_is_found_or_there_is_none(source, found):
    assert check_in(source) == found


# -- points ------------------------------------------------------------------------------------

def test_without_figures_a_report_has_none_and_says_the_same():
    wrong = "class SGD:\n    def __init__(self, lr=0.01):\n        self.lr = lr\n\n" \
            "    def update(self, params, grads):\n        for key in params:\n" \
            "            params[key] += self.lr * grads[key]"
    cells = [cell(wrong, "sgd", solution=True),
             cell('check("sgd", SGD, points=2)', "sgd_check", 2, grade=True, locked=True)]
    drawn, not_drawn = (executed(*cells, figures=figures)[1].outputs[0].data
                        for figures in (True, False))
    assert "<img" in drawn["text/html"] and "<img" not in not_drawn["text/html"]
    assert (drawn[MIME]["diagnosis"], drawn["text/plain"]) == (
        not_drawn[MIME]["diagnosis"], not_drawn["text/plain"])
    assert drawn[MIME]["diagnosis"]


def test_points_come_from_the_metadata_and_not_from_the_text_or_the_learner():
    cells = executed(
        answer(RIGHT + "\nclass check:\n    def __repr__(self): return '99'"),
        test_cell('check("bias_factor", bias_factor, points=99)', points=3),
        cell("from IPython.display import display\ndisplay('99')"),
        answer("bias_factor = lambda beta, t: 99"),
        test_cell(points=3))
    assert points(cells[1]) == (3.0, 3.0)
    assert points(cells[4])[0] == 0
    assert [len(made.outputs) for made in cells if points_of(made)] == [1, 1]


def points_of(made):
    return made.metadata.get("nbgrader", {}).get("points")


REFUSED = {
    "not defined": ("x = 1", "no function bias_factor"),
    "does not run": ("raise ValueError('no <b>luck</b>')",
                     "ValueError: no &lt;b&gt;luck&lt;/b&gt;. There is no function bias_factor"),
    "does not run and says nothing": ("raise NotImplementedError",
                                      ">NotImplementedError. There is no function bias_factor"),
    "no function": ("bias_factor = 3", "not a function"),
    "ends": ("import os\ndef bias_factor(beta, t):\n    os._exit(0)", "ended before it answered"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_answer_that_cannot_be_judged_gets_nothing_and_a_reason(name):
    source, said = REFUSED[name]
    [_, checked] = executed(answer(source), test_cell())
    [output] = checked.outputs
    assert points(checked) == (0.0, 2.0)
    assert output.data["text/plain"] == "0"
    assert said in output.data["text/html"]
    assert output.data[MIME]["status"] == "error"
    assert output.data[MIME]["points"] == 0


def test_a_test_cell_with_assertions_runs_among_the_learners_cells():
    plain = "assert bias_factor(0.5, 1) == 0.5"
    cells = executed(answer(RIGHT), test_cell(plain), answer("bias_factor = None"),
                     test_cell(plain))
    assert [points(made)[0] for made in cells[1::2]] == [2.0, 0.0]


def test_tier_and_seed_are_kept_with_the_notebook():
    notebook = nbformat.v4.new_notebook(cells=[answer(RIGHT), test_cell()])
    SandboxedExecute().preprocess(notebook, {})
    kept = notebook.metadata["descent"]["sandbox"]
    assert kept["tier"]
    output = notebook.cells[1].outputs[0]
    assert kept["seeds"]["bias_factor"] == output.data[MIME]["sandbox"]["seed"]


# -- outputs --------------------------------------------------------------------------------------

FIGURE = "import matplotlib.pyplot as plt\n"
SAME = [
    "print('a')\nprint('b', end='')\nprint('c')", "1 + 1", "1;", "'text'", "None",
    "import sys\nsys.stdout.write('out')\nsys.stderr.write('err')\nprint('more')",
    "import numpy as np\nnp.arange(3.0)", "import logging\nlogging.warning('careful')",
    "x = {'a': [1, 2]}\nx", "from IPython.display import display\ndisplay(1, 'two')\n3",
    "from IPython.display import HTML\nHTML('<b>bold</b>')",
    "shown = display('first', display_id=True)\nshown.update('second')",
    "from IPython.display import update_display\ndisplay('first', display_id='one')\n"
    "update_display('second', display_id='one')",
    "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('here')",
    "print('gone')\nclear_output(wait=True)\nprint('here')",
    "for i in range(5):\n    print(f'\\r{i * 25} %', end='')",
    "def inner():\n    raise ValueError('ours')\ninner()", "1 / 0", "print('μ ↦ 기울기')",
    "undefined", "assert 1 == 2, 'not alike'", "%no_such_magic",
    "%matplotlib inline", "%%capture kept\nprint('kept')", "print(kept.stdout)",
    "%%writefile\n", "raise SystemExit('enough')", "_ + 1 if isinstance(_, int) else 0",
    "In[1]", "class Shown(int):\n    def _repr_html_(self): return '<i>i</i>'\nShown()",
    "class Broken:\n    def __repr__(self): raise ValueError('no repr')\nBroken()",
    "get_ipython().set_next_input('x')", "import this_is_missing",
    "import builtins\nbuiltins.print('by another name')", "'a'\n'b'", "print(*range(2000))",
]


def told(made):
    """Write a cell's outputs; a kernel tells what is printed late, and in larger pieces."""
    found = [(name, text) for name in ("stdout", "stderr") if (text := "".join(
        one.text for one in made.outputs if one.get("name") == name).replace("\r", "\n"))]
    for one in made.outputs:
        if one.output_type == "stream":
            continue
        if one.output_type == "error":
            found.append((one.ename, one.evalue))
        else:
            found.append((one.output_type, dict(one.data)))
    return found


def test_a_cell_shows_what_it_shows_in_a_kernel():
    cells = executed(*map(cell, SAME))
    for mine, kernels in zip(cells, executed_by_a_kernel(*map(cell, SAME)), strict=True):
        assert (mine.source, told(mine)) == (kernels.source, told(kernels))
        assert mine.execution_count == kernels.execution_count


WARNED = ["plt.plot([1, 2])\nplt.xticks([0, 1], ['기', '울'])", "plt.title('손실')",
          "plt.figure(layout='constrained')\nplt.plot([-1, -2])\nplt.yscale('log')",
          "plt.plot([1, 2])\nplt.legend()", "plt.plot([1, 2])\nplt.xlim(1, 1)"]
PLACE = re.compile(r"\S*(?=/(?:IPython|matplotlib)/)|\S*ipykernel_[^:\s]*|<ipython-input-[^>]*>")


def test_matplotlib_warns_as_in_a_kernel():
    cells = [cell(FIGURE + source + "\nplt.show()") for source in WARNED]
    stock = executed_by_a_kernel(*cells)
    for mine, kernels in zip(executed(*cells), stock, strict=True):
        ours, theirs = ([PLACE.sub("", text) for name, text in told(one) if name == "stderr"]
                        for one in (mine, kernels))
        assert ours == theirs
        assert "Warning" in str(ours)


@pytest.mark.parametrize(("source", "shown"), [
    ("from IPython.display import Markdown\nMarkdown('*x*')", "*x*"),  # as it was written
    ("this is no Python", "invalid syntax (line 1)"),  # without a file that nobody has
    ("from descent.progress import counted\ncounted(abs, total=1, label='SGD')(-3)", "3"),
])
def test_some_things_are_shown_otherwise_than_in_a_kernel(source, shown):
    [made] = executed(cell(source))
    assert told(made)[-1][-1] in (shown, {"text/plain": shown})


@pytest.mark.parametrize("source", [
    FIGURE + "plt.plot([1, 2]);", FIGURE + "figure = plt.figure()\nplt.plot([1])\nplt.show()",
    "from descent import plots\nfrom descent.surfaces import *\n" + FIGURE
    + "figure, axes = plt.subplots()\naxes.plot([1, 2])\nfrom descent.plots import show\n"
    "show(figure, alt='A line.')"])
def test_figures_are_shown_as_pictures(source):
    [made] = executed(cell(source))
    assert not [one for one in made.outputs if one.output_type == "error"], made.outputs
    assert "iVBOR" in str(made.outputs)


@pytest.mark.parametrize(("source", "said"), [
    ("!ls", ""), ("input()", "Error"), ("exit()", ""), ("%%time\nprint('timed')", "timed"),
    ("%timeit -n1 -r1 0", ""), ("import warnings\nwarnings.warn('careful')", "careful"),
    ("import sys\nsys.stdout = None\nprint('lost')", ""), ("open('/etc/passwd').read()", "Error")])
def test_what_a_notebook_may_try_leaves_the_cells_after_it_alone(source, said):
    cells = executed(cell(source), answer(RIGHT), test_cell(), cell("print('after')"))
    assert said in str(cells[0].outputs)
    assert points(cells[2])[0] == 2
    assert told(cells[3]) == [("stdout", "after\n")]
