"""The catalogue: every mistake is refused and named as itself; every accepted form passes."""

import pytest

from descent.exercises import EXERCISES
from descent.judge import judge
from descent.known import observe, public_paths
from descent.observe import quietly
from grader import catalogue

MISTAKES = [(exercise, slug) for exercise in EXERCISES
            for slug in catalogue.exercise(exercise).wrong_answers()]
ACCEPTED = [(exercise, slug) for exercise in EXERCISES
            for slug in catalogue.exercise(exercise).accepted_answers()]


def verdict_of(exercise, answer):
    known = public_paths(exercise)
    with quietly():
        seen = observe(EXERCISES[exercise], answer, known.seed)
    return judge(EXERCISES[exercise], known, seen)


def test_both_lists_hold_the_same_exercises_in_the_same_order():
    assert list(catalogue.EXERCISES) == list(EXERCISES)


@pytest.mark.parametrize(("exercise", "slug"), MISTAKES, ids=map("-".join, MISTAKES))
def test_a_catalogued_mistake_is_refused_and_diagnosed_as_itself(exercise, slug):
    verdict = verdict_of(exercise, catalogue.exercise(exercise).wrong_answers()[slug])
    assert verdict.status == "wrong"
    assert verdict.share < 1
    assert verdict.diagnosis == slug.partition("#")[0]


@pytest.mark.parametrize(("exercise", "slug"), ACCEPTED, ids=map("-".join, ACCEPTED))
def test_an_accepted_form_passes_with_its_note(exercise, slug):
    verdict = verdict_of(exercise, catalogue.exercise(exercise).accepted_answers()[slug])
    assert (verdict.status, verdict.notes) == ("right", (slug,))


@pytest.mark.parametrize(("exercise", "least"), [("adam", 40), ("sgd", 12), ("momentum", 12),
                                                 ("momentum_torch", 12), ("momentum_ema", 12),
                                                 ("adagrad", 40), ("rmsprop", 40),
                                                 ("adadelta", 40)])
def test_the_main_optimizers_have_many_mistakes(exercise, least):
    assert len(catalogue.exercise(exercise).wrong_answers()) >= least


def test_a_rule_without_a_rate_has_no_mistakes_about_it_and_only_where_eps_counts_is_it_one():
    wrong = {name: set(catalogue.exercise(name).wrong_answers())
             for name in ("adadelta", "rmsprop")}
    about_the_rate = {"lr-missing", "lr-twice", "lr-over-t", "lr-over-root-t", "params-decay"}
    assert about_the_rate <= wrong["rmsprop"] and not about_the_rate & wrong["adadelta"]
    assert {name for name in wrong if "ignores-hyper=eps" in wrong[name]} == {"adadelta"}


def test_a_mistake_with_another_usual_eps_keeps_its_name():
    adam = catalogue.exercise("adam")
    from grader.optimizers.adam import RULE, no_correction, with_eps
    from grader.rules import optimizer

    for eps in ("1e-6", "1e-7"):
        verdict = verdict_of("adam", optimizer(RULE.but(with_eps(no_correction, eps))))
        assert verdict.diagnosis == "correction-missing"
    assert "correction-missing" in adam.wrong_answers()
