"""Figures that a child draws are a kernel's, pixel for pixel; what was warmed leaves no traces."""

import base64
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from IPython.core.pylabtools import print_figure
from kept_sandbox import kept_sandbox
from matplotlib import style
from PIL import Image

from grader.running import Step, run
from grader.sandbox import inside
from grader.sandbox.inside import figures

MAKE = """import numpy as np
from matplotlib.figure import Figure
fig = Figure()
ax = fig.add_subplot()
x = np.linspace(0.1, 9, 50)
"""
PICTURES = {
    "logarithmic, with a legend": (
        "for power in (1, 2, 3):\n    ax.loglog(x, x**-power, label=f'power {power}')\n"
        "ax.legend()\nax.set(xlabel='step', ylabel='loss', title='Three')\nax.grid(True)"),
    "far out on logarithmic axes": "ax.loglog(10.0**np.arange(-30, 30, 5), 3.0**np.arange(12))",
    "formulas": (
        r"ax.set_title(r'$\frac{x^2}{20} + \sqrt{y} \leq \left(\sum_{i=1}^n \hat{m}_i\right)$')"
        "\nax.plot(x)\n"
        r"ax.set_ylabel(r'$\mathcal{L}(\theta)$', fontsize=17)"),
    "letters of many kinds": (
        "ax.plot(x)\nax.set_title('Größe Ωμέγα Шаг', fontsize=9, fontstyle='italic')\n"
        "ax.text(20, 4, 'bold', weight='bold', rotation=30, family='serif')\n"
        "ax.text(20, 2, 'typed', family='monospace')"),
    "areas, lines of height and a bar": (
        "grid = np.outer(x, x)\nfig.colorbar(ax.contourf(grid))\n"
        "ax.clabel(ax.contour(grid, colors='k'))"),
    "an image": "ax.imshow(np.outer(x, x))",
    "points and bars": "ax.scatter(x, x**2, c=x)\nax.bar([1, 2], [30, 40], alpha=0.3)",
    "laid out": "fig.set_layout_engine('constrained')\nax.plot(x)\nfig.suptitle('above')",
    "outside of its edges": "ax.plot(x)\nax.text(-30, 4, 'far to the left')",
    "fine": "ax.plot(x)\nfig.set_dpi(180)",
    "of two halves that share an axis": (
        "fig.clear()\na, b = fig.subplots(2, sharex=True)\na.semilogy(x, x)\nb.semilogy(x, x**9)"),
    "with a twin": "ax.plot(x, 1e9 + x)\nax.twinx().semilogy(x, x**9)\nax.set_title('two')",
    "laid out, of four": (
        "fig.clear()\nfor number, one in enumerate(fig.subplots(2, 2, sharey='row').flat):\n"
        "    one.plot(x, (x - 4)**number)\n    one.set(xlabel='x', title=str(number))\n"
        "fig.align_labels()\nfig.tight_layout()"),
    "with axes that cross": (
        "ax.plot(x - 5, (x - 5)**3)\nax.spines[['left', 'bottom']].set_position('zero')\n"
        "ax.set(xlabel='x', title='A cubic')\nax.yaxis.set_label_position('right')"),
    "with labels from a function": (
        "ax.plot(x)\nax.xaxis.set_major_formatter(lambda value, place: f'{value:.0f} s')"),
    "with one formatter for two axes": (
        "from matplotlib.ticker import ScalarFormatter\nboth = ScalarFormatter()\n"
        "ax.plot(1e9 + x, 2e7 + x)\nax.xaxis.set_major_formatter(both)\n"
        "ax.yaxis.set_major_formatter(both)"),
    "of words": "ax.bar(['one', 'two'], [1, 2])\nax.tick_params(axis='x', labelrotation=45)",
    "of days": ("ax.plot(np.arange('2026-01-01', '2026-02-20', dtype='datetime64[D]'), x)\n"
                "fig.autofmt_xdate()"),
    "with small ticks": (
        "ax.plot(x, np.sin(x))\nax.minorticks_on()\nax.grid(True, which='both')\n"
        "ax.xaxis.tick_top()\nax.set(xlabel='above', title='over it')"),
    "with an inset and a second scale": (
        "ax.semilogx(x, x)\nax.inset_axes([0.6, 0.1, 0.3, 0.3]).loglog(x, x)\n"
        "ax.secondary_yaxis('right', functions=(lambda y: 2 * y, lambda y: y / 2))"),
    "with room made by its limits": (
        "ax.plot(x, x**2)\nax.set_aspect('equal', adjustable='datalim')\nax.set_title('equal')"),
    "on both sides of zero": "ax.plot(x - 4, (x - 4)**5)\nax.set_yscale('symlog')",
    "of angles": "fig.clear()\nfig.add_subplot(projection='polar').plot(x, x)",
    "of three dimensions": (
        "fig.clear()\nfig.add_subplot(projection='3d').plot(x, np.sin(x), np.cos(x))"),
    "with a point that is named": (
        "ax.plot(x)\nax.annotate('here', (20, 4), (10, 8), arrowprops={'arrowstyle': '->'})\n"
        "ax.legend(['a line'], loc='upper left', bbox_to_anchor=(1, 1), title='kinds')"),
    "with ticks moved while it is drawn": (
        "from matplotlib.lines import Line2D\nclass Mover(Line2D):\n"
        "    def draw(self, renderer):\n        super().draw(renderer)\n"
        "        self.axes.set_xticks([0, 3.5])\nax.add_line(Mover([0, 5], [0, 5]))\n"
        "ax.set(xlim=(0, 5), ylim=(0, 5), xlabel='x')"),
}


@pytest.fixture(scope="module")
def keeper():
    return kept_sandbox("inside.cells")


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)))


@pytest.mark.parametrize("name", PICTURES)
def test_a_child_draws_the_pixels_of_a_kernel(keeper, name):
    source = MAKE + PICTURES[name]
    steps = [Step(source + "\nfig"), Step(source + "\nfig")]
    run(steps, keeper, 60, 120)
    with style.context("default"):
        names: dict = {}
        exec(source, names)
        expected = pixels(print_figure(names["fig"]))
    for step in steps:
        (output,) = step.outputs
        assert np.array_equal(pixels(base64.b64decode(output["data"]["image/png"])), expected)


COUNT = """
from matplotlib.axis import Axis
method, calls = vars(Axis)["_update_ticks"], []
method.stock = lambda axis, stock=method.stock: calls.append(axis) or stock(axis)
fig
"""


@pytest.mark.parametrize("name", ["logarithmic, with a legend", "with axes that cross"])
def test_an_axis_works_out_its_ticks_once_a_pass(keeper, name):
    steps = [Step(MAKE + PICTURES[name]), Step(COUNT), Step("len(calls)")]
    run(steps, keeper, 60, 120)
    assert steps[-1].outputs[0]["data"]["text/plain"] == "4"  # two axes, two passes


def test_the_matplotlib_whose_inside_is_changed_is_the_one_in_use():
    assert matplotlib.__version_info__[:2] == figures.WRITTEN_FOR


WARM = """
import json, os, sys
sys.path.append(sys.argv[1])
import inside.cells as cells, matplotlib.pyplot
for step in cells.warming():
    step()
held = [os.readlink(f"/proc/self/fd/{one}") for one in range(256)
        if os.path.lexists(f"/proc/self/fd/{one}")]
print(json.dumps({"fonts": [one for one in held if one.endswith((".ttf", ".otf"))],
                  "threads": len(os.listdir("/proc/self/task")),
                  "figures": matplotlib.pyplot.get_fignums(), "outputs": cells.OUTPUTS,
                  "cells": cells.SHELL.execution_count - 1,
                  "names": [one for one in cells.SHELL.user_ns if one in ("np", "plt", "error")]}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc says what is open")
def test_warming_leaves_no_open_font_no_thread_and_no_figure():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WARM, str(Path(inside.__file__).parents[1])],
        capture_output=True, text=True, timeout=300, check=False,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"})
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout) == {"fonts": [], "threads": 1, "figures": [], "outputs": [],
                                       "cells": 0, "names": []}
