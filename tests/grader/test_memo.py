"""What is kept of a function's results."""

from grader.memo import Memo


def doubled(made):
    def double(text):
        made.append(text)
        return None if text == "none" else 2 * text

    return double


def test_a_text_is_made_once_and_given_again_also_when_there_is_nothing_to_give():
    made = []
    memo = Memo(doubled(made))
    assert [memo(text) for text in ("a", "none", "a", "none")] == ["aa", None, "aa", None]
    assert made == ["a", "none"]


def test_what_was_not_used_for_longest_goes_first_and_the_size_is_bounded():
    made = []
    memo = Memo(doubled(made), most=64)
    for text in "abcdefghijklmnopqrstuvwxyz":
        memo(text)
        memo("a")
        assert memo.size == sum(len(a) + len(b) for a, b in memo.kept.items()) <= 64
    assert "a" in memo.kept and "z" in memo.kept and "b" not in memo.kept
    assert made.count("a") == 1


def test_what_is_too_long_is_made_anew_and_not_kept():
    made = []
    memo = Memo(doubled(made), most=64)
    assert memo("long") == memo("long") == "longlong"
    assert made == ["long", "long"] and not memo.kept and memo.size == 0
