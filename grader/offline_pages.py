"""Settings for nbconvert, so that pages made from notebooks ask no other host for anything.

nbgrader's feedback and marking pages get them through `nbgrader_config.py`, JupyterLab's "Save and
Export Notebook As HTML" and `jupyter nbconvert` through `jupyter_config.py`.
"""

from importlib.util import find_spec
from pathlib import Path

from traitlets.config import Config

__all__ = ["TEMPLATES", "configure"]

TEMPLATES = str(Path(find_spec("grader").origin).parent / "templates")
# nbgrader (0.9.6) adds its own only where no configuration names any.
NBGRADERS = str(Path(find_spec("nbgrader").origin).parent / "server_extensions" / "formgrader"
                / "templates")
# An empty script in the place of one that nbconvert's templates (7.17) would load from the network.
NO_SCRIPT = "data:text/javascript,"
# A moving figure's own page, with its picture and its alt text, in the place of the live view,
# for which nbconvert would load a widget manager; a PNG where no HTML is wanted.
FIRST = ["text/html", "text/markdown", "image/svg+xml", "text/latex", "image/png", "image/jpeg",
         "text/plain"]


def configure(c: Config) -> None:
    """Change a configuration: formulas as MathML, pictures in the page, no script loaded."""
    c.NbConvertBase.display_data_priority = FIRST
    c.HTMLExporter.filters = {"markdown2html": "grader.mathml.markdown2html"}
    c.HTMLExporter.extra_template_basedirs = [TEMPLATES, NBGRADERS]
    c.HTMLExporter.require_js_url = NO_SCRIPT
    c.HTMLExporter.widget_renderer_url = NO_SCRIPT
    c.HTMLExporter.mermaid_js_url = NO_SCRIPT
