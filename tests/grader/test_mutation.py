"""Mutants of the reference rules: every change that makes another rule is refused."""

import ast
import inspect

import pytest
from click.testing import CliRunner

from descent.exercises import EXERCISES
from grader.cli import main
from grader.mutation import module_of, mutants, put_to_the_probes


@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_mutant_that_is_another_rule_passes_the_public_probes(exercise):
    result = put_to_the_probes(exercise)
    assert result.survived == ()
    assert result.refused > 0


def test_mutants_are_changed_in_one_place_and_reach_the_functions_that_the_rule_calls():
    module = module_of("adam")
    made = dict(mutants(module))
    assert {what.partition(",")[0] for what in made} == {"step", "corrected", "moments"}
    original = ast.unparse(ast.parse(inspect.getsource(module)))
    texts = [ast.unparse(tree) for tree in made.values()]
    assert original not in texts
    assert len(set(texts)) > 80
    for text in texts:
        before, after = original.splitlines(), text.splitlines()
        assert abs(len(before) - len(after)) <= 1
        assert sum(line not in before for line in after) <= 2


def test_the_command_prints_the_score_and_refuses_an_unknown_exercise():
    result = CliRunner().invoke(main, ["mutants", "sgd"])
    assert (result.exit_code, "0 passed wrongly" in result.stdout) == (0, True)
    assert CliRunner().invoke(main, ["mutants", "adm"]).exit_code == 2
