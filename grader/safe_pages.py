"""nbgrader's feedback and marking pages, made safe for whatever a notebook holds.

In a marking page a script has the instructor's rights, and Markdown cells, outputs and metadata of
a hand-in are the student's. nbgrader 0.9.6 and nbconvert 7.17 put them into the page as they are.
nbgrader_config.py names what is here, for both pages:

- `SafePage` lets through a notebook only what the pages show, whatever program graded it;
- `markdown2html`, `highlight_code` and `strip_files_prefix` take the place of nbconvert's filters
  of these names.
"""

import re
import secrets
from collections.abc import Mapping
from html import escape
from math import isfinite
from types import MappingProxyType

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.markdown_mistune import MarkdownWithMath
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode, from_dict

from descent.plain import clean
from descent.words import words
from grader.mathml import MathRenderer, to_mathml
from grader.memo import Memo
from grader.safe_html import safe_html
from grader.safe_outputs import Limits, safe_outputs
from grader.safe_pictures import KINDS

__all__ = ["SafePage", "highlight_code", "markdown2html", "strip_files_prefix"]

LONGEST = 20_000  # characters of a cell; the longest of the lessons has 4000
LONGEST_PAGE = 400_000  # characters of all cells; colouring takes a second for 10,000
# More than autograding keeps, so that a text which was cut there isn't cut again.
OF_A_PAGE = Limits(outputs=100, text=500_000, size=16_000_000)
# The parsers of Markdown are quadratic in these.
MOST_BRACKETS = 3000
_FIELDS = "grade", "solution", "task", "locked"
_GRADE_ID = re.compile(r"[\w-]{1,200}", re.A)
_ID = re.compile(r"[\w-]{1,64}", re.A)
# What the marking page puts between its tags unescaped, from the list of students and file names.
_NAMES = "student", "last_name", "first_name", "notebook_path"


class SafePage(Preprocessor):
    """Keep of a notebook what nbgrader's pages show, in a form that is safe to show."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Change both in place; the exporter works on copies."""
        nb.metadata = NotebookNode(language_info={"name": "python"})
        room = LONGEST_PAGE
        for number, cell in enumerate(nb.cells):
            source = _text(cell.get("source"))
            most = min(LONGEST, room)
            room -= min(len(source), most)
            shown = clean(source[:most], most=10 * most + 1)
            if len(source) > most:
                said = words("outputs.cut_source", count=len(source) - most)
                shown += f"\n# {said}" if cell.get("cell_type") == "code" else f"\n\n{said}"
            nb.cells[number] = _safe_cell(cell, shown, number)
        for name in _NAMES:
            if isinstance(resources.get(name), str):
                resources[name] = escape(resources[name])
        return nb, resources


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """Convert Markdown to safe HTML, formulas to MathML; a jinja filter, as nbconvert's own."""
    attachments = context.get("cell", {}).get("attachments", {})
    return _markdown(source, attachments) if attachments else _known_markdown(source)


def _markdown(source: str, attachments: Mapping[str, dict] = MappingProxyType({})) -> str:
    if sum(map(source.count, "<[(*_`")) > MOST_BRACKETS * 2 or source.count("<") > MOST_BRACKETS:
        return _as_typed(source)
    renderer = _Renderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    try:
        html = MarkdownWithMath(renderer=renderer).render(source)
    except Exception:  # mistune's, for an attachment that isn't there or what it can't parse
        return _as_typed(source)
    return renderer.draw(safe_html(html, rewrite=renderer.undraw))


_known_markdown = Memo(_markdown)


def highlight_code(source: str, metadata: object = None) -> str:
    """Colour code as Python, whatever language the notebook says it is.

    nbconvert writes the language's name into the page unescaped.
    """
    return _known_code(source)


def _code(source: str) -> str:
    return Highlight2HTML(pygments_lexer="ipython3")(source)


_known_code = Memo(_code)


def strip_files_prefix(html: str) -> str:
    """Leave HTML as it is; nbconvert's filter takes minutes for a text of brackets."""
    return html


class _Renderer(MathRenderer):
    """Keep formulas apart until the HTML around them is safe.

    MathML in it would have to be allowed there, and with it what hides in the change of languages.
    """

    def __init__(self, **options: object):
        super().__init__(**options)
        # Nobody who wrote the text can have guessed it.
        self.mark = f"formula{secrets.token_hex(8)}n"
        self.formulas: list[tuple[str, str]] = []
        self.place = re.compile(self.mark + r"(\d+);")

    def formula(self, tex: str, display: bool = False) -> str | None:
        html = to_mathml(tex, display)
        if html is None:
            return None
        self.formulas.append((tex, html))
        return f"{self.mark}{len(self.formulas) - 1};"

    def draw(self, html: str) -> str:
        """Put the formulas into their places."""
        return self.place.sub(lambda match: self.formulas[int(match[1])][1], html)

    def undraw(self, value: str) -> str:
        """Write the formulas in an attribute, a picture's alt text, as they were typed."""
        return self.place.sub(lambda match: self.formulas[int(match[1])][0], value)


def _as_typed(source: str) -> str:
    return f"<pre>{escape(source)}</pre>"


def _safe_cell(cell: NotebookNode, source: str, number: int) -> NotebookNode:
    kind = cell.get("cell_type")
    if kind not in ("code", "markdown"):
        # A raw cell may be meant as HTML: its text is shown as it was typed.
        kind, source = "markdown", "\n".join(f"    {line}" for line in source.split("\n"))
    name = str(cell.get("id", ""))
    safe = {"cell_type": kind, "source": source, "metadata": _safe_metadata(cell),
            "id": name if _ID.fullmatch(name) else f"cell-{number}"}
    if kind == "markdown":
        safe["attachments"] = _safe_attachments(cell.get("attachments"))
    else:
        count = cell.get("execution_count")
        safe["execution_count"] = count if type(count) is int else None
        safe["outputs"] = safe_outputs(cell.get("outputs"), OF_A_PAGE)
    return from_dict(safe)


def _text(source: object) -> str:
    if isinstance(source, list):
        return "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""


def _safe_metadata(cell: NotebookNode) -> dict:
    """Keep what nbgrader's templates ask for; grades and comments come from the gradebook."""
    metadata = cell.get("metadata")
    given = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if not isinstance(given, dict) or not _GRADE_ID.fullmatch(str(given.get("grade_id"))):
        return {}
    kept: dict[str, object] = {name: given.get(name) is True for name in _FIELDS}
    kept["grade_id"] = str(given["grade_id"])
    points = given.get("points")
    if type(points) in (int, float) and isfinite(points):
        kept["points"] = points
    if type(given.get("schema_version")) is int:
        kept["schema_version"] = given["schema_version"]
    return {"nbgrader": kept}


def _safe_attachments(attachments: object) -> dict[str, dict[str, str]]:
    """Keep pictures; whether they are any is looked at where they are shown."""
    if not isinstance(attachments, dict):
        return {}
    return {str(name): {kind: bundle[kind] for kind in KINDS if isinstance(bundle.get(kind), str)}
            for name, bundle in attachments.items() if isinstance(bundle, dict)}
