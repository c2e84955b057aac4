r"""Write a page's formulas as MathML, which browsers draw without scripts and without a network.

`grader.offline_pages` puts `markdown2html` in the place of nbconvert's filter of that name, for
nbgrader's feedback and marking pages: Markdown cells and markers' comments. What is a formula is
nbconvert's own decision, so code, escaped dollars and HTML are left alone exactly as JupyterLab's
exports leave them. A formula that can't be converted stays as it was typed.
"""

import re
from html import escape, unescape
from xml.etree import ElementTree

from jinja2 import pass_context
from jinja2.runtime import Context
from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

__all__ = ["MathRenderer", "markdown2html", "to_mathml"]

# A number at the right margin, the formula in the middle; in spans, since a paragraph may not
# hold a block.
_NUMBERED = (
    '<span style="display:grid;grid-template-columns:1fr auto 1fr;align-items:center">'
    '<span></span>{formula}<span style="text-align:right">({number})</span></span>'
)
_TAG = re.compile(r"\\tag\{([^{}]*)\}")
# latex2mathml (3.81) knows the outer environments only; inside display math both look the same.
_ENVIRONMENTS = {"aligned": "align*", "gathered": "gather*"}
# A letter alone in \mathrm comes out of latex2mathml as an italic identifier, as text upright.
_UPRIGHT = re.compile(r"\\mathrm\{([A-Za-z]+)\}")
_SIDE = re.compile(r'columnalign="(\w+)"')
_BAR = re.compile(r"<mo( [^>]*)?>(?=&#x(0007C|02016);)")
# What latex2mathml makes of formulas. Not of \href, \class and \style, by which whoever writes a
# formula could lay a link over the page.
_ELEMENTS = {"math", "menclose", "mfrac", "mi", "mn", "mo", "mover", "mpadded", "mphantom", "mroot",
             "mrow", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd",
             "mtext", "mtr", "munder", "munderover"}
_ATTRIBUTES = {"accent", "accentunder", "columnalign", "columnlines", "columnspacing", "depth",
               "display", "displaystyle", "fence", "form", "height", "largeop", "linethickness",
               "lspace", "mathbackground", "mathcolor", "mathvariant", "maxsize", "minsize",
               "movablelimits", "notation", "rowlines", "rowspacing", "rspace", "scriptlevel",
               "separator", "stretchy", "symmetric", "voffset", "width"}
# No length of a hundred and more, which would reach over the page.
_VALUE = re.compile(r"(?:(?<![\d.])\d{1,2}(?!\d)|\.\d+|[a-z# %+-]|(?<=#)[0-9a-f]{3,8})*+",
                    re.I | re.A)
# In HTML: code, comments and tags, which are passed over, or else a formula without a tag in it.
_IN_HTML = re.compile(
    r"<(?P<code>pre|code|script|style|textarea)\b.*?</(?P=code)>|<!--.*?-->|</?[A-Za-z][^>]*>"
    r"|(?<!\\)\$\$(?P<display>(?:[^$<]|<(?![A-Za-z/!]))+?)(?<!\\)\$\$"
    r"|(?<![\\$])\$(?P<inline>(?:[^$<]|<(?![A-Za-z/!]))+?)(?<!\\)\$",
    re.DOTALL,
)


def to_mathml(formula: str, display: bool = False) -> str | None:
    r"""Convert a TeX formula, without its dollars, to MathML.

    Args:
        formula: TeX; may end with one `\tag{…}` when it is displayed.
        display: on a line of its own.

    Returns:
        HTML, or None where latex2mathml doesn't know the formula.

    >>> to_mathml(r"\frac{1}{2}").partition("<mrow>")[2]
    '<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac></mrow></math>'
    >>> to_mathml(r"\unknown x") is None
    True
    """
    numbers = _TAG.findall(formula)
    formula = _TAG.sub("", formula)
    if len(numbers) > 1 or not _balanced(formula):
        return None
    for inner, outer in _ENVIRONMENTS.items():
        formula = re.sub(rf"\\(begin|end)\{{{inner}\}}", rf"\\\1{{{outer}}}", formula)
    formula = _UPRIGHT.sub(r"\\text{\1}", formula)
    try:
        html = convert(formula.strip(), display="block" if display else "inline")
        tree = ElementTree.fromstring(html)
        # It doesn't raise on what it doesn't know, but lets the TeX through, a bare & too.
        if any("\\" in text for text in tree.itertext()) or not all(map(_is_known, tree.iter())):
            return None
    except Exception:  # latex2mathml raises its own errors and, on odd input, any other
        return None
    # HTML needs no namespace, and nbconvert's headings would turn it into a prefix of every tag.
    html = _for_core(html.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "", 1))
    return _NUMBERED.format(formula=html, number=escape(numbers[0])) if numbers else html


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """Convert Markdown to HTML with MathML; a jinja filter, as nbconvert's own."""
    attachments = context.get("cell", {}).get("attachments", {})
    renderer = MathRenderer(escape=False, attachments=attachments)
    return MarkdownWithMath(renderer=renderer).render(source)


class MathRenderer(IPythonRenderer):
    """Draw formulas as MathML, all else as nbconvert does."""

    def formula(self, tex: str, display: bool = False) -> str | None:
        """Give what stands in a formula's place; None where it stays as it was typed."""
        return to_mathml(tex, display)

    def inline_math(self, body: str) -> str:
        """Draw a formula in a line."""
        return self.formula(body) or super().inline_math(body)

    def block_math(self, body: str) -> str:
        """Draw a formula on a line of its own."""
        return self.formula(body, display=True) or super().block_math(body)

    def latex_environment(self, name: str, body: str) -> str:
        """Draw an environment of TeX that stands without dollars."""
        formula = rf"\begin{{{name}}}{body}\end{{{name}}}"
        return self.formula(formula, display=True) or super().latex_environment(name, body)

    def block_html(self, html: str) -> str:
        """Draw the formulas in HTML."""
        # A <details> without blank lines is one block that the Markdown parser doesn't look into.
        return super().block_html(_IN_HTML.sub(self._in_html, html))

    def _in_html(self, match: re.Match) -> str:
        body = match["display"] or match["inline"]
        if not body:
            return match[0]
        return self.formula(unescape(body), display=match["display"] is not None) or match[0]


def _is_known(element: ElementTree.Element) -> bool:
    name = element.tag.rpartition("}")[2]  # without its namespace
    return name in _ELEMENTS and all(key in _ATTRIBUTES and len(value) < 100
                                     and _VALUE.fullmatch(value)
                                     for key, value in element.attrib.items())


def _for_core(html: str) -> str:
    """Say what MathML Core, which Chromium draws, lacks of MathML 3 in another way."""
    # 1 A column's side is a matter of style; in aligned equations, the tables in display style,
    #   the two columns meet at the sign between them.
    style = r"text-align:\1" + (r";padding-\1:0" if 'displaystyle="true"' in html else "")
    html = _SIDE.sub(rf'\g<0> style="{style}"', html)
    # 2 Bars are taken for a relation between what stands left and right, and spaced as one.
    return _BAR.sub(r'<mo\1 lspace="0" rspace="0">', html)


def _balanced(formula: str) -> bool:
    """Say whether braces pair; latex2mathml closes missing ones where it likes."""
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", formula):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0
