"""Errors on their way from a worker, which is another process."""

import pickle

import pytest

from grader.errors import CannotGrade, SandboxFailed, SandboxUnavailable


@pytest.mark.parametrize("error", [CannotGrade("no"), SandboxFailed("no", "landlock"),
                                   SandboxUnavailable({"seccomp": "only Linux has it"})],
                         ids=lambda error: type(error).__name__)
def test_an_error_of_a_worker_arrives_as_it_was(error):
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is type(error) and str(arrived) == str(error)
    assert vars(arrived) == vars(error)
