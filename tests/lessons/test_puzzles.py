"""Every puzzle's model answer is right, and no line of it can be left out or exchanged."""

import re
from pathlib import Path

import pytest

from descent import check
from descent.parsons import load, names

ROOT = Path(__file__).parents[2]
ANSWER = re.compile(r'@puzzle\("(\w+)"\)\ndef \w+\(\):\n(?: .*\n)*? +return "(\w+)"')
ORDERS = {name: order for path in sorted((ROOT / "solutions").glob("*.py"))
          for name, order in ANSWER.findall(path.read_text(encoding="utf-8"))}


def points(asked, order):
    try:
        answer = asked.build(order)
    except SyntaxError as error:
        answer = asked.refuse(error)
    return check(asked.exercise, answer).points


def test_every_puzzle_is_answered_in_a_lesson():
    assert sorted(ORDERS) == names()


@pytest.mark.parametrize("name", ORDERS)
def test_the_model_answer_is_right_and_leaves_as_many_lines_out_as_the_puzzle_says(name):
    asked, order = load(name), ORDERS[name]
    assert points(asked, order) == 1
    assert len(order) + asked.spare == len(asked.lines)
    assert order not in "".join(asked.lines), "the letters give the order away"


@pytest.mark.parametrize("name", ORDERS)
def test_no_line_can_be_left_out_or_exchanged_for_one_that_does_not_belong(name):
    asked, order = load(name), ORDERS[name]
    spare = [letter for letter in asked.lines if letter not in order]
    changed = [order.replace(letter, other) for letter in order for other in ["", *spare]]
    assert [one for one in changed if points(asked, one) == 1] == []
