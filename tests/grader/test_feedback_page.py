"""A student's feedback: nbgrader's own page, made anew when it has to be."""

import os
import re
import shutil
import stat

import nbformat
import pytest
from graded_course import LESSON, make_course
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateFeedback
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from traitlets.config import Config

from grader.engine.course import open_course
from grader.engine.folders import NEW, beside
from grader.feedback_marks import read_marks
from grader.feedback_page import FeedbackPages, PageExporter, made_from
from grader.offline_pages import NBGRADERS

LAST_LINE = re.compile(rb"\n<!-- made from [0-9a-f]{64} -->\n\Z")
STUDENTS = ["student-01", "student-02"]


def page(root, student="student-01", lesson=LESSON, folder="gradebook/feedback"):
    return root / folder / student / lesson / f"{lesson}.html"


class Class:
    """A course, and what makes its pages."""

    def __init__(self, root, lesson=LESSON, config=None):
        self.root = root
        self.app = open_course(root, lesson, config=config)
        self.pages = FeedbackPages(coursedir=self.app.coursedir, parent=self.app)
        self.pages.prepare()
        self.engine = create_engine(self.app.coursedir.db_url)

    def make(self, student="student-01", force=False):
        """Say whether a student's pages were made now."""
        self.pages.force = force
        with Session(self.engine) as session:
            return self.pages.make(session, student)[0]

    def stock(self, lesson=LESSON):
        """Let nbgrader make the pages."""
        converter = GenerateFeedback(coursedir=self.app.coursedir, parent=self.app, force=True)
        converter.start()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("course"), students=STUDENTS)


@pytest.fixture
def course(made, tmp_path, monkeypatch):
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    opened = Class(tmp_path)
    yield opened
    opened.engine.dispose()


def gradebook(root):
    return Gradebook(f"sqlite:///{root}/gradebook/gradebook.db")


# -- nbgrader's pages ----------------------------------------------------------------------------


def same_pages(opened, lesson, folder):
    opened.stock()
    stock = {student: page(opened.root, student, lesson, folder).read_bytes()
             for student in STUDENTS}
    for student in STUDENTS:
        assert opened.make(student, force=True)
        ours, count = LAST_LINE.subn(b"", page(opened.root, student, lesson, folder).read_bytes())
        assert count == 1
        assert ours == stock[student], student
    opened.engine.dispose()
    return stock


@pytest.mark.parametrize("lesson", ["00_start", LESSON, "11_schedules"])
def test_pages_are_nbgraders_own_byte_for_byte_but_for_a_last_line(lesson, tmp_path, monkeypatch):
    monkeypatch.chdir(make_course(tmp_path, [lesson], STUDENTS))
    stock = same_pages(Class(tmp_path, lesson), lesson, "gradebook/feedback")
    assert b"Content-Security-Policy" in stock["student-01"]


def test_so_they_are_in_a_course_without_a_configuration(tmp_path, monkeypatch):
    monkeypatch.chdir(make_course(tmp_path, config=None, autograded="autograded"))
    stock = same_pages(Class(tmp_path), LESSON, "feedback")
    assert b"<mfrac>" in stock["student-01"]


def test_so_they_are_with_nbconverts_own_filters(tmp_path, monkeypatch):
    config = Config()
    config.HTMLExporter.filters = {}
    config.HTMLExporter.extra_template_basedirs = [NBGRADERS]
    monkeypatch.chdir(make_course(tmp_path, config=None, autograded="autograded"))
    stock = same_pages(Class(tmp_path, config=config), LESSON, "feedback")
    assert b"cdnjs.cloudflare.com" in stock["student-01"] and b"\\frac" in stock["student-01"]
    assert b"No description has been provided for this image" in stock["student-01"]


def test_so_they_are_with_filters_and_preprocessors_of_the_courses_own(tmp_path, monkeypatch):
    config = Config()
    config.HTMLExporter.exclude_input_prompt = True
    config.HTMLExporter.preprocessors = ["nbconvert.preprocessors.ClearOutputPreprocessor"]
    config.GenerateFeedback.preprocessors = [
        "nbgrader.preprocessors.GetGrades", "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor"]
    config.CSSHTMLHeaderPreprocessor.style = "monokai"
    monkeypatch.chdir(make_course(tmp_path, config=None, autograded="autograded"))
    stock = same_pages(Class(tmp_path, config=config), LESSON, "feedback")
    assert b"output_area" not in stock["student-01"].partition(b"<body>")[2]


def test_an_exporter_of_the_courses_own_is_used(tmp_path, monkeypatch):
    config = Config()
    config.GenerateFeedback.exporter_class = "nbconvert.exporters.MarkdownExporter"
    config.MarkdownExporter.template_name = "markdown"
    config.HTMLExporter.template_name = "feedback"
    monkeypatch.chdir(make_course(tmp_path, config=None, autograded="autograded"))
    opened = Class(tmp_path, config=config)
    assert [opened.make() for _ in range(2)] == [True, False]
    written = tmp_path / "feedback" / "student-01" / LESSON / f"{LESSON}.md"
    assert not LAST_LINE.search(written.read_bytes())
    opened.engine.dispose()


def test_scores_comments_and_penalty_are_those_of_the_gradebook(course):
    course.make("student-02")
    text = page(course.root, "student-02").read_text(encoding="utf-8")
    with gradebook(course.root) as book:
        found = book.find_submission_notebook(LESSON, LESSON, "student-02")
        assert f"(Score: {round(found.score - 0.5, 2)} / {found.max_score})" in text
        for grade in found.grades:
            assert f"Score: {round(grade.score, 2)} / {grade.max_score}" in text
        comments = [one for one in found.comments if one.comment]
    assert "Late submission penalty (Score: -0.5)" in text
    assert text.count("<b>Comments:</b>") == len(comments) > 1


def test_nothing_of_a_notebook_is_kept_when_its_page_is_written(course):
    course.make()
    assert isinstance(course.pages.exporter, PageExporter)
    assert not course.pages.exporter._nb_metadata


# -- when they are made --------------------------------------------------------------------------


def test_a_page_is_made_once_and_again_when_forced(course):
    assert [course.make(), course.make(), course.make(force=True)] == [True, False, True]


def change_manual_score(root):
    with gradebook(root) as book:
        grade = book.find_submission_notebook(LESSON, LESSON, "student-01").grades[0]
        grade.manual_score = 0.25
        book.db.commit()


def change_comment(root):
    with gradebook(root) as book:
        comment = book.find_submission_notebook(LESSON, LESSON, "student-01").comments[0]
        comment.manual_comment = "Look at eq. 3"
        book.db.commit()


def change_penalty(root):
    with gradebook(root) as book:
        book.find_submission_notebook(LESSON, LESSON, "student-01").late_submission_penalty = 1.0
        book.db.commit()


def change_notebook(root):
    path = root / "gradebook" / "autograded" / "student-01" / LESSON / f"{LESSON}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source += "\nMore."
    path.write_text(nbformat.writes(notebook), encoding="utf-8")


def change_timestamp(root):
    path = root / "gradebook" / "autograded" / "student-01" / LESSON / "timestamp.txt"
    path.write_text("2026-03-01 11:00:00.000000 UTC")


def lose_page(root):
    page(root).unlink()


def let_nbgrader_make_it(root):
    path = page(root)
    path.write_bytes(LAST_LINE.sub(b"", path.read_bytes()))


@pytest.mark.parametrize("change", [
    change_manual_score, change_comment, change_penalty, change_notebook, change_timestamp,
    lose_page, let_nbgrader_make_it])
def test_a_page_is_made_again_after(change, course):
    for student in STUDENTS:
        course.make(student)
    change(course.root)
    assert [course.make(student) for student in STUDENTS] == [True, False]
    assert not course.make()


def test_the_last_line_tells_nobody_what_the_page_was_made_from(course):
    with Session(course.engine) as session:
        marks = read_marks(session, LESSON, "student-01", LESSON)
    assert len(marks.id) == 32  # drawn at random by nbgrader, and on no page
    course.make()
    assert marks.id not in page(course.root).read_text(encoding="utf-8")
    others = {made_from(b"a", marks), made_from(b"b", marks)}
    object.__setattr__(marks, "id", "0" * 32)
    assert len(others | {made_from(b"a", marks)}) == 3


# -- files ---------------------------------------------------------------------------------------


def test_other_files_are_there_too_with_nbgraders_permissions_and_without_links(course):
    source = course.root / "gradebook" / "autograded" / "student-01" / LESSON
    (source / "data").mkdir()
    (source / "data" / "points.csv").write_text("1,2\n")
    (source / "data" / "points.csv").chmod(0o444)
    (source / "link").symlink_to(course.root / "gradebook" / "gradebook.db")
    course.make()
    folder = page(course.root).parent
    found = {path.relative_to(folder).as_posix(): stat.S_IMODE(path.stat().st_mode)
             for path in folder.rglob("*") if path.is_file()}
    assert found == {f"{LESSON}.html": 0o644, "timestamp.txt": 0o644, "data/points.csv": 0o644}
    assert (folder / "data" / "points.csv").read_text() == "1,2\n"


def test_a_shared_course_gets_pages_that_its_group_may_write(course):
    config = Config()
    config.CourseDirectory.groupshared = True
    shared = Class(course.root, config=config)
    shared.make()
    shared.engine.dispose()
    assert stat.S_IMODE(page(course.root).stat().st_mode) == 0o664
    assert stat.S_IMODE(page(course.root).parent.stat().st_mode) & 0o2770 == 0o2770


def test_what_was_left_of_another_page_or_of_a_run_that_was_killed_is_gone(course):
    course.make()
    folder = page(course.root).parent
    (folder / "old.html").write_text("a notebook that there is no more")
    half = beside(folder, NEW)
    (half / "data").mkdir(parents=True)
    (half / "data" / "half").touch()
    assert course.make(force=True)
    assert sorted(os.listdir(folder)) == [f"{LESSON}.html", "timestamp.txt"]
    assert os.listdir(folder.parent) == [LESSON]


def test_a_notebook_that_cannot_be_read_leaves_the_page_that_there_was(course):
    course.make()
    before = page(course.root).read_bytes()
    path = course.root / "gradebook" / "autograded" / "student-01" / LESSON / f"{LESSON}.ipynb"
    path.write_text("{")
    with pytest.raises(ValueError, match="JSON"):
        course.make()
    assert page(course.root).read_bytes() == before
    assert os.listdir(page(course.root).parent.parent) == [LESSON]


def test_a_student_without_grades_is_an_error(course):
    folder = course.root / "gradebook" / "autograded"
    (folder / "student-03").mkdir()
    (folder / "student-01" / LESSON).rename(folder / "student-03" / LESSON)
    with pytest.raises(MissingEntry, match="student-03"):
        course.make("student-03")


def test_a_cell_that_the_gradebook_does_not_know_is_an_error_as_in_nbgrader(course):
    path = course.root / "gradebook" / "autograded" / "student-01" / LESSON / f"{LESSON}.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace(
        '"grade_id": "adam_check"', '"grade_id": "adam_chekc"'), encoding="utf-8")
    with pytest.raises(MissingEntry, match="adam_chekc"):
        course.make()


def test_the_courses_hooks_are_called(course):
    called = []
    course.pages.pre_convert_hook = lambda **given: called.append(("pre", given))
    course.pages.post_convert_hook = lambda **given: called.append(("post", given))
    course.make()
    [notebook] = course.pages.notebooks
    given = {"assignment": LESSON, "student": "*", "notebooks": [notebook]}
    assert called == [("pre", given), ("post", given)]


def test_students_are_those_with_an_autograded_folder_that_were_asked_for(tmp_path, monkeypatch):
    students = [f"student-{number:02}" for number in (3, 4, 13)]
    for student in students:
        folder = tmp_path / "autograded" / student / LESSON
        folder.mkdir(parents=True)
        (folder / f"{LESSON}.ipynb").touch()
        (tmp_path / "autograded" / student / "other").mkdir()
    (tmp_path / "autograded" / "empty" / LESSON).mkdir(parents=True)

    def asked(pattern, **course):
        app = open_course(tmp_path, LESSON, pattern, config=Config({"CourseDirectory": course}))
        return FeedbackPages(coursedir=app.coursedir, parent=app).students()

    assert asked("*") == students
    assert asked("*-?3") == ["student-03", "student-13"]
    assert asked("*", student_id_exclude="student-04,student-13") == ["student-03"]
