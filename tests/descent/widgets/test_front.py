"""The front end's modules join to one that needs nothing from anywhere."""

import re
from importlib.resources import files

import pytest

from descent.widgets import front

NAMES = re.compile(r"^(?:export )?(?:function|const|let|class) (\w+)", re.M)
ENTRIES = ["widget", "page", "question", "arrange"]


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_joined_module_imports_nothing(entry):
    source = front.module(entry)
    assert not re.search(r"^\s*import\b|\bimport\(|\brequire\(", source, re.M)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket", source)


@pytest.mark.parametrize("entry", ENTRIES)
def test_it_asks_no_host_for_anything(entry):
    hosts = re.findall(r"https?://[^\s\"'`]+", front.module(entry) + front.style())
    assert set(hosts) <= {"http://www.w3.org/2000/svg"}  # a name, not an address


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_two_modules_declare_the_same_name(entry):
    names = NAMES.findall(front.module(entry))
    assert len(names) == len(set(names)) > 10


def test_every_module_is_joined_somewhere_and_imports_are_of_a_form_that_can_be_joined():
    joined = "".join(front.module(entry) for entry in ENTRIES)
    for file in files(front).iterdir():
        if file.name.endswith(".js"):
            source = file.read_text(encoding="utf-8")
            imports = re.findall(r"^import\b.*$", source, re.M)
            assert all(front.IMPORT.fullmatch(line + "\n") for line in imports), file.name
            body = front.IMPORT.sub("", source)
            assert re.sub(r"^export (?!default)", "", body, flags=re.M) in joined, file.name


def test_it_is_small():
    assert len(front.module("widget")) + len(front.style()) < 60_000
