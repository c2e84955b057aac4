"""Tracebacks that a child writes are IPython's, letter for letter and colour for colour."""

import json
import re
import subprocess
import sys

import pytest
from kept_sandbox import kept_sandbox

from grader.running import Step, run

FAILING = {
    "raises": "def update(x):\n    raise NotImplementedError('not yet')\n\nupdate(3)",
    "a library's check": ("import numpy as np\nfrom numpy.testing import assert_allclose\n"
                          "assert_allclose(np.array([1.0, 2.0]), [1.0, 2.5], rtol=1e-6)"),
    "two checks of a library": (
        "import numpy as np\n"
        "try:\n    np.testing.assert_array_equal([1], [2])\n"
        "except AssertionError:\n    np.testing.assert_allclose([1.0], [1.0, 2.0])"),
    "a library's own error": "import numpy as np\nnp.linalg.inv(np.zeros((2, 2)))",
    "an assertion": "x = 3\nassert x == 4, f'{x} is not 4'",
    "several lines at once": "sum([\n    1,\n    1 / 0,\n])",
    "in a method, called in a loop": (
        "class Adam:\n    def __init__(self, lr=0.1):\n        self.lr = lr\n\n"
        "    def update(self, params, grads):\n        for key in params:\n"
        "            params[key] -= self.rate * grads[key]\n\n"
        "adam = Adam()\nfor _ in range(3):\n    adam.update({'a': 1.0}, {'a': 2.0})"),
    "without end": "def deeper(n):\n    return deeper(n + 1)\n\ndeeper(0)",
    "one after the other": (
        "def first():\n    return {}['key']\n\ntry:\n    first()\nexcept KeyError as error:\n"
        "    raise ValueError('no key') from error"),
    "from a text": "exec('1 +\\\\\\n  None')",
    "no Python": "def f(:\n    pass",
    "a name": "y = undefined + 1",
    "Greek": "α = 'größer'\nint(α)",
    "a generator's": "list(1 / n for n in range(2))",
    "a lambda's": "(lambda x: x.missing)(3)",
    "a figure's, whose labels fail": (
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n"
        "plt.gca().yaxis.set_major_formatter(lambda value, place: f'{value:d}')\nplt.show()"),
    "a figure's, where a label is no formula": (
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n"
        "plt.xticks([0, 1], ['a', r'$\\frac$'])\nplt.show()"),
    "a figure's, whose line is lost": (
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nline, = plt.plot([1, 2])\n"
        "line.set_xdata([1, 2, 3])\nplt.show()"),
    "hidden frames": "def f():\n    __tracebackhide__ = True\n    g()\n\ndef g():\n"
                     "    raise RuntimeError('shown')\n\nf()",
}
STOCK = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

class Shell(InteractiveShell):
    def _showtraceback(self, etype, evalue, stb):
        told.append(stb)

    def enable_gui(self, gui=None):
        pass

settings = Config()
settings.HistoryManager.enabled = False
settings.InteractiveShell.colors = "neutral"
shell = Shell.instance(config=settings)
all_told = []
for source in json.load(sys.stdin):
    told = []
    shell.run_cell(source, store_history=True)
    all_told.append("\\n".join(told[0]))
print()
print(json.dumps(all_told))
"""
# Where a library lies, what a shell that isn't a kernel calls a cell, and how deep it began.
PLACE = re.compile(
    r"File \S*?(?=/(?:numpy|IPython|matplotlib)/)|<ipython-input-[^>]*>|\(\d+ times\)")


@pytest.fixture(scope="module")
def written():
    """Write all of them with a child, twice, and with IPython; give name -> (ours, IPython's)."""
    sources = [source for source in FAILING.values() for _ in range(2)]
    steps = [Step(source) for source in sources]
    run(steps, kept_sandbox("inside.cells"), 60, 300)
    done = subprocess.run([sys.executable, "-c", STOCK], input=json.dumps(sources),
                          capture_output=True, text=True, check=True)
    pairs = [(PLACE.sub("", "\n".join(step.outputs[0]["traceback"])), PLACE.sub("", stock))
             for step, stock in zip(steps, json.loads(done.stdout.splitlines()[-1]), strict=True)]
    return dict(zip(FAILING, zip(pairs[::2], pairs[1::2], strict=True), strict=True))


@pytest.mark.parametrize("name", FAILING)
def test_a_child_writes_the_traceback_of_ipython(written, name):
    for ours, stock in written[name]:
        assert ours == stock
        assert "\x1b[" in ours
