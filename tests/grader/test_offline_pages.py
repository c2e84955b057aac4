"""Pages that Jupyter's own programs make from notebooks ask no other host for anything."""

import re

import nbformat
import pytest
from nbconvert import HTMLExporter
from traitlets.config import Config

from descent.widgets.figure import MovingFigure
from descent.widgets.scene import Line, Panel, Scene, Slider
from grader.offline_pages import configure

LOADED = re.compile(r"""<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=["'](?!data:|#)([^"']*)""")


def straight(slope):
    line = Line([0.0, 1.0], [0.0, slope], kind="path")
    return Scene([Panel([line], "A line that rises.", "x", "y", (0, 1), (0, 2))], "It rises.")


@pytest.fixture(scope="module")
def exported():
    """Export a notebook with a formula, and a figure whose state was saved with it."""
    figure = MovingFigure(straight, [Slider("slope", "slope", 0, 2, 1, 5)], title="A line")
    data, metadata = figure._repr_mimebundle_()
    shown = nbformat.v4.new_output("display_data", data=data, metadata=metadata)
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell(r"$$\frac{1}{2} \tag{1.1}$$"),
               nbformat.v4.new_code_cell("figure", outputs=[shown])],
        metadata={"widgets": {"application/vnd.jupyter.widget-state+json": {
            "version_major": 2, "version_minor": 0, "state": {}}}})
    configuration = Config()
    configure(configuration)
    return HTMLExporter(config=configuration).from_notebook_node(notebook)[0]


def figure_ids(page):
    """List the live views that a widget manager would have to fill."""
    return re.findall(r'<script type="application/vnd.jupyter.widget-view\+json">', page)


def test_nothing_is_loaded_from_anywhere(exported):
    assert LOADED.findall(exported) == []


def test_a_figure_is_its_own_page_with_a_picture_that_has_alt_text(exported):
    assert exported.count('class="descent-static"') == 1
    assert 'alt="A line that rises."' in exported
    assert figure_ids(exported) == []


def test_formulas_are_mathml(exported):
    assert "<mfrac>" in exported and "(1.1)" in exported
