"""A notebook whose every part tries to get a script into the page that shows it."""

import base64

import nbformat
from hostile_html import HEAVY, RUN, VECTORS
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

SCRIPT = f"<script>{RUN}</script>"
# Begins what has to be seen of a part, while its scripts do nothing.
SEEN = "seen in"
OUT_OF_A_VALUE = f'x" onmouseover="{RUN}"><script>{RUN}</script>'
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{RUN}"><script>{RUN}</script></svg>'
MARKDOWN = {
    "a link of javascript:": f"[{SEEN} a link](javascript:{RUN})",
    "a link of javascript: with an entity": f"[x](&#106;avascript:{RUN})",
    "an automatic link": f"<javascript:{RUN}>",
    "a picture of javascript:": f"![{SEEN} a picture](javascript:{RUN})",
    "a picture from elsewhere": "![x](https://thief.invalid/x.png)",
    "a picture whose text has a tag": f'![x"onerror="{RUN}](x.png)',
    "a title": f"[x](https://x.example '\" onmouseover=\"{RUN}')",
    "an attachment": "![x](attachment:x.png) ![x](attachment:svg) ![x](attachment:html)",
    "an attachment that isn't there": f"{SEEN} a text ![x](attachment:none)",
    "a fence of a language": f'```x"onmouseover="{RUN}\n{SCRIPT}\n```',
    "a fence of mermaid": f"```mermaid\n</pre>{SCRIPT}\n```",
    "a formula's link": rf"$\href{{javascript:{RUN}}}{{x}}$",
    "a formula's style": r"$\style{position:fixed;inset:0}{x}$",
    "a formula with a tag": rf"$\text{{{SCRIPT}}}$ and $$x \tag{{{SCRIPT}}}$$",
    "a formula in a value": "<p title='$x$\"'>x</p> ![a $x_1$](https://x.example/x.png)",
    "a formula in a block of HTML": f"<details><p>$x$</p>\n{SCRIPT}$y$</details>",
    "a heading": f"# x {SCRIPT} <b onclick={RUN}>{SEEN} a heading</b>",
    "a table": f"| a |\n|---|\n| {SCRIPT}{SEEN} a table |",
    "a comment that is left open": f"<!-- {SCRIPT}",
}


def hostile_notebook() -> nbformat.NotebookNode:
    """Make the notebook: Markdown, outputs, sources, metadata and attachments."""
    attachments = {"x.png": {"image/png": OUT_OF_A_VALUE},
                   "svg": {"image/svg+xml": base64.b64encode(SVG.encode()).decode()},
                   "html": {"text/html": base64.b64encode(SCRIPT.encode()).decode()}}
    cells = [new_markdown_cell(text, attachments=attachments)
             for text in [*VECTORS.values(), *HEAVY.values(), *MARKDOWN.values()]]
    cells += [new_raw_cell(f"{SCRIPT} {SEEN} raw", metadata={"raw_mimetype": "text/html"}),
              _code("shown", [_shown({"text/html": html}) for html in VECTORS.values()]),
              _code(f"# {SCRIPT} {SEEN} a source\u202e", _outputs()),
              _code("x", [], metadata={"magics_language": OUT_OF_A_VALUE,
                                       "tags": [OUT_OF_A_VALUE], "collapsed": True}),
              new_markdown_cell(f"{SEEN} an answer {SCRIPT}",
                                metadata={"nbgrader": _graded("why")}),
              _code("x", [], metadata={"nbgrader": _graded(OUT_OF_A_VALUE)}),
              new_markdown_cell("x", metadata={"nbgrader": _graded("y") | {
                  "comment": SCRIPT, "points": 1, "score": 0}})]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata = nbformat.from_dict({
        "title": f"</title>{SCRIPT}",
        "language_info": {"name": "python", "pygments_lexer": OUT_OF_A_VALUE},
        "widgets": {"application/vnd.jupyter.widget-state+json": {
            "version_major": 2, "version_minor": 0, "state": {"x": {"a": f"</script>{SCRIPT}"}}}}})
    return notebook


def _outputs() -> list[dict]:
    error = {"output_type": "error", "ename": SCRIPT, "evalue": SCRIPT,
             "traceback": [f"\x1b[31m{SEEN} a traceback {SCRIPT}\x1b[0m",
                           f"\x1b[38;2;1;1;1\">x{SCRIPT}"]}
    return [
        {"output_type": "stream", "name": "stdout", "text": f"{SEEN} stdout {SCRIPT}\x1b[2J"},
        {"output_type": "stream", "name": "stderr", "text": f"{SEEN} stderr {SCRIPT}"}, error,
        _shown({"application/javascript": RUN}), _shown({"image/svg+xml": SVG}),
        _shown({"text/markdown": f"{SCRIPT} {SEEN} an output's Markdown"}),
        _shown({"text/latex": f"$\\href{{javascript:{RUN}}}{{x}}$ {SCRIPT}"}),
        _shown({"text/plain": f"{SCRIPT} {SEEN} a value"}),
        _shown({"image/png": OUT_OF_A_VALUE}), _shown({"image/jpeg": OUT_OF_A_VALUE}),
        _shown({"text/html": SCRIPT}, metadata={"text/html": {"isolated": True}}),
        _shown({"image/png": "x"}, metadata={"filenames": {"image/png": OUT_OF_A_VALUE},
                                             "image/png": {"width": f"1 onerror={RUN}"}}),
        _shown({"text/vnd.mermaid": SCRIPT}),
        _shown({"application/vnd.jupyter.widget-view+json": {"model_id": SCRIPT}}),
    ]


def _shown(data: dict, **fields: object) -> dict:
    return {"output_type": "display_data", "data": data, "metadata": {}} | fields


def _code(source: str, outputs: list[dict], **fields: object) -> nbformat.NotebookNode:
    return new_code_cell(source, outputs=nbformat.from_dict(outputs), **fields)


def _graded(grade_id: str) -> dict:
    return {"schema_version": 3, "grade": True, "solution": True, "locked": False, "task": False,
            "points": 1, "grade_id": grade_id}
