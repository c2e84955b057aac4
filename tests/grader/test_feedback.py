"""`grader feedback`: a class's pages, and what is told of them."""

import json
import os
import shutil
import sqlite3

import pytest
from click.testing import CliRunner
from graded_course import LESSON, make_course

from grader import feedback
from grader.cli import main
from grader.engine.pool import Outcome

STUDENTS = ["student-01", "student-02", "student-03"]


class Inline:
    """Does the work in this process, in the place of a Pool."""

    def __init__(self, jobs, start, arguments, patience):
        self.start, self.arguments = start, arguments
        Inline.jobs = jobs

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def each(self, tasks):
        work = self.start(*self.arguments)
        for task in tasks:
            try:
                yield Outcome(task, work(task))
            except Exception as error:
                yield Outcome(task, fault=f"internal error: {error}")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("course"), students=STUDENTS)


@pytest.fixture
def course(made, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "course"
    shutil.copytree(made, folder)
    return folder


@pytest.fixture
def inline(monkeypatch):
    monkeypatch.setattr(feedback, "Pool", Inline)


def run(course, *arguments):
    result = CliRunner().invoke(main, ["feedback", LESSON, "--course-dir", str(course), *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def rows(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def autograded(course, student):
    return course / "gradebook" / "autograded" / student / LESSON / f"{LESSON}.ipynb"


def page(course, student):
    return course / "gradebook" / "feedback" / student / LESSON / f"{LESSON}.html"


@pytest.mark.alone
def test_a_class_gets_its_pages_from_workers_and_a_second_run_changes_nothing(course):
    here = os.getcwd()
    first = rows(run(course, "--json", "--jobs", "2"))
    assert sorted((one["student"], one["status"], one["pages"]) for one in first[:-1]) == [
        (student, "written", [f"{LESSON}.html"]) for student in STUDENTS]
    summary = first[-1]["summary"]
    assert summary.pop("seconds") > 0
    assert summary == {"written": 3, "unchanged": 0, "faults": 0}
    before = {student: page(course, student).stat().st_mtime_ns for student in STUDENTS}
    second = run(course)
    assert second.exit_code == 0
    assert second.stdout.startswith(
        f"{LESSON}: feedback for 0 written, 3 unchanged, in ")
    assert {student: page(course, student).stat().st_mtime_ns for student in STUDENTS} == before
    assert os.getcwd() == here


def test_faults_are_told_by_student_and_the_others_have_their_pages(course, inline):
    autograded(course, "student-01").write_text("{ \x1b[2J")
    shutil.copytree(autograded(course, "student-02").parents[1],
                    autograded(course, "unknown").parents[1])
    result = run(course)
    assert result.exit_code == 1
    head, *faults = result.stdout.splitlines()
    assert head.startswith(f"{LESSON}: feedback for 2 written, 2 failed, in ")
    assert [line.partition(": ")[0] for line in faults] == [
        "student-01 has no new feedback", "unknown has no new feedback"]
    assert "its notebook can't be read" in faults[0] and "\x1b" not in result.output
    assert f"grader autograde {LESSON} --student unknown" in faults[1]
    assert [page(course, student).exists() for student in STUDENTS] == [False, True, True]
    told = rows(run(course, "--json"))
    assert told[-1]["summary"]["faults"] == 2
    assert [one["fault"] != "" for one in told[:-1]] == [True, False, False, True]


def test_a_fault_of_ours_is_told_too(course, inline, monkeypatch):
    def fail(*_):
        raise RuntimeError("no way")

    monkeypatch.setattr(feedback.FeedbackPages, "make", fail)
    told = rows(run(course, "--student", "student-01", "--json"))
    assert told[0]["fault"] == "internal error: no way"


def test_students_can_be_chosen_and_pages_be_made_by_force(course, inline):
    for arguments, status in ((), "written"), ((), "unchanged"), (("--force",), "written"):
        told = rows(run(course, "--student", "*-0[13]", "--json", *arguments))
        assert [(one["student"], one["status"]) for one in told[:-1]] == [
            ("student-01", status), ("student-03", status)]
    assert not page(course, "student-02").exists()


def test_there_are_no_more_workers_than_students(course, inline):
    run(course, "--student", "student-01", "--jobs", "40")
    assert Inline.jobs == 1


def test_the_gradebook_is_only_read(course, inline):
    database = course / "gradebook" / "gradebook.db"
    before = database.read_bytes()
    run(course)
    assert database.read_bytes() == before


def test_a_gradebook_that_is_in_use_or_broken_is_told_and_nothing_is_lost(course, inline):
    run(course)
    before = page(course, "student-01").read_bytes()
    database = course / "gradebook" / "gradebook.db"
    with sqlite3.connect(database) as other:
        other.execute("DROP TABLE comment")
    other.close()
    result = run(course)
    assert result.exit_code == 1
    assert "student-01 has no new feedback: the gradebook can't be read: no such" in result.stdout
    database.write_bytes(b"not a database" * 100)
    result = run(course)
    assert result.exit_code == 1
    assert "can't be read" in result.stderr and "restore it from a backup" in result.stderr
    database.unlink()
    assert "there is no gradebook" in run(course).stderr
    assert not database.exists()
    assert page(course, "student-01").read_bytes() == before


def test_a_lesson_that_nobody_has_autograded_is_an_error_that_says_what_comes_before(course):
    for student in STUDENTS:
        autograded(course, student).unlink()
    result = run(course)
    assert result.exit_code != 0
    assert f"nothing is autograded: `grader autograde {LESSON}` comes before" in result.stderr


def test_a_run_that_is_stopped_says_what_was_written(course, monkeypatch):
    class Stopped(Inline):
        def each(self, tasks):
            yield next(super().each(tasks))
            raise KeyboardInterrupt

    monkeypatch.setattr(feedback, "Pool", Stopped)
    result = run(course)
    assert result.exit_code == 130
    assert "stopped: 1 were written, the next run does the others" in result.stderr
    assert page(course, "student-01").exists()
