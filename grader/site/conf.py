"""Configure Sphinx for the site; read by Sphinx alone."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

from descent.words import words
from grader.mathml import to_mathml

project = words("site.title")
html_title = project
html_theme = "sphinx_book_theme"
extensions = ["myst_nb"]

# The pages come with their outputs: Sphinx runs nothing.
nb_execution_mode = "off"
nb_merge_streams = True
# A widget says the same in HTML, with a script of its own; the widgets' manager would come from a
# content delivery network.
nb_ipywidgets_js = {}
nb_mime_priority_overrides = [("html", "text/html", 0)]
# Checks put their verdict for programs beside the report for people.
suppress_warnings = ["mystnb.unknown_mime_type"]
myst_enable_extensions = ["dollarmath", "amsmath"]
html_math_renderer = "mathml"

html_static_path = ["static"]
html_css_files = ["site.css"]
html_context = {"default_mode": "auto"}  # light or dark, as the reader's system
html_use_index = False
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_theme_options = {
    "use_download_button": False,  # it would offer files that the site doesn't hold
    "use_fullscreen_button": False,
    "navbar_persistent": [],  # the side bar has the search button already
    "show_toc_level": 2,
    "footer_content_items": [],
}


def setup(app: Sphinx) -> None:
    """Let formulas be MathML, which browsers draw without a script."""
    app.add_html_math_renderer("mathml", (_visit_math, None), (_visit_math_block, None))


def _visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    translator.body.append(_mathml(node, display=False))
    raise nodes.SkipNode


def _visit_math_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    translator.body.append(f'<div class="formula">{_mathml(node, display=True)}</div>')
    raise nodes.SkipNode


def _mathml(node: nodes.math | nodes.math_block, display: bool) -> str:
    html = to_mathml(node.astext(), display)
    if html is None:
        logging.getLogger(__name__).warning(
            "no MathML for the formula %s: write it with other commands", node.astext(),
            location=node)
    return html or ""
