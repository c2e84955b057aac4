"""nbgrader's feedback and marking pages show any notebook, and run nothing of it."""

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from bleach._vendor import html5lib
from hostile_notebook import SCRIPT, SEEN, hostile_notebook
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from test_safe_pictures import PNG, text_of
from traitlets.config import Config, PyFileConfigLoader

from grader.safe_pages import LONGEST, LONGEST_PAGE

ROOT = Path(__file__).parents[2]
HTML = "{http://www.w3.org/1999/xhtml}"
RUNS = {"script", "iframe", "object", "embed", "svg", "style", "link", "meta", "base", "form",
        "video", "audio", "template", "frame", "frameset"}
TEMPLATES = "feedback", "formgrade"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Make a page of a notebook with the course's configuration and nbgrader's templates."""
    course = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    config = Config(PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config())

    def make(notebook, template="feedback", comment="", **resources):
        def grade(graded, resources):
            """Add what nbgrader adds from its gradebook."""
            for cell in graded.cells:
                if "nbgrader" in cell.metadata:
                    cell.metadata.nbgrader |= {"score": 1.0, "points": 2.0, "comment": comment}
            return graded, resources

        converter = GenerateFeedback(coursedir=CourseDirectory(config=config), config=config)
        converter.update_config(Config({"HTMLExporter": {"template_name": template}}))
        marks = {"notebook": "08_adam", "score": 0, "max_score": 0, "late_penalty": 0}
        exporter = HTMLExporter(config=converter.config)
        exporter.register_preprocessor(grade, enabled=True)
        return exporter.from_notebook_node(notebook, resources={
            "nbgrader": marks, "base_url": "", "index": 0, "total": 1} | resources)[0]

    return make


def parsed(html):
    return html5lib.parse(html, treebuilder="etree")


def notebook_in(html):
    """Find the element that holds all of a notebook in a page."""
    return next(node for node in parsed(html).iter() if node.get("id") == "notebook-container")


def of_cells(*cells):
    return nbformat.v4.new_notebook(cells=list(cells))


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_part_of_a_hostile_notebook_runs(page, template):
    html = page(hostile_notebook(), template)
    for node in notebook_in(html).iter():
        name = node.tag.rpartition("}")[2]
        assert name not in RUNS, name
        for key, value in node.attrib.items():
            assert not key.lower().startswith("on"), (name, key, value)
            assert "thief" not in value or key in ("title", "alt", "href"), (name, key, value)
            if key in ("href", "src", "{http://www.w3.org/1999/xlink}href"):
                assert re.match(r"https?://|data:image/(png|jpeg)|#", value), value


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_text_of_a_hostile_notebook_is_seen(page, template):
    text = "".join(notebook_in(page(hostile_notebook(), template)).itertext())
    for where in ("a heading", "a table", "a link", "a text", "raw", "a source", "an answer",
                  "stdout", "stderr", "a traceback", "a value", "an output's Markdown"):
        assert f"{SEEN} {where}" in text, where
    assert "\\u202e" in text and "\u202e" not in text


def test_a_feedback_page_has_no_script_and_forbids_all(page):
    html = page(hostile_notebook())
    assert list(parsed(html).iter(f"{HTML}script")) == []
    (policy,) = [node.get("content") for node in parsed(html).iter(f"{HTML}meta")
                 if node.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "script-src" not in policy


def test_a_marking_page_has_its_own_scripts_and_no_others(page):
    def scripts(notebook):
        html = page(notebook, "formgrade", last_name="<script>1</script>", first_name="'\"",
                    student="x", notebook_path='"><script>1</script>')
        return [(node.get("src"), node.text) for node in parsed(html).iter(f"{HTML}script")]

    assert len(scripts(hostile_notebook())) > 5
    assert scripts(hostile_notebook()) == scripts(of_cells())


def test_a_marking_page_has_the_fields_of_each_graded_cell(page):
    nodes = list(notebook_in(page(hostile_notebook(), "formgrade")).iter())
    scores = [node.get("id") for node in nodes if "score" in node.get("class", "").split()]
    assert scores == ["why", "y"]
    assert {node.get("id") for node in nodes if node.tag == f"{HTML}textarea"} == {
        "why-comment", "y-comment"}


def graded_cell(**more):
    return new_markdown_cell("x", metadata={"nbgrader": {
        "grade": True, "solution": True, "locked": False, "task": False, "grade_id": "a",
        "points": 1, "schema_version": 3} | more})


def test_a_comment_comes_from_the_gradebook_and_runs_nothing(page):
    html = page(of_cells(graded_cell(comment="planted")), comment=f"**well** {SCRIPT} $x$")
    comment = html.partition("Comments:")[2]
    assert "<strong>well</strong>" in comment and "<math" in comment
    assert "planted" not in html and "<script" not in html


def test_formulas_stand_where_they_were_written(page):
    html = page(of_cells(new_markdown_cell(
        "$x_1$ <b>and $x_2$</b> ![a $y$ b](https://x.example/y.png)\n\n<p title='$z$'>$$w$$</p>")))
    shown = html.partition('id="notebook-container"')[2]
    assert shown.count("<math") == 3
    assert 'alt="a y b"' in shown and 'title="$z$"' in shown and "formula" not in shown


def test_an_attached_picture_is_shown(page):
    cell = new_markdown_cell("![A line of $x$](attachment:a.png)",
                             attachments={"a.png": {"image/png": text_of(PNG)}})
    (image,) = [node for node in notebook_in(page(of_cells(cell))).iter(f"{HTML}img")]
    assert image.get("src").startswith("data:image/png;base64,")
    assert image.get("alt") == "A line of x"


def test_links_lead_to_other_sites_only(page):
    html = page(of_cells(new_markdown_cell(
        "[a](https://arxiv.org) [b](/formgrader/x) [c](../y) [d](file:///etc)")))
    links = [node.get("href") for node in notebook_in(html).iter(f"{HTML}a")]
    assert links == ["https://arxiv.org", None, None, None]


def test_a_very_long_cell_is_cut_and_it_is_said(page):
    html = page(of_cells(new_code_cell("x = 1\n" * 10_000)))
    assert f"{60_000 - LONGEST} more characters stand in this cell" in html


def test_a_very_long_notebook_is_cut_too(page):
    notebook = of_cells(*[new_code_cell("x" * LONGEST) for _ in range(40)])
    assert page(notebook).count("x" * LONGEST) == LONGEST_PAGE // LONGEST


@pytest.mark.parametrize("piece", [
    "[", "*a ", "`", "> ", "<pre>", "$", "- ", r"\begin{a}", "![", "<!--", "|-", "&amp"])
def test_markdown_that_takes_long_is_shown_all_the_same(page, piece):
    source = f"{SEEN} " + piece * (LONGEST // len(piece))
    assert SEEN in "".join(notebook_in(page(of_cells(new_markdown_cell(source)))).itertext())
