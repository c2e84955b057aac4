"""Messages as bytes: headers in full and such that come again, and wrong bytes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.sandbox.inside import wire
from grader.sandbox.inside.wire import HEAD, KEPT, LONGEST, Heard, Malformed, Said, divided, join

FEW = settings(deadline=None, max_examples=200)


def read(heard, message):
    """Read a whole message; give its number, header and numbers, and whether it came again."""
    size, numbers, number, again = HEAD.unpack(message[:HEAD.size])
    assert len(message) == HEAD.size + size + numbers
    header, values = heard.read(message, size, again)
    return number, dict(header), values.tolist(), again > 0


def test_a_header_is_written_once_and_then_by_its_place():
    said, heard = Said(), Heard()
    numbers = np.array([0.5, -1.0]).tobytes()
    header = {"m": "call", "v": [["h", "j1"], 0.1]}
    assert read(heard, said.write(7, header, numbers)) == (7, header, [0.5, -1.0], False)
    again = said.write(8, dict(header), b"")
    assert len(again) == HEAD.size
    assert read(heard, again) == (8, header, [], True)


@pytest.mark.parametrize("other", [
    {"v": [True]}, {"v": [1.0]}, {"v": ["1"]}, {"v": [1], "x": []}, {"x": [], "v": [1]}, {"v": []},
    {"v": [-0.0]}, {"v": [0.0]}, {"v": [None]}], ids=repr)
def test_a_header_that_is_only_alike_is_another(other):
    said, heard = Said(), Heard()
    read(heard, said.write(1, {"v": [1]}, b""))
    _, header, _, _ = read(heard, said.write(2, other, b""))
    assert repr(header) == repr(other)


def test_a_header_that_cannot_be_a_key_is_written_in_full_and_counts():
    class Text(str):
        pass
    said, heard = Said(), Heard()
    for text, is_again in [(Text("x"), False), (Text("x"), False), ("y", False), ("y", True)]:
        message = said.write(1, {"said": text}, b"")
        assert read(heard, message)[1:] == ({"said": text}, [], is_again)


def test_a_long_header_is_not_remembered():
    said, heard = Said(), Heard()
    for _ in range(2):
        assert read(heard, said.write(1, {"text": "x" * LONGEST}, b""))[3] is False
    assert heard.count == said.count == 0
    assert not any(heard.kept)


@FEW
@given(st.lists(st.integers(0, 2 * KEPT), max_size=5 * KEPT))
def test_both_sides_remember_the_same_headers_whatever_their_order(drawn):
    said, heard = Said(), Heard()
    for number, which in enumerate(drawn):
        told = {"v": [which]} if which % 7 else {"v": ["x" * LONGEST, which]}
        assert read(heard, said.write(number, told, b""))[:2] == (number, told)
    assert len(said.places) <= KEPT


def test_the_oldest_header_is_forgotten_first():
    said, heard = Said(), Heard()
    for which in range(KEPT + 1):
        read(heard, said.write(1, {"v": [which]}, b""))
    assert [read(heard, said.write(1, {"v": [which]}, b""))[3] for which in (1, 0)] == [True, False]


# -- wrong bytes -----------------------------------------------------------------------------------

@pytest.mark.parametrize("again", [1, 2, KEPT, KEPT + 1, 2**32 - 1])
def test_a_header_that_was_never_there_does_not_come_again(again):
    heard = Heard()
    if again > 1:
        read(heard, join(1, {"v": []}, b""))
    with pytest.raises(Malformed, match="was not there"):
        heard.read(bytes(HEAD.size), 0, again)


def test_a_header_that_comes_again_has_no_text():
    heard = Heard()
    message = join(1, {"v": []}, b"")
    read(heard, message)
    with pytest.raises(Malformed, match="has a text"):
        heard.read(message, len(message) - HEAD.size, 1)


@pytest.mark.parametrize("text", [
    b"", b"[]", b"3", b"{", b"\xff", b"[" * 100_000, b'{"a":' * 100_000, b"9" * 5000, b"nul"])
def test_a_header_that_is_no_object_is_malformed(text):
    heard = Heard()
    with pytest.raises(Malformed):
        heard.read(bytes(HEAD.size) + text, len(text), 0)
    assert heard.count == 0


@pytest.mark.parametrize("again", [0, 1])
def test_numbers_that_are_not_whole_are_malformed(again):
    heard = Heard()
    read(heard, join(1, {}, b""))
    with pytest.raises(Malformed, match="not whole"):
        heard.read(bytes(HEAD.size) + (b"1234567" if again else b"{}1234567"),
                   0 if again else 2, again)


def test_what_is_remembered_of_a_child_takes_little_room():
    assert wire.KEPT * wire.LONGEST < 1_000_000


@pytest.mark.parametrize(("values", "names", "divided_into"), [
    ([], [], ([], {})), ([1, 2], [], ([1, 2], {})), ([1, 2], ["b"], ([1], {"b": 2})),
    ([1, 2], ["a", "b"], ([], {"a": 1, "b": 2}))])
def test_the_last_arguments_are_those_with_names(values, names, divided_into):
    assert divided(values, names) == divided_into


def test_more_names_than_arguments_are_malformed():
    with pytest.raises(Malformed, match="more names"):
        divided([1], ["a", "b"])
