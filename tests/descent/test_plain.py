"""What a learner's code chose as a text is read as it is, and hides nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent.plain import LONGEST, STACKED, clean, one_line

HONEST = [
    "params['W1'][0, 3] = 1.5e-07", "기울기를 따라 내려간다", "勾配降下法", "θ₀ − η·∇f",
    "é Ångström", "e\u0301", "한글", unicodedata.normalize("NFD", "한글"), "नमस्ते",
    "क्\u200dष", "می\u200cخواهم", "ภาษาไทย", "Tiếng Việt",
    unicodedata.normalize("NFD", "Tiếng Việt"), "עברית",
    "👍", "👩\u200d💻", "👨🏽\u200d💻", "❤\ufe0f\u200d🔥", "🏴\u200d☠\ufe0f", "1\ufe0f⃣", "🇰🇷",
    "two\nlines\tand a tab", "a\u00a0b",
]
HIDDEN = {
    "bell": "\x07", "escape": "\x1b", "delete": "\x7f", "a C1 sequence": "\x9b", "null": "\0",
    "backspace": "\b", "carriage return": "\r", "right-to-left override": "\u202e",
    "right-to-left embedding": "\u202b", "isolate": "\u2067", "end of isolate": "\u2069",
    "right-to-left mark": "\u200f", "Arabic letter mark": "\u061c", "zero-width space": "\u200b",
    "joiner between letters": "\u200d", "non-joiner between letters": "\u200c",
    "word joiner": "\u2060", "byte order mark": "\ufeff", "soft hyphen": "\u00ad",
    "line separator": "\u2028", "paragraph separator": "\u2029", "lone surrogate": "\ud83d",
    "tag letter": "\U000e0061", "private use": "\ue000", "not a character": "\uffff",
    "unassigned": "\u0378", "Hangul filler": "\u3164", "joiner of marks": "\u034f",
    "selector of a variant": "\U000e0100", "emoji selector after a letter": "\ufe0f",
    "interlinear annotation": "\ufff9",
}
ODD = st.lists(st.characters() | st.sampled_from([*HIDDEN.values(), *"\n\té́\u094d\u0e31👩1…\\"]))


@pytest.mark.parametrize("text", HONEST)
def test_honest_text_stays_as_it_is(text):
    assert clean(text) == text


@pytest.mark.parametrize("name", HIDDEN)
def test_a_hidden_character_becomes_its_escape(name):
    shown = clean(f"a{HIDDEN[name]}b")
    assert shown.isascii() and shown.isprintable()
    assert shown.encode().decode("unicode_escape") == f"a{HIDDEN[name]}b"


def test_a_pile_of_accents_is_cut():
    shown = clean("a" + "\u0301" * 50)
    assert shown.startswith("a" + "\u0301" * STACKED + "\\u0301")


def test_a_long_text_ends_with_an_ellipsis():
    assert clean("x" * LONGEST) == "x" * LONGEST
    assert clean("x" * (LONGEST + 1)) == "x" * (LONGEST - 1) + "…"


def test_escapes_count_for_the_length():
    assert clean("\u202e" * 10, most=12) == "\\u202e\\u202…"


def test_an_emoji_is_not_left_with_a_joiner_at_the_cut():
    assert clean("👩\u200d💻👩\u200d💻", most=3) == "👩…"


def test_windows_line_ends_are_line_ends():
    assert clean("a\r\nb") == "a\nb"


@given(ODD.map("".join), st.integers(1, 20))
def test_clean_text_is_bounded_and_has_nothing_hidden_and_stays_clean(text, most):
    for shown in (clean(text, most), one_line(text, most)):
        assert len(shown) <= most
        assert clean(shown, most) == shown
        shown.encode()  # no lone surrogate
        hidden = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
        assert not [c for c in shown if unicodedata.category(c) in hidden and c not in "\n\t"]
        # Of the format characters only the joiners, where they join.
        assert not [c for c in shown if unicodedata.category(c) == "Cf"
                    and c not in "\u200c\u200d"]


@given(ODD.map("".join))
def test_one_line_is_one_line_and_stays_so(text):
    shown = one_line(text)
    assert len(shown.splitlines()) <= 1
    assert one_line(shown) == shown
