"""Files beside a notebook: those that a child can be given, and why others are left out."""

import pytest

from grader.beside import NO_HOME, fitting
from grader.copying import BESIDE
from grader.sandbox.tier import Tier

FULL = Tier.of({})


def test_plain_files_are_all_there():
    files = {"data.csv": b"1,2", "pkg/mod.py": b"x = 1", "pkg/__init__.py": b"", "\u00e9": b""}
    assert fitting(files, FULL) == (files, [])


@pytest.mark.parametrize(("path", "said"), [
    ("../up", "below"), ("/etc/passwd", "below"), ("a/../../b", "below"), ("", "below"),
    (".", "below"), ("nul\0", "too long"), ("x" * 256, "too long"), ("d/" * 20 + "f", "too long"),
    ("\ud800", "no text")], ids=["parent", "absolute", "through parents", "nothing", "the folder",
                                 "null", "long", "deep", "half a surrogate"])
def test_a_path_that_leads_elsewhere_or_is_no_name_is_left_out(path, said):
    taken, (finding,) = fitting({path: b"", "kept": b"1"}, FULL)
    assert taken == {"kept": b"1"}
    assert said in finding.said
    assert finding.said.isprintable()


def test_bytes_of_a_name_that_are_no_text_are_a_name():
    assert list(fitting({"\udce9": b""}, FULL)[0]) == ["\udce9"]


@pytest.mark.parametrize("paths", [("a", "a/b"), ("a/b", "a"), ("a/b/c", "a/b"), ("a", "./a/b")])
def test_a_file_is_no_folder_for_another(paths):
    taken, findings = fitting(dict.fromkeys(paths, b""), FULL)
    assert list(taken) == [paths[0]]
    assert len(findings) == 1


def test_two_spellings_of_a_path_are_one_file():
    taken, findings = fitting({"a": b"1", "./a": b"2"}, FULL)
    assert taken == {"a": b"1"}
    assert len(findings) == 1


def test_files_are_few_and_small():
    many = {f"{number}": b"" for number in range(BESIDE.files + 5)}
    taken, findings = fitting(many, FULL)
    assert BESIDE.files - 2 <= len(taken) <= BESIDE.files
    assert len(taken) + len(findings) == len(many)
    large = {"one": bytes(BESIDE.each + 1), "two": bytes(BESIDE.each), "three": bytes(BESIDE.each)}
    taken, findings = fitting(large, FULL)
    assert list(taken) == ["two"]
    assert [str(BESIDE.each) in findings[0].said, "left" in findings[1].said] == [True, True]


def test_small_files_count_with_the_memory_that_they_take():
    taken, findings = fitting({f"{number}": b"x" * 20_000 for number in range(700)}, FULL)
    assert sum(-(-len(content) // 4096) * 4096 for content in taken.values()) <= BESIDE.total
    assert findings


def test_without_a_home_there_are_none_which_is_said_once():
    assert fitting({"a": b"", "b": b""}, Tier.of({"namespaces": "refused"})) == ({}, [NO_HOME])
    assert fitting({}, Tier.of({"namespaces": "refused"})) == ({}, [])
