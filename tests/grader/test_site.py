"""The static site: whole, offline, readable without a script for formulas, and without solutions.

The repository's own site is built once; a small course shows the rest.
"""

import re
import shutil
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jupytext
import nbformat
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from descent.parsons import load
from descent.words import words
from grader.cli import main
from grader.errors import SiteFailed
from grader.site import build_site, pages

pytestmark = pytest.mark.alone
ROOT = Path(__file__).parents[2]
LESSONS = sorted(path.stem for path in (ROOT / "solutions").glob("*.py"))
SECRET = re.compile(
    r"### BEGIN SOLUTION(.*?)### END SOLUTION|### BEGIN HIDDEN TESTS(.*?)### END HIDDEN TESTS"
    r"|=== BEGIN MARK SCHEME ===(.*?)=== END MARK SCHEME ===", re.DOTALL)
HEADER = (Path(__file__).parent / "small_lesson.txt").read_text().partition("# %%")[0]
SCRIPT = """<script type="module">
const figure = document.querySelector(".descent-static");
if (1 < 2 && figure) figure.dataset.live = "$x$ isn't a formula";
</script>"""
LIVE = f"""\
# %% id="live"
from uuid import uuid4

from IPython.display import display

name = uuid4().hex
script = '''{SCRIPT}'''
figure = f'<figure class="descent-static" id="of-{{name}}"><img alt="a dot" src="data:,"></figure>'
display({{"text/html": figure + script, "text/plain": "a widget",
         "application/vnd.jupyter.widget-view+json": {{"model_id": name}}}}, raw=True)
"""


# -- the repository's site ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    output = tmp_path_factory.mktemp("course") / "site"
    assert build_site(ROOT, output) == output / "index.html"
    return output


@cache
def read(page):
    """Parse a page; the tree is shared, so no test changes it."""
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def lesson_page(site, lesson):
    return read(site / lesson / f"{lesson}.html")


def text_of(lesson):
    return (ROOT / "solutions" / f"{lesson}.py").read_text(encoding="utf-8")


def test_the_start_page_leads_to_every_lesson_in_order_and_names_its_minutes(site):
    rows = read(site / "index.html").select("main table tbody tr")
    assert [row.a["href"] for row in rows] == [f"{name}/{name}.html" for name in LESSONS]
    for row, name in zip(rows, LESSONS, strict=True):
        text = text_of(name)
        minutes = row.select("td")[2].get_text().split()[0]
        assert re.search(rf"About {minutes} minutes", text)
        assert row.a.get_text() == f"{name[:2]} {re.search('# # (.+)', text)[1]}"
        assert row.get_text().count(",") >= text.count("# ### Exercise") - 1


def test_no_page_loads_anything_from_another_host(site):
    for page in site.rglob("*.html"):
        for tag in read(page).find_all(["script", "link", "img", "iframe", "source", "object"]):
            for name in ("src", "href", "srcset", "data"):
                assert not re.match(r"(https?:)?//", tag.get(name, "")), (page, tag)
    for sheet in site.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", sheet.read_text("utf-8"))


def test_every_link_and_every_loaded_file_is_there(site):
    ids = {page.resolve(): {tag["id"] for tag in read(page).select("[id]")}
           for page in site.rglob("*.html")}
    for page in ids:
        for tag in read(page).select("[href], [src]"):
            target = urlsplit(tag.get("href") or tag.get("src"))
            if target.scheme:
                continue
            path = (page.parent / unquote(target.path)).resolve() if target.path else page
            assert path.is_file(), (page, tag)
            assert not target.fragment or unquote(target.fragment) in ids[path], (page, tag)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_page_gives_no_solution_no_hidden_test_and_no_rubric_away(site, lesson):
    text = text_of(lesson)
    shown = SECRET.sub("", text)
    for name in re.findall(r'^@puzzle\("(\w+)"\)', text, re.MULTILINE):
        shown += "\n".join([load(name).given, *load(name).lines.values()])
    lines = "\n".join("".join(filter(None, match.groups())) for match in SECRET.finditer(text))
    secrets = {line.strip().removeprefix("#").strip() for line in lines.splitlines()} - {""}
    secrets = {line for line in secrets if line not in shown}  # broken code shows some of it
    assert len(secrets) > 10
    page = lesson_page(site, lesson)
    seen = page.get_text() + "".join(script.get_text() for script in page.select("script"))
    # Code on a line of its own, prose wherever it stands.
    lines = set(map(str.strip, seen.splitlines()))
    assert not [line for line in secrets if line in lines or (len(line) > 25 and line in seen)]
    for mark in ("BEGIN SOLUTION", "HIDDEN TESTS", "MARK SCHEME", "private_paths",
                 words("puzzle.made")):
        assert mark not in seen
    assert text.count("### BEGIN SOLUTION") == seen.count("NotImplementedError") + seen.count(
        "YOUR ANSWER HERE")


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_model_answers_draw_the_figures_and_their_reports_are_not_shown(site, lesson):
    page = lesson_page(site, lesson)
    cells = [cell for cell in jupytext.read(ROOT / f"solutions/{lesson}.py").cells
             if cell.cell_type == "code" and cell.metadata.get("kind") != "test"]
    assert len(page.select(".cell_output figure img")) >= sum(
        len(re.findall(r"^ *show\(", cell.source, re.MULTILINE)) for cell in cells) > 0
    for cell in page.select("div.cell"):
        code = cell.select_one(".cell_input").get_text()
        if re.match(r"check\(\"\w+\", \w+, points=", code.strip()):
            assert not cell.select_one(".cell_output"), code
    for image in page.select("main img"):
        assert len(image.get("alt", "").split()) > 3


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_formula_is_mathml_with_its_number(site, lesson):
    page = lesson_page(site, lesson)
    for tag in re.findall(r"\\tag\{([\d.]+)\}", text_of(lesson)):
        assert any(f"({tag})" == span.get_text() for span in page.select(".formula span")), tag
    assert page.find("math")
    assert "MathJax" not in str(page)
    prose = " ".join(text for text in page.find_all(string=True)
                     if not text.find_parent(["pre", "code", "script", "style"]))
    assert not re.search(r"\$|\\[a-z(\[]", prose)


# -- a small course ----------------------------------------------------------------------------


def cell(attributes, *lines):
    return "\n".join([f"# %% {attributes}", *lines]) + "\n"


def prose(name, *lines):
    return cell(f'[markdown] id="{name}"', *(f"# {line}".rstrip() for line in lines))


def small(folder, **lessons):
    """Write a course of lessons, each a list of cells."""
    folder.mkdir()
    (folder / "README.md").write_text("# A course\n\nShort.\n\n## For nobody\n\nNot shown.\n")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    (folder / "solutions").mkdir()
    for name, cells in lessons.items():
        (folder / "solutions" / f"{name[1:]}.py").write_text(HEADER + "\n".join(cells))
    return folder


TWO = {
    "_01_first": [
        prose("title", "# Build a half of $x$", "", "## What you need", "", "About 5 minutes.",
              "", "### Exercise 1. Build `Half` (2 points)", "", "| a | b |", "|---|---|",
              "| $\\beta_1$ | see [the next](../02_next/02_next.ipynb) |", "",
              "<details><summary>Hint</summary>", "", "Half of $4$?", "", "</details>"),
        cell('id="half" kind="solution"', "def half(x):", "    ### BEGIN SOLUTION",
             "    return x / 2", "    ### END SOLUTION"),
        cell('id="half_check" kind="test" points=2', "print('report', half(2))"),
        cell('id="use"', "print('half of 2 is', half(2))"),
        LIVE,
    ],
    "_02_next": [prose("title", "# Go on")],
}


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    course = small(tmp_path_factory.mktemp("small") / "course", **TWO)
    gallery = course / "gallery.py"
    gallery.write_text(HEADER + prose("title", "# All figures") + "\n"
                       + cell('tags=["remove-input"]', "print(6 * 7)"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "GALLERY", gallery)
        build_site(course, course / "site")
        yield course


def test_outputs_come_from_the_model_answer_and_code_from_the_release(two):
    first = read(two / "site/01_first/01_first.html")
    outputs = [tag.get_text().strip() for tag in first.select(".cell_output")]
    assert outputs[0] == "half of 2 is 1.0"
    assert "report 1.0" not in first.get_text() and "return x / 2" not in first.get_text()
    assert "NotImplementedError" in first.get_text()


def test_tables_hints_and_links_between_lessons_work(two):
    first = read(two / "site/01_first/01_first.html")
    assert first.select_one("main table math")
    assert first.select_one("main details math") and first.select_one("details summary")
    assert first.select_one("main table a")["href"] == "../02_next/02_next.html"
    start = read(two / "site/index.html").select_one("main").get_text()
    assert "Short." in start and "Not shown." not in start
    assert "build Half" in start and "5\N{NO-BREAK SPACE}min" in start


def test_a_widgets_html_is_shown_with_its_script_and_no_widget_manager_is_loaded(two):
    path = two / "site/01_first/01_first.html"
    assert SCRIPT in path.read_text(encoding="utf-8")
    output = read(path).select(".cell_output")[-1]
    assert output.select_one("figure#of-widget-1 img") and "a widget" not in output.get_text()
    loaded = " ".join(script.get("src", "") for script in read(path).find_all("script"))
    assert "bootstrap" in loaded and not re.search("require|embed|widgets", loaded)


def test_the_gallery_shows_outputs_and_hides_the_code_of_cells_tagged_so(two):
    gallery = read(two / "site/gallery.html").select_one("main")
    assert gallery.select_one(".cell_output").get_text().strip() == "42"
    assert "6 * 7" not in gallery.get_text()
    assert read(two / "site/index.html").select_one("nav a[href='gallery.html']")


def test_a_second_time_changes_no_file_and_drops_what_no_longer_belongs(two):
    site = two / "site"
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns)
              for path in site.rglob("*") if path.is_file()}
    sources = {path: path.read_bytes() for path in two.rglob("solutions/**/*") if path.is_file()}
    (site / "old").mkdir()
    (site / "old/page.html").write_text("gone")
    build_site(two, site)
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns)
                      for path in site.rglob("*") if path.is_file()}
    assert not (site / "old").exists()
    assert sources == {path: path.read_bytes() for path in two.rglob("solutions/**/*")
                       if path.is_file()}
    assert not (two / "notebooks").exists()


def test_a_folder_that_holds_something_else_is_refused_and_left_alone(tmp_path):
    kept = tmp_path / "thesis.txt"
    kept.write_text("years")
    for output in (tmp_path, kept):
        with pytest.raises(SiteFailed, match="something else"):
            build_site(ROOT, output)
    assert kept.read_text() == "years"


def test_a_cell_that_raises_is_named_and_no_site_is_written(tmp_path):
    course = small(tmp_path / "course", _01_first=[
        prose("title", "# Fail"), cell('id="divide"', "1 / 0")])
    result = CliRunner().invoke(main, ["site", "--course", str(course)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert '01_first: cell "divide" raised ZeroDivisionError: division by zero' in result.stderr
    assert "Traceback" not in result.stderr
    assert not (course / "site").exists()


@pytest.mark.parametrize("code, what", [
    ("while True:\n    pass", "took more than 1 s"),
    ("import os\nos._exit(3)", "ended its own kernel")], ids=["endless", "dead"])
def test_a_cell_that_never_ends_or_kills_its_kernel_is_named(monkeypatch, code, what):
    monkeypatch.setattr(pages, "TIMEOUT", 1)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code, id="bad")])
    with pytest.raises(SiteFailed, match=f'lesson: cell "bad" {what}'):
        pages.execute(notebook, "lesson")


def test_a_formula_without_mathml_stops_the_site_and_is_named(tmp_path):
    course = small(tmp_path / "course", _01_first=[
        prose("title", "# Name it", "", "Here is $\\nosuch x$.")])
    with pytest.raises(SiteFailed, match=r"01_first.*no MathML for the formula \\nosuch x"):
        build_site(course, tmp_path / "site")
