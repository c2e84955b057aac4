"""Formulas become MathML in nbgrader's pages, with nothing to load from a network."""

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, PyFileConfigLoader

from grader.mathml import to_mathml

ROOT = Path(__file__).parents[2]

# A formula, and the text that a reader has to see of it, from left to right.
FORMULAS = {
    r"\frac{\kappa-1}{\kappa+1}": "κ−1κ+1",
    r"\sum_{i=1}^{t} \beta_1^{t-i} g_i": "∑i=1tβ1t−igi",
    r"\hat{m}_t = m_t / (1 - \beta_1^t)": "m^t=mt/(1−β1t)",
    r"\theta_t - \eta \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \varepsilon}": "θt−ηm^tv^t+ε",
    r"\lVert x_k \rVert \le 1": "‖xk‖≤1",
    r"\left\lVert \frac{x}{2} \right\rVert_2": "‖x2‖2",
    r"\max_i |1 - \eta\lambda_i|": "maxi|1−ηλi|",
    r"\begin{pmatrix} 0.1 & 0 \\ 0 & 2 \end{pmatrix}": "(0.1002)",
    r"\begin{aligned} a &= b \\ &= c \end{aligned}": "a=b=c",
    r"\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}": "{1x>00else",
    r"\mathbb{E}[g_t]": "𝔼[gt]",
    r"x^\top H x": "x⊤Hx",
    r"x < 1 \text{ and } y": "x<1\xa0and\xa0y",
    r"\mathrm{d}x": "dx",
    r"\mathcal{O}(1/t)": "𝒪(1/t)",
    r"\operatorname{sign}(g) \odot g": "sign(g)⊙g",
    r"10\,\%": "10%",
    r"\nabla f(x) \approx 0": "∇f(x)≈0",
}


def text_of(html):
    return "".join(ElementTree.fromstring(html).itertext())


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("display", [False, True])
def test_a_formula_shows_its_symbols(formula, display):
    html = to_mathml(formula, display=display)
    assert text_of(html) == FORMULAS[formula]
    assert f'display="{"block" if display else "inline"}"' in html


def test_the_structure_of_a_fraction_and_of_a_matrix_is_kept():
    fraction = ElementTree.fromstring(to_mathml(r"\frac{a}{b}"))
    assert [child.tag for child in fraction.find(".//mfrac")] == ["mrow"] * 2
    matrix = ElementTree.fromstring(to_mathml(r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"))
    rows = matrix.findall(".//mtr")
    assert [len(row.findall("mtd")) for row in rows] == [2, 2]


def test_a_letter_in_mathrm_stands_upright():
    # A single letter in <mi> is drawn in italics; in <mtext> it isn't.
    assert "<mtext>d</mtext>" in to_mathml(r"\mathrm{d}x")


def test_a_number_stands_at_the_right_margin_outside_the_formula():
    html = to_mathml(r"m_t = g_t \tag{8.1}", display=True)
    assert html.endswith('</math><span style="text-align:right">(8.1)</span></span>')
    assert "8.1" not in html.partition("</math>")[0]


@pytest.mark.parametrize(
    "formula",
    [r"\unknown{x}", r"\frac{a", r"a}", "", r"a & b", r"\tag{1} a \tag{2}", r"\begin{nonsense}",
     # What would lead elsewhere, or lie over the page.
     r"\href{javascript:x}{a}", r"\class{modal}{a}", r"\style{position:fixed}{a}", r"\cssId{b}{a}",
     r"\hspace{-100em} a", r"\rule{999em}{999em}", r"\text{<img src='x' onerror='y()'/>}"],
)
def test_what_cannot_be_converted_gives_none(formula):
    assert to_mathml(formula) is None


# The page that a student or a marker gets


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Make a page of a Markdown cell with the course's configuration and nbgrader's templates."""
    course = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    config = Config(PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config())

    def make(markdown, template="feedback"):
        converter = GenerateFeedback(coursedir=CourseDirectory(config=config), config=config)
        converter.update_config(Config({"HTMLExporter": {"template_name": template}}))
        marks = {"notebook": "08_adam", "score": 0, "max_score": 0, "late_penalty": 0}
        html, _ = HTMLExporter(config=converter.config).from_notebook_node(
            nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(markdown)]),
            resources={"nbgrader": marks, "base_url": "", "index": 0, "total": 1},
        )
        return html

    return make


@pytest.mark.parametrize("template", ["feedback", "formgrade"])
def test_nbgraders_pages_show_mathml_and_load_nothing_from_a_network(page, template):
    html = page("The rate $\\eta$:\n\n$$\\frac{1}{2} \\tag{1.1}$$", template)
    assert html.count("<math") == 2
    assert "(1.1)" in html
    addresses = re.findall(r"(?:src|href)=[\"']([^\"']+)", html)
    assert [address for address in addresses if re.match(r"\w+:|//", address)] == []
    assert "cdn" not in html.lower()


MARKDOWN = {
    "code span": ("a `$x$` b", "<code>$x$</code>", 0),
    "fence": ("```\n$x$\n```", "$x$", 0),
    "fence of a language": ('```python\ny = "$x$"\n```', "$x$", 0),
    "escaped dollars": (r"costs \$5 or \$6", "costs $5 or $6", 0),
    "not convertible": (r"odd $\unknown{x}$ here", r"odd $\unknown{x}$ here", 0),
    "beside emphasis": ("$a_1$ *and* $b_1$", "<em>and</em>", 2),
    "in a table": ("| a |\n|---|\n| $x_1$ |", "<table>", 1),
    "in a heading": ("## Why $x$", "<h2", 1),
    "environment without dollars": (r"\begin{align*} a &= b \end{align*}", "<mtable", 1),
    "details as one block": (
        "<details><summary>Hint $x$</summary>\n<p>Try $\\frac{1}{2}$</p>\n</details>",
        "<details><summary>Hint <math",
        2,
    ),
    "details with Markdown": (
        "<details><summary>Hint</summary>\n\nTry *it*: $$x$$\n\n</details>",
        "<em>it</em>",
        1,
    ),
    "prices and entities in details": (
        "<details>\n<p>A $5</p><p>and $a &lt; b$ and $c < d$</p>\n</details>",
        "<p>A $5</p>",
        2,
    ),
    "code in details": (
        "<details><summary>Hint</summary>\n<code>$x$</code> <a title='$x$'>y</a>\n</details>",
        "<code>$x$</code>",
        0,
    ),
}


@pytest.mark.parametrize("case", MARKDOWN)
def test_markdown_keeps_what_is_no_formula(page, case):
    markdown, kept, formulas = MARKDOWN[case]
    body = page(markdown).partition('id="notebook-container"')[2]
    assert kept in body
    assert body.count("<math") == formulas


def test_the_marking_page_is_told_that_mathjax_is_done(page):
    # formgrade.js of nbgrader 0.9.6 waits for this signal and stops with an error without it.
    assert 'listener("End")' in page("text", "formgrade")
