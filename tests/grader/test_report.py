"""The report on a class: what it counts, where it has it from, and what stands for it to read."""

import json
import shutil
import sys
import unicodedata
import warnings
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from class_of_five import (
    DIGEST,
    HINTS,
    LESSON,
    check_cell,
    graded,
    make,
    mistake,
    notebook,
    raised,
    told,
    verdict,
)
from click.testing import CliRunner
from hostile_html import RUN, VECTORS
from hypothesis import given, settings
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from rich.console import Console

from descent import check
from descent.report import MIME
from descent.words import of_mistake
from grader.cli import main
from grader.report import page, terminal
from grader.report.model import Graded, Score
from grader.report.notebooks import read_notebook
from grader.report.tally import MOST_BINS, Tally, bins

ROOT = Path(__file__).parents[2]
# nbgrader's own way of adding a submission (0.9.6).
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


# -- what a notebook tells -----------------------------------------------------------------------


def outcome(*outputs):
    """Read the outcome of a test cell with these outputs."""
    return read_notebook(notebook(check_cell("t", list(outputs)))).outcomes["t"]


class Uphill:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] = params[key] + self.lr * np.asarray(grads[key])


def test_a_verdict_that_a_check_made_is_read_with_its_name_and_hints():
    data = check("sgd", Uphill).data()
    seen = outcome(*told(json.loads(json.dumps(data))))
    slug = data["diagnosis"][0]["slug"]
    assert (seen.mistake.slug, seen.mistake.title) == (slug, of_mistake(slug, "title"))
    assert list(seen.mistake.hints) == of_mistake(slug, "hints")
    assert seen.how == "in process"  # nobody says that it was judged from outside


@pytest.mark.parametrize("data, said", [
    (verdict("error", fault="KeyError: 'w' (line 3). Is it made?"), "KeyError: 'w'"),
    (verdict("error", fault="TypeError: no."), "TypeError: no"),
    (verdict("error", fault=None), "error"),
    (verdict("wrong", fault="update returned a dict."), "update returned a dict."),
    (verdict("wrong", property={"slug": "x=1", "message": "Too long."}), "Too long."),
    (verdict("wrong"), "wrong, in a way without a name"),
    (verdict("timeout", fault="After 10 seconds …"), "still running when its time was up"),
    (verdict("unwritten", fault="NotImplementedError"), "not written yet"),
    (verdict("memory", fault="…"), "wanted too much memory"),
    (verdict("refused", fault="It answered early."), "It answered early."),
    (verdict("right", fault="left over"), "")])
def test_wrong_answers_without_a_name_are_told_apart_by_what_was_seen(data, said):
    assert (outcome(*told(data)).said, outcome(*told(data)).how) == (said, "judged")


def test_an_assertion_that_failed_is_its_error_and_the_first_line():
    seen = outcome(*raised("AssertionError", "\nshape (2,)\nand more"))
    assert (seen.how, seen.status, seen.said) == (
        "in process", "error", "AssertionError: shape (2,)")
    assert outcome(*raised("NotImplementedError", "")).said == "NotImplementedError"
    assert outcome().status == ""


@pytest.mark.parametrize("data", [
    None, 1, [], "right", {}, verdict("perfect"), verdict(["right"]), verdict(notes=None),
    verdict(notes=[{"slug": "<b>", "message": ""}]), verdict(notes=[{"slug": "a"}]),
    verdict("wrong", diagnosis=["x"]), verdict("wrong", diagnosis=[{"slug": 1}]),
    verdict("wrong", diagnosis=[{"slug": "a", "title": 1, "message": ""}]),
    verdict("wrong", property=3), mistake(message=None)], ids=range(15))
def test_a_verdict_that_is_none_is_counted_as_not_readable(data):
    assert outcome(*told(data)).how == "unreadable"


@pytest.mark.parametrize("content", [
    b"", b"\xff\xfe", b"[]", b"null", b"[" * 100_000, b'{"cells": 3}', b'{"cells": [3]}',
    b'{"cells": [{"metadata": 1}]}', b"9" * 5000], ids=range(9))
def test_a_file_that_is_no_notebook_is_told_as_such(content):
    assert read_notebook(content) is None


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["slug", "what", "message", "sandbox", "seeds", "tier", "data", MIME,
                         "output_type", "status", "text", "graded", "release"]), inner,
        max_size=4), max_leaves=10)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(outputs=ANYTHING, data=ANYTHING, ours=ANYTHING)
def test_no_content_of_a_notebook_makes_reading_fail(outputs, data, ours):
    cells = [check_cell("a", outputs), check_cell("b", [{"data": {MIME: data}}])]
    content = {"cells": cells, "metadata": {"descent": ours}}
    read = read_notebook(json.dumps(content).encode())
    assert set(read.outcomes) == {"a", "b"}


# -- what is counted -----------------------------------------------------------------------------


def hand_in(student, content, points, **more):
    scores = [Score("sgd_check", points, 4.0, is_to_mark=False)]
    return Graded(student, scores, [read_notebook(content)], **more)


def report_on(*hand_ins):
    tally = Tally()
    for one in hand_ins:
        tally.add(one)
    return tally.report(LESSON, "*", "2026-03-02", {"Python": "3"})


def test_the_mistakes_to_talk_about_are_those_that_cost_most_together():
    def made(slug, student, points):
        return hand_in(student, graded(mistake(slug=slug, title=slug.upper())), points)

    report = report_on(made("often", "student-01", 3), made("often", "student-02", 3),
                       made("dear", "student-03", 0), made("cheap", "student-04", 3.5),
                       made("free", "student-05", 4), made("dearest", "student-06", -2))
    assert [one.slug for one in report.mistakes][0] == "often"
    assert report.topics == ("dearest", "dear", "often")
    assert [one.points_lost for one in report.to_talk_about()] == [6, 4, 2]


def test_a_student_who_makes_a_mistake_in_two_exercises_is_named_once():
    cells = [check_cell(name, told(mistake())) for name in ("a_check", "b_check")]
    scores = [Score(name, 1.0, 4.0, is_to_mark=False) for name in ("a_check", "b_check")]
    (made,) = report_on(Graded("student-01", scores, [read_notebook(notebook(*cells))])).mistakes
    assert (made.students, made.exercises, made.points_lost) == (
        ["student-01"], {"a": 1, "b": 1}, 6.0)


def test_a_reason_is_named_where_it_is_more_common_than_others():
    others = [hand_in(f"student-{n:02}", graded(verdict("error", fault=f"E{n}: x.")), 0)
              for n in range(3)]
    assert report_on(*others).exercises[0].reason == ""
    assert report_on(others[0]).exercises[0].reason == "E0: x"
    (exercise,) = report_on(*others, others[1]).exercises
    assert (exercise.reason, exercise.reason_count) == ("E1: x", 2)


def test_exercises_come_in_the_notebooks_order():
    cells = [check_cell(name, []) for name in ("z", "a", "gone")]
    scores = [Score(name, 0.0, 1.0, is_to_mark=False) for name in ("a", "lost", "z")]
    report = report_on(Graded("student-01", scores, [read_notebook(notebook(*cells))]))
    assert [one.cell for one in report.exercises] == ["z", "a", "lost"]


@pytest.mark.parametrize("most", [0, 0.5, 1, 3, 6, 6.5, 12, 15, 33, 100, 1234, 1e6])
def test_every_total_is_in_one_range_and_full_points_are_by_themselves(most):
    scores = [0, most / 3, most / 2, most, most + 1, 0.1 + 0.2]
    made = bins(scores, most)
    assert sum(one.count for one in made) == len(scores)
    assert len(made) <= MOST_BINS + 1
    assert made[-1].low == most and made[-1].count >= 2
    assert all(one.low < one.high for one in made[:-1])


# -- a course ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def _made(tmp_path_factory):
    """Make two courses with the class of five: one that has no configuration, and one like ours."""
    root = tmp_path_factory.mktemp("courses")
    (root / "plain").mkdir()
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # It is asked of another process, which takes seconds (0.9.6).
        patch.setattr("nbgrader.api.get_alembic_version", lambda: "167914646830")
        make(root / "plain")
    shutil.copytree(root / "plain", root / "ours" / "gradebook")
    shutil.copy(ROOT / "nbgrader_config.py", root / "ours")
    return root


@pytest.fixture
def course(_made, tmp_path):
    """Give a copy of the course without a configuration."""
    return Path(shutil.copytree(_made / "plain", tmp_path / "plain"))


@pytest.fixture(autouse=True)
def _path(monkeypatch):
    # `open_course` puts a course's folder on the path, as nbgrader does.
    monkeypatch.setattr(sys, "path", list(sys.path))


def run(course, *arguments):
    return CliRunner().invoke(main, ["report", LESSON, "--course-dir", str(course), *arguments])


def data_of(course, *arguments):
    result = run(course, "--json", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_class_is_counted_from_gradebook_and_notebooks(course):
    data = data_of(course)
    assert {name: data[name] for name in ("handed_in", "graded", "to_mark", "late", "penalty")} == {
        "handed_in": 5, "graded": 4, "to_mark": 1, "late": 1, "penalty": 0.5}
    assert (data["ungraded"], data["outdated"], data["unreadable"]) == (["student-05"], [], [])
    totals = data["totals"]
    assert (totals["max_points"], totals["mean"], totals["median"], totals["highest"]) == (
        9, (6 + 6 + 0 + 3) / 4, 4.5, 6)
    sgd, shape, why = data["exercises"]
    assert [sgd[name] for name in ("cell", "name", "full", "partial", "none", "to_mark")] == [
        "sgd_check", "sgd", 1, 1, 2, 0]
    assert (sgd["mean"], sgd["points_lost"], sgd["judged"]) == (5 / 4, 11, 4)
    assert (sgd["reason"], sgd["reason_count"]) == ("The sign is lost", 2)
    assert (shape["in_process"], shape["judged"]) == (4, 0)
    assert shape["reason"] == "AssertionError: no vector"
    assert (why["to_mark"], why["mean"], why["judged"], why["in_process"]) == (1, 1.5, 0, 0)


def test_mistakes_variants_and_findings_have_their_students(course):
    data = data_of(course)
    (made,) = data["mistakes"]
    assert (made["slug"], made["students"], made["points_lost"]) == (
        "sign-lost", ["student-02", "student-03"], 7)
    assert (made["hints"], made["exercises"], data["topics"]) == (HINTS, {"sgd": 2}, ["sign-lost"])
    assert [(one["exercise"], one["said"], one["students"]) for one in data["unnamed"]] == [
        ("sgd", "KeyError: 'w'", ["student-04"]),
        ("shape_test", "AssertionError: no vector", ["student-03"])]
    assert [(one["slug"], one["students"]) for one in data["variants"]] == [
        ("eps-inside", ["student-01"])]
    assert [(one["what"], one["example"], one["students"]) for one in data["oddities"]] == [
        ("lost", 'cell "sgd_check": It was not in the hand-in.', ["student-02"])]


def test_how_it_was_graded_is_told(course):
    grading = data_of(course)["grading"]
    assert grading["tiers"] == {"full": 4}
    assert grading["seeds"] == {"sgd": {"7": 4}}
    assert grading["releases"] == {DIGEST: 4}
    assert (grading["judged"], grading["in_process"], grading["unreadable"]) == (4, 4, 0)
    assert {"nbgrader", "numpy", "Python"} < set(grading["versions"])


def test_the_gradebook_is_only_read(course):
    before = (course / "gradebook.db").read_bytes()
    (course / "gradebook.db").chmod(0o444)
    run(course)
    assert (course / "gradebook.db").read_bytes() == before
    assert {path.name for path in course.iterdir()} == {
        "autograded", "submitted", "gradebook.db", "report"}


def test_tables_go_to_stdout_and_the_page_beside_the_graded_hand_ins(course):
    result = run(course)
    assert result.exit_code == 0
    said = " ".join(result.stdout.split())
    for text in ("with answers to mark by hand 1", "late 1, 0.5 points taken off",
                 "The sign is lost 2 7 sgd student-02, student-03", "not tamper-proof",
                 "1. The sign is lost: 2 of 4, 7 points lost. Your path goes uphill.",
                 f"To ask: {HINTS[0]}"):
        assert text in said
    assert max(map(len, result.stdout.splitlines())) <= 100
    assert result.stderr == f"the page: {course / 'report' / LESSON}.html\n"
    assert "The sign is lost" in (course / "report" / f"{LESSON}.html").read_text("utf-8")


def test_in_our_course_the_page_lies_where_nothing_is_committed(_made):
    course = _made / "ours"
    result = run(course)
    assert result.stderr == f"the page: {course / 'gradebook' / 'report' / LESSON}.html\n"


def test_a_part_of_the_class_has_a_page_only_where_one_is_named(course, tmp_path):
    data = data_of(course, "--student", "student-0[23]")
    assert (data["graded"], data["whose"]) == (2, "student-0[23]")
    assert not (course / "report").exists()
    result = run(course, "--student", "student-02", "--output", str(tmp_path / "new" / "a.html"))
    assert result.exit_code == 0
    assert f"<h1>{LESSON}: how student-02 did</h1>" in (tmp_path / "new" / "a.html").read_text()


@pytest.mark.parametrize("lesson, student, code, said", [
    ("06_none", "*", 2, "there is no lesson '06_none'"),
    (LESSON, "nobody", 1, f"nothing of nobody is handed in: collect it, then run `grader "
                          f"autograde {LESSON}`"),
    (LESSON, "student-05", 1, f"1 handed in, none graded: run `grader autograde {LESSON}`")])
def test_where_nothing_is_graded_it_says_what_to_do(course, lesson, student, code, said):
    result = CliRunner().invoke(main, ["report", lesson, "--student", student, "--course-dir",
                                       str(course)])
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_without_a_gradebook_hand_ins_have_no_grade(course):
    (course / "gradebook.db").unlink()
    result = run(course)
    assert (result.exit_code, "5 handed in, none graded" in result.stderr) == (1, True)
    assert not (course / "gradebook.db").exists()


def test_a_gradebook_that_is_none_is_told(course):
    (course / "gradebook.db").write_text("no database at all, but a text of some length" * 9)
    result = run(course)
    assert result.exit_code == 1
    assert "can't be read (file is not a database)" in result.stderr


def test_a_page_that_cannot_be_written_is_told_and_leaves_nothing(course, tmp_path):
    (tmp_path / "file").touch()
    result = run(course, "--output", str(tmp_path / "file" / "a.html"))
    assert (result.exit_code, "name another file with --output" in result.stderr) == (1, True)
    (tmp_path / "folder.html" / "x").mkdir(parents=True)
    assert run(course, "--output", str(tmp_path / "folder.html")).exit_code == 2


def test_a_grade_without_its_notebook_and_a_new_hand_in_are_told(course):
    shutil.rmtree(course / "autograded" / "student-01")
    (course / "submitted" / "student-02" / LESSON / "timestamp.txt").write_text("2026-04-01")
    (course / "autograded" / "student-03" / LESSON / "small.ipynb").write_bytes(b"{")
    data = data_of(course)
    assert data["ungraded"] == ["student-01", "student-05"]
    assert (data["outdated"], data["unreadable"]) == (["student-02"], ["student-03"])
    assert data["graded"] == 3


def check_cells_of_several_notebooks_are_told_apart(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        book.add_notebook("other", LESSON)
        book.add_grade_cell("sgd_check", "other", LESSON, max_score=1, cell_type="code")
        book.add_student("student-06")
        book.add_submission(LESSON, "student-06")
        book.db.commit()
    folder = course / "autograded" / "student-06" / LESSON
    folder.mkdir(parents=True)
    (folder / "other.ipynb").write_bytes(notebook(check_cell("sgd_check", told(mistake()))))
    cells = {one["cell"]: one for one in data_of(course)["exercises"]}
    assert set(cells) == {"small/sgd_check", "small/shape_test", "small/why", "other/sgd_check"}
    assert (cells["other/sgd_check"]["judged"], cells["small/sgd_check"]["judged"]) == (1, 4)


# -- hostile text, and the page's form -------------------------------------------------------------

CONTROLS = "\x1b[2J\x1b]0;title\x07\u202e\u2028\r\ud800[red]x[/red]"


def hostile_report(text):
    """Give a report in which everything that a notebook says is the text."""
    named = {"title": text, "message": text}
    contents = [
        graded(verdict("wrong", hints=[text], diagnosis=[{"slug": "sign-lost"} | named])),
        graded(verdict("error", fault=text), raised(text, text)),
        graded(verdict(notes=[{"slug": "eps-inside", "message": text}]),
               findings=[{"what": text, "cell": text, "said": text}],
               sandbox={"tier": text, "seeds": {text: 3}})]
    scores = [Score(name, 0.0, 4.0, is_to_mark=False) for name in ("sgd_check", "shape_test")]
    return report_on(*(Graded(f"student-{n:02}", scores, [read_notebook(content)])
                       for n, content in enumerate(contents)))


def shown(report):
    file = StringIO()
    terminal.show(report, Console(file=file, force_terminal=True, color_system=None))
    return file.getvalue()


def test_a_terminal_obeys_nothing_that_a_notebook_says():
    text = shown(hostile_report(CONTROLS))
    assert all(one == "\n" or unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Zl")
               for one in text)
    assert "[red]x[/red]" in text
    assert page.html(hostile_report(CONTROLS)).encode()  # no half of a character


def test_a_page_escapes_all_that_a_notebook_says():
    plain = page.html(hostile_report("text"))
    for name, vector in VECTORS.items():
        html = page.html(hostile_report(vector))
        assert html.count("<") == plain.count("<"), name
    assert "<script" not in plain and RUN not in plain


class Form(HTMLParser):
    """Note a page's headings, its tables' captions and header cells, and its ids."""

    def __init__(self):
        super().__init__()
        self.levels, self.tables, self.captions, self.unscoped = [], 0, 0, 0
        self.ids, self.wanted = [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tables += tag == "table"
        self.captions += tag == "caption"
        self.unscoped += tag == "th" and "scope" not in attrs
        if tag in ("h1", "h2", "h3"):
            self.levels.append(int(tag[1]))
        self.ids += filter(None, [attrs.get("id")])
        self.wanted += filter(None, [attrs.get("aria-labelledby"), attrs.get("href", "")[1:]])


def test_the_page_has_one_title_headings_in_order_and_tables_with_captions():
    html = page.html(hostile_report("text"))
    form = Form()
    form.feed(html)
    assert form.levels[0] == 1 and form.levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(form.levels, form.levels[1:],
                                                            strict=False))
    assert form.tables == form.captions > 5
    assert form.unscoped == 0
    assert len(set(form.ids)) == len(form.ids)
    assert set(form.wanted) <= set(form.ids)
    assert "Content-Security-Policy\" content=\"default-src 'none'" in html
    assert 'role="img" aria-label="Bars: how many' in html


def test_long_lists_are_cut_and_say_so():
    many = [hand_in(f"student-{n:03}", graded(verdict("error", fault=f"E{n}: x.")), 0)
            for n in range(page.MOST_ROWS + 3)]
    report = report_on(*many)
    assert "And 3 more kinds" in page.html(report)
    assert f"and {len(many) - terminal.MOST_ROWS} more, which --json lists" in shown(report)
    same = report_on(*(hand_in(f"student-{n:03}", graded(mistake()), 0) for n in range(9)))
    assert "<summary>9 students</summary>" in page.html(same)
    assert "student-002 and 6" in " ".join(shown(same).split())
