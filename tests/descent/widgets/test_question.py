"""A question: what it holds before the commit, what it does at the commit, and only once."""

import json

import pytest

from descent.widgets.question import Question

FALLBACK = {"text/html": "<p>a prediction first</p>", "text/plain": "a prediction first"}


@pytest.fixture
def committed():
    """Collect what the question hands on."""
    return []


@pytest.fixture
def question(committed):
    def commit(letter, is_kept):
        committed.append((letter, is_kept))
        made.tell(letter, [("You predicted b:", " it oscillates"), ("", "Why?")])

    made = Question(["a", "b", "c"], "Choose one.", FALLBACK, commit)
    return made


def receive(question, **message):
    question._handle_custom_msg(message, [])


def test_before_the_commit_it_holds_letters_and_words_and_no_answer(question, committed):
    state = question.get_state()
    assert state["plan"]["letters"] == ["a", "b", "c"]
    assert state["plan"]["note"] == "Choose one."
    assert (state["answer"], state["told"], committed) == ("", [], [])


def test_it_knows_the_id_by_which_an_output_names_it(question):
    bundle, _ = question._repr_mimebundle_()
    assert question.own == bundle["application/vnd.jupyter.widget-view+json"]["model_id"]


def test_without_a_kernel_the_fallback_is_shown(question):
    bundle, _ = question._repr_mimebundle_()
    assert {kind: bundle[kind] for kind in FALLBACK} == FALLBACK


@pytest.mark.parametrize("kept", [True, False])
def test_a_letter_is_handed_on_with_whether_the_notebook_holds_it(question, committed, kept):
    receive(question, letter="b", kept=kept)
    assert committed == [("b", kept)]
    assert question.answer == "b"
    assert question.told == [["You predicted b:", " it oscillates"], ["", "Why?"]]


def test_a_second_answer_changes_nothing(question, committed):
    receive(question, letter="b", kept=True)
    receive(question, letter="a", kept=True)
    assert committed == [("b", True)] and question.answer == "b"


@pytest.mark.parametrize("message", [{}, {"letter": "d"}, {"letter": None}, {"letter": ["a"]},
                                     {"letter": "A"}, {"kept": True}])
def test_what_is_no_letter_is_passed_over(question, committed, message):
    receive(question, **message)
    assert committed == [] and question.answer == ""


def test_only_true_counts_as_kept(question, committed):
    receive(question, letter="a", kept="yes")
    assert committed == [("a", False)]


def test_its_state_can_be_sent(question):
    receive(question, letter="c", kept=True)
    assert json.loads(json.dumps(question.get_state()))["answer"] == "c"
