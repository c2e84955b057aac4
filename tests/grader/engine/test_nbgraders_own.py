"""nbgrader's own tests of autograding, from its wheel, with our engine in the place of its own."""

import os
import sys
from functools import cache
from pathlib import Path

import nbgrader.api
import nbgrader.apps.autogradeapp
import pytest
from nbgrader.tests.apps.conftest import course_dir, db, temp_cwd  # noqa: F401
from nbgrader.tests.apps.test_nbgrader_autograde import TestNbGraderAutograde as Own

from grader.engine.autograde import Autograder

from .inline import Inline

alembic_version = cache(nbgrader.api.get_alembic_version)


@pytest.fixture(autouse=True)
def ours(monkeypatch):
    # nbgrader calls `alembic` by name when it makes a gradebook, and alembic imports nbgrader:
    # seconds, for a version that stays.
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    monkeypatch.setattr(nbgrader.api, "get_alembic_version", alembic_version)

    class Ours(Autograder):
        def make_workers(self, assignment):
            return Inline(assignment)

    monkeypatch.setattr(nbgrader.apps.autogradeapp, "Autograde", Ours)


# What nbgrader's tests ask for, and we refuse.
REFUSED = {
    "test_grade_empty_timestamp": "a student's own file, a time that can't be read, stops nothing",
    "test_side_effects": "what student code writes stays in the sandbox",
    "test_handle_failure": "cells that the release doesn't have are no reason to give no grade",
    "test_handle_failure_single_notebook": "as test_handle_failure",
    "test_missing_source_kernelspec": "which kernel a student's notebook names does not matter",
    "test_no_execute": "no grade is made of outputs that students saved",
}


# It leaves sockets of its kernels to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
class TestWithOurEngine(Own):
    @pytest.fixture(autouse=True)
    def refused(self, request):
        if why := REFUSED.get(request.node.originalname):
            request.applymarker(pytest.mark.xfail(reason=why, strict=True))


def test_the_refused_are_tests_of_nbgrader():
    assert all(hasattr(Own, name) for name in REFUSED)
