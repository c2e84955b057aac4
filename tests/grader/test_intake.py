"""Intake: hostile submissions go through stock nbgrader, and the others are graded all the same."""

import json
import os
import shutil
import sys
import warnings
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.preprocessors import OverwriteCells, OverwriteKernelspec
from traitlets.config import Config, PyFileConfigLoader

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's exchange needs POSIX")

ROOT = Path(__file__).parents[2]
LESSON = "lesson"
SECRET = "the-instructors-secret"
TIME = "2026-11-28 10:00:00.000000 UTC"
# Everything after the hand-in has come in, but for running it: that is another module's.
NOT_RUN = ["nbgrader.preprocessors.SaveAutoGrades", "nbgrader.preprocessors.CheckCellMetadata"]


def cell(kind, name, source, points=None, **flags):
    new = getattr(nbformat.v4, f"new_{kind}_cell")(source, id=name)
    if flags:
        new.metadata.nbgrader = {"grade": False, "solution": False, "locked": False, "task": False,
                                 "schema_version": 3, "grade_id": name} | flags
        if points:
            new.metadata.nbgrader.points = points
    return new


SOURCE = nbformat.v4.new_notebook(
    metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    cells=[
        cell("markdown", "title", "# Lesson"),
        cell("code", "twice", "### BEGIN SOLUTION\ndef twice(x):\n    return 2 * x\n"
             "### END SOLUTION", solution=True),
        cell("code", "twice_check", "assert twice(2) == 4\n### BEGIN HIDDEN TESTS\n"
             "assert twice(3) == 6\n### END HIDDEN TESTS", points=3, grade=True, locked=True),
        cell("markdown", "why", "### BEGIN SOLUTION\nBecause.\n### END SOLUTION", points=2,
             grade=True, solution=True),
    ])


@pytest.fixture(autouse=True)
def _quiet_and_at_home(monkeypatch, tmp_path):
    """Let nbgrader find `alembic` by name (0.9.6), and keep its working directory to itself."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    monkeypatch.chdir(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader and its libraries deprecate a lot
        yield


class Course:
    """A small course in a folder of its own, with the repository's configuration."""

    def __init__(self, root, **changed):
        self.root = root
        config = Config(PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config())
        for name, value in changed.items():
            config.Autograde[name] = value
        self.api = NbGraderAPI(config=config)

    def submitted(self, student):
        """Make a student's folder, with a time stamp."""
        folder = self.root / "gradebook" / "submitted" / student / LESSON
        folder.mkdir(parents=True)
        (folder / "timestamp.txt").write_text(TIME)
        return folder

    def autograded(self, student):
        folder = self.root / "gradebook" / "autograded" / student / LESSON
        return nbformat.read(folder / f"{LESSON}.ipynb", as_version=4)

    def autograde(self, student):
        """Run nbgrader for one student, or "*"; give its log."""
        result = self.api.autograde(LESSON, student)
        assert result["success"], result["log"]
        return result["log"]

    def scores(self):
        database = f"sqlite:///{self.root / 'gradebook' / 'gradebook.db'}"
        with Gradebook(database, "from-gradient-descent-to-adam") as gradebook:
            return {one.student_id: one.score
                    for one in gradebook.assignment_submissions(LESSON)}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make the release once; each test gets a copy."""
    root = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    (root / "solutions" / LESSON).mkdir(parents=True)
    nbformat.write(SOURCE, root / "solutions" / LESSON / f"{LESSON}.ipynb")
    (root / "solutions" / LESSON / "data").mkdir()
    (root / "solutions" / LESSON / "data" / "points.csv").write_text("1,2")
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore")
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        patch.chdir(root)
        result = Course(root).api.generate_assignment(LESSON)
    assert result["success"], result
    return root


@pytest.fixture
def course(made, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(made, root)
    return Course(root, autograde_preprocessors=NOT_RUN)


def release(course):
    return nbformat.read(course.root / "notebooks" / LESSON / f"{LESSON}.ipynb", as_version=4)


def answered(course):
    notebook = release(course)
    notebook.cells[1].source = "def twice(x):\n    return x + x"
    notebook.cells[3].source = "Because it is so."
    return notebook


def hand_in(course, student, content=None):
    path = course.submitted(student) / f"{LESSON}.ipynb"
    path.write_text(nbformat.writes(answered(course)) if content is None else content)
    return path


def sources(notebook):
    return {one.id: one.source for one in notebook.cells}


# -- the notebook --------------------------------------------------------------------------------


def linked(path):
    path.with_name("elsewhere").write_text(SECRET)
    path.symlink_to(path.with_name("elsewhere"))


def folder(path):
    path.mkdir()
    (path / "inner.txt").write_text("x")


UNREADABLE = {
    "link": linked, "dangling": lambda path: path.symlink_to("nowhere"), "fifo": os.mkfifo,
    "folder": folder, "device": lambda path: path.symlink_to("/dev/zero"),
    "empty": lambda path: path.touch(), "deep": lambda path: path.write_text("[" * 100_000),
    "list": lambda path: path.write_text("[]"), "binary": lambda path: path.write_bytes(b"\xff\0"),
}


def without_cells(notebook):
    notebook["cells"] = []


def renamed(notebook):
    for one in notebook["cells"]:
        one["metadata"] = {"nbgrader": {"grade_id": 7, "points": [], "schema_version": "x"}}


def doubled(notebook):
    notebook["cells"] *= 3


def retyped(notebook):
    for one in notebook["cells"]:
        one["cell_type"] = "heading"


def of_odd_types(notebook):
    notebook.update(metadata=[], nbformat="4", nbformat_minor=None)
    notebook["cells"] += [7, None, {"cell_type": 3, "source": {"a": 1}, "metadata": 2},
                          {"source": "half \ud800", "id": ["x"]}]


HOSTILE = [without_cells, renamed, doubled, retyped, of_odd_types]


def test_hostile_submissions_are_graded_as_far_as_they_go_and_the_others_all_the_same(course):
    for student, make in UNREADABLE.items():
        make(course.submitted(student) / f"{LESSON}.ipynb")
    for change in HOSTILE:
        notebook = json.loads(nbformat.writes(answered(course)))
        change(notebook)
        hand_in(course, change.__name__, json.dumps(notebook))
    for student in ("aaron", "zoe"):
        hand_in(course, student)
    log = course.autograde("*")
    assert set(course.scores()) == {*UNREADABLE, "aaron", "zoe",
                                    *(change.__name__ for change in HOSTILE)}
    released = release(course)
    hidden = sources(course.autograded("aaron"))["twice_check"]
    assert "assert twice(3) == 6" in hidden
    for student in ("aaron", "zoe"):
        notebook = course.autograded(student)
        assert sources(notebook) == sources(answered(course)) | {"twice_check": hidden}
        assert "findings" not in notebook.metadata.get("descent", {})
    for student in UNREADABLE:
        notebook = course.autograded(student)
        assert sources(notebook) == sources(released) | {"twice_check": hidden}
        assert [one.what for one in notebook.metadata.descent.findings] == ["unreadable"]
        assert f"{student}, lesson.ipynb: " in log
    for change in HOSTILE:
        notebook = course.autograded(change.__name__)
        assert notebook.metadata.descent.findings or change is without_cells
        graded = [one for one in notebook.cells if "nbgrader" in one.metadata]
        assert [one.metadata.nbgrader.grade_id for one in graded] == ["twice", "twice_check", "why"]
        assert graded[1].source == hidden


def test_nbgraders_own_sanitizers_find_nothing_left_to_do(course):
    notebook = answered(course)
    notebook.cells[2].metadata.nbgrader.points = 30
    notebook.metadata.kernelspec.name = "mine"
    hand_in(course, "aaron", nbformat.writes(notebook))
    course.autograde("aaron")
    graded = course.autograded("aaron")
    names = {"notebook": LESSON, "assignment": LESSON,
             "db_url": f"sqlite:///{course.root / 'gradebook' / 'gradebook.db'}"}
    for sanitizer in (OverwriteCells(), OverwriteKernelspec()):
        again, _ = sanitizer.preprocess(nbformat.from_dict(graded), {"nbgrader": names})
        assert again == graded


def test_without_a_release_hand_ins_are_put_into_the_gradebooks_cells(course):
    hand_in(course, "aaron")
    shutil.rmtree(course.root / "notebooks")
    log = course.autograde("aaron")
    assert "there is no release to put hand-ins into" in log
    assert list(sources(course.autograded("aaron"))) == ["title", "twice", "twice_check", "why"]


def test_an_untouched_hand_in_has_no_response_and_a_written_answer_waits_for_its_marks(course):
    hand_in(course, "empty", nbformat.writes(release(course)))
    hand_in(course, "full")
    course.autograde("*")
    with course.api.gradebook as gradebook:
        for student, comment, waits in (("empty", "No response.", False), ("full", None, True)):
            grade = gradebook.find_grade("why", LESSON, LESSON, student)
            told = gradebook.find_comment("why", LESSON, LESSON, student)
            assert (told.auto_comment, grade.needs_manual_grade) == (comment, waits)


def test_with_the_configuration_as_it_is_hidden_tests_are_run_and_feedback_is_written(
        course, monkeypatch):
    course = Course(course.root)
    hand_in(course, "right")
    wrong = answered(course)
    wrong.cells[1].source = "def twice(x):\n    return 4"
    wrong.cells[2].metadata.tags = ["skip-execution"]
    hand_in(course, "wrong", nbformat.writes(wrong))
    log = course.autograde("*")
    assert "wrong, lesson.ipynb: cell \"twice_check\": It was tagged skip-execution" in log
    assert course.scores() == {"right": 3.0, "wrong": 0.0}
    assert course.api.generate_feedback(LESSON, "right")["success"]
    assert (course.root / "gradebook" / "feedback" / "right" / LESSON / "lesson.html").is_file()


# -- what lies beside it -------------------------------------------------------------------------


def test_links_and_special_files_beside_the_notebook_are_left_out_and_told(course):
    place = hand_in(course, "eve").parent
    outside = course.root / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(SECRET)
    (place / "link.txt").symlink_to(outside / "secret.txt")
    (place / "folder").symlink_to(outside)
    (place / "zero").symlink_to("/dev/zero")
    (place / "dangling").symlink_to("nowhere")
    os.mkfifo(place / "fifo")
    (place / "data").write_text("in the way of the course's folder")
    (place / "mine").mkdir()
    (place / "mine" / "numbers.csv").write_text("1")
    (place / "mine" / "x.ipynb").mkdir()
    hand_in(course, "zoe")
    log = course.autograde("*")
    assert set(course.scores()) == {"eve", "zoe"}
    graded = course.root / "gradebook" / "autograded" / "eve" / LESSON
    assert {path.relative_to(graded).as_posix() for path in graded.rglob("*")} == {
        "lesson.ipynb", "timestamp.txt", "data", "data/points.csv", "mine", "mine/numbers.csv"}
    assert not any(SECRET in path.read_text() for path in graded.rglob("*") if path.is_file())
    findings = course.autograded("eve").metadata.descent.findings
    assert [one.said.split()[2] for one in findings] == [
        "dangling", "data", "fifo", "folder", "link.txt", "zero"]
    assert "eve, lesson.ipynb: The file link.txt is left out: it is a link: hand in" in log
    assert course.api.generate_feedback(LESSON, "eve")["success"]


def test_a_file_that_is_too_large_is_left_out_and_told(course):
    place = hand_in(course, "eve").parent
    with (place / "large.bin").open("wb") as file:
        file.truncate(100_000_001)
    course.autograde("eve")
    [finding] = course.autograded("eve").metadata.descent.findings
    assert "large.bin is left out" in finding.said
    assert "100000000 are the most" in finding.said


def test_a_folder_in_the_place_of_the_feedback_page_is_left_out(course):
    place = hand_in(course, "eve").parent
    (place / "lesson.html").mkdir()
    (place / "lesson.html" / "x").write_text("x")
    course.autograde("eve")
    result = course.api.generate_feedback(LESSON, "eve")
    assert result["success"], result
    assert (course.root / "gradebook" / "feedback" / "eve" / LESSON / "lesson.html").is_file()


@pytest.mark.parametrize("make", [
    lambda path: os.mkfifo(path), lambda path: path.symlink_to("/dev/zero"),
    lambda path: path.mkdir(), lambda path: path.write_text("yesterday, I think"),
    lambda path: path.write_bytes(b"\xff\xfe"), lambda path: path.write_text("9" * 500),
    lambda path: path.write_text("0001-01-01 00:00:00 +9999"), lambda path: path.touch(),
    lambda path: path.write_text("x" * 2000),
])
def test_a_time_stamp_that_is_none_is_told_and_the_hand_in_is_graded(course, make):
    stamp = hand_in(course, "eve").with_name("timestamp.txt")
    stamp.unlink()
    make(stamp)
    log = course.autograde("eve")
    assert "Time of submission not known" in log
    assert set(course.scores()) == {"eve"}


def test_a_time_stamp_is_read_as_before(course):
    place = hand_in(course, "eve").parent
    read = course.api.coursedir.get_existing_timestamp
    assert read(str(place)) == datetime(2026, 11, 28, 10)
    assert read(str(place / "nowhere")) is None
