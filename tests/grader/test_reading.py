"""Reading hand-ins: files of any kind, bytes of any kind."""

import json
import os
import socket
import sys

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import reading
from grader.reading import (
    Unreadable,
    hand_in,
    nothing,
    open_regular,
    read_file,
    read_hand_in,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fifos and sockets")


def notebook(*cells, **more):
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells} | more)


def code(source="x = 1", **more):
    return {"cell_type": "code", "id": "one", "metadata": {}, "source": source, "outputs": [],
            "execution_count": None} | more


def read(*cells, **more):
    return hand_in(notebook(*cells, **more).encode(), "lesson.ipynb")


# -- files ---------------------------------------------------------------------------------------


def make_fifo(path):
    os.mkfifo(path)


def make_socket(path):
    with socket.socket(socket.AF_UNIX) as server:
        folder = os.open(path.parent, os.O_RDONLY)
        # A socket's path may have 107 bytes only; this one is short.
        server.bind(f"/proc/self/fd/{folder}/{path.name}")
        os.close(folder)


def make_link(path):
    path.with_name("secret").write_text("secret")
    path.symlink_to(path.with_name("secret"))


@posix
@pytest.mark.parametrize(("make", "said"), [
    (lambda path: path.mkdir(), "is a folder"),
    (make_link, "is a link"),
    (lambda path: path.symlink_to("/dev/zero"), "is a link"),
    (lambda path: path.symlink_to("nowhere"), "is a link"),
    (lambda path: path.symlink_to(path), "is a link"),
    (make_fifo, "is a fifo"),
    pytest.param(make_socket, "is a socket", marks=pytest.mark.skipif(
        sys.platform != "linux", reason="the socket is made through /proc")),
    (lambda path: None, "is not a file"),
    (lambda path: path.write_bytes(b"x" * 101), "has 101 bytes: 100 are the most"),
])
def test_what_is_no_regular_file_of_limited_size_is_unreadable_at_once(tmp_path, make, said):
    path = tmp_path / "lesson.ipynb"
    make(path)
    with pytest.raises(Unreadable, match=said):
        read_file(path, 100)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0,
                    reason="root may read every file")
def test_a_file_without_permission_is_unreadable(tmp_path):
    path = tmp_path / "lesson.ipynb"
    path.touch(mode=0)
    with pytest.raises(Unreadable, match="Permission denied.*check the file's permissions"):
        read_file(path)


def test_a_name_with_a_null_or_of_great_length_is_unreadable(tmp_path):
    for name in ("a\0b", "a" * 5000):
        with pytest.raises(Unreadable):
            read_file(tmp_path / name)


def test_a_file_of_the_largest_size_is_read_whole_and_closed(tmp_path):
    path = tmp_path / "answer.py"
    path.write_bytes(b"x" * 100)
    assert read_file(path, 100) == b"x" * 100
    with open_regular(path, 100) as file:
        assert not os.get_inheritable(file.fileno())


def test_a_file_that_grows_while_it_is_read_is_unreadable(tmp_path, monkeypatch):
    path = tmp_path / "answer.py"
    path.write_bytes(b"x" * 101)
    monkeypatch.setattr(reading, "open_regular", lambda path, largest: path.open("rb"))
    with pytest.raises(Unreadable, match="grew while it was read"):
        read_file(path, 100)


# -- notebooks -----------------------------------------------------------------------------------


def test_a_notebook_is_read_cell_by_cell_with_names_claims_tags_and_pictures():
    data = {"grade_id": "adam", "points": 6, "grade": True, "odd": [1], "none": None}
    png = {"pic.png": {"image/png": "iVBO", "text/html": "<script>"}}
    read_in = read(
        code(["a = 1\n", "b = 2"], metadata={"nbgrader": data, "tags": ["hard", 7]}),
        {"cell_type": "markdown", "id": "two", "source": "# Two", "attachments": png},
        {"cell_type": "raw", "source": "three"},
        metadata={"kernelspec": {"name": "py311", "language": "Python"}})
    first, second, third = read_in.cells
    assert (first.kind, first.source, first.id, first.grade_id) == ("code", "a = 1\nb = 2", "one",
                                                                    "adam")
    assert first.claims == {"grade_id": "adam", "points": 6, "grade": True}
    assert first.tags == ("hard",)
    assert second.attachments == {"pic.png": {"image/png": "iVBO"}}
    assert (third.kind, third.source, third.id) == ("raw", "three", "")
    assert (read_in.language, read_in.findings, read_in.is_readable) == ("python", (), True)


@pytest.mark.parametrize(("content", "said"), [
    (b"", "Expecting value"),
    (b"\0" * 100, "Expecting value"),
    (b"null", "no list of cells"),
    (b"[]", "no list of cells"),
    (b"7", "no list of cells"),
    (b"{}", "no list of cells"),
    (b'{"cells": {"0": 1}}', "no list of cells"),
    (b'{"worksheets": 7}', "no list of cells"),
    (b"[" * 100_000, "recursion"),
    (b'{"a":' * 100_000, "recursion"),
    (b"[" * 2_000_001, "more than 2000000 lists and objects"),
    (b'{"cells": [', "Expecting value"),
    (b"\x93NUMPY\x01\x00v\x00", "Expecting value"),
    ("\ufeff".encode("utf-16-le") + b"\x00", "truncated data"),
])
def test_what_is_no_notebook_is_unreadable_with_a_reason(content, said):
    with pytest.raises(Unreadable, match="lesson.ipynb can't be read as a notebook") as error:
        hand_in(content, "lesson.ipynb")
    assert said in str(error.value)
    assert "save it and hand it in again" in str(error.value)


@pytest.mark.parametrize("content", [
    notebook(code("x = '𝜃'")).encode("utf-8-sig"),
    notebook(code("x = '𝜃'")).encode("utf-16"),
    json.dumps(json.loads(notebook(code("x = '𝜃'"))), ensure_ascii=False).encode(),
    notebook(code("x = 2")).replace('"cells"', '"cells": [7], "cells"', 1).replace(
        "x = 2", "x = '𝜃'").encode(),
    notebook(code("x = '𝜃'"), nbformat="four", nbformat_minor=-1, metadata=[]).encode(),
    notebook(code("x = '𝜃'"), nbformat=99).encode(),
], ids=["BOM", "UTF-16", "plain", "twice", "no version", "version 99"])
def test_marks_encodings_doubled_keys_and_odd_versions_do_no_harm(content):
    read_in = hand_in(content, "lesson.ipynb")
    assert [cell.source for cell in read_in.cells] == ["x = '𝜃'"]
    assert read_in.findings == ()


@pytest.mark.parametrize("number", ["9" * 5000, "-" + "9" * 5000, "1e999", "NaN", "-Infinity"])
def test_numbers_that_are_none_do_no_harm(number):
    content = notebook(code(metadata={"nbgrader": {"grade_id": "adam", "points": "POINTS"}}))
    [cell] = hand_in(content.replace('"POINTS"', number).encode(), "x").cells
    assert cell.grade_id == "adam"


@pytest.mark.parametrize(("cell", "what", "kept"), [
    (7, "no-cell", None),
    ("cell", "no-cell", None),
    (None, "no-cell", None),
    (code(7), "no-text", ""),
    (code(None), "no-text", ""),
    (code(["a", 7, "b"]), "no-text", "ab"),
    (code("half \ud800 one"), "surrogates", "half � one"),
    (code("x" * 1_000_001), "cell-too-large", None),
    (code("x", cell_type="markdown", attachments={"a.svg": {"image/svg+xml": "<svg/>"}}),
     "attachment", "x"),
    (code("x", cell_type="markdown", attachments={"a": 7}), "attachment", "x"),
    (code("x", cell_type="markdown", attachments={
        str(number): {"image/png": "AAAA"} for number in range(101)}), "attachment", "x"),
    (code("x", cell_type="markdown", attachments={"a": {"image/png": "<>"}}), "attachment", "x"),
])
def test_what_a_cell_cant_have_is_left_out_and_told(cell, what, kept):
    read_in = read(cell)
    assert [finding.what for finding in read_in.findings] == [what]
    assert [one.source for one in read_in.cells] == ([] if kept is None else [kept])


@pytest.mark.parametrize("changed", [
    {"id": 7}, {"id": "a b"}, {"id": "x" * 65}, {"id": None}, {"metadata": 7}, {"metadata": None},
    {"metadata": {"nbgrader": 7}}, {"metadata": {"nbgrader": {"grade_id": ["adam"]}}},
    {"metadata": {"tags": "skip-execution"}}, {"metadata": {"tags": {"a": 1}}},
    {"outputs": 7, "execution_count": "x"}, {"cell_type": "code", "attachments": 7},
])
def test_names_and_metadata_of_a_wrong_type_count_as_missing(changed):
    read_in = read(code() | changed)
    [cell] = read_in.cells
    assert (cell.source, cell.grade_id, cell.tags) == ("x = 1", "", ())
    assert cell.id in ("", "one")
    assert read_in.findings == ()


def test_bytes_that_are_not_utf_8_are_replaced_and_told():
    content = notebook(code("caf_ = 1")).encode().replace(b"caf_", b"caf\xe9")
    read_in = hand_in(content, "lesson.ipynb")
    assert [cell.source for cell in read_in.cells] == ["caf� = 1"]
    assert [finding.what for finding in read_in.findings] == ["not-utf-8"]


def test_only_the_first_ten_thousand_cells_are_read(monkeypatch):
    monkeypatch.setattr(reading, "MOST_CELLS", 3)
    read_in = read(*[code(str(number)) for number in range(5)])
    assert [cell.source for cell in read_in.cells] == ["0", "1", "2"]
    assert [finding.what for finding in read_in.findings] == ["too-many-cells"]


@pytest.mark.parametrize("kind", ["diagram", 7, None, ["code"]])
def test_a_cell_of_no_known_type_is_raw(kind):
    assert [cell.kind for cell in read(code(cell_type=kind)).cells] == ["raw"]


@pytest.mark.parametrize("version", [2, 3])
def test_old_versions_are_read_as_nbformat_upgrades_them(version):
    nb = getattr(nbformat, f"v{version}")
    cells = [nb.new_code_cell(input="x = 1"), nb.new_text_cell("markdown", source="Two"),
             nb.new_text_cell("html", source="<b>Three</b>")]
    if version == 3:
        cells.append(nb.new_heading_cell(source="Four", level=2))
    old = nb.new_notebook(worksheets=[nb.new_worksheet(cells=cells)])
    content = nb.writes_json(old)
    upgraded = nbformat.reads(content, as_version=4)
    read_in = hand_in(content.encode(), "old.ipynb")
    assert [(cell.kind, cell.source) for cell in read_in.cells] == [
        (cell.cell_type, cell.source) for cell in upgraded.cells]


def test_a_notebook_that_cant_be_read_has_no_cells_and_the_reason(tmp_path):
    path = tmp_path / "lesson.ipynb"
    path.write_text("{")
    read_in = read_hand_in(path)
    assert (read_in.cells, read_in.is_readable) == ((), False)
    assert [finding.what for finding in read_in.findings] == ["unreadable"]
    assert read_in.findings[0].said.startswith("lesson.ipynb can't be read as a notebook")
    assert "graded as it was released" in read_in.findings[0].said
    path.unlink()
    path.symlink_to("/dev/zero")
    assert read_hand_in(path).findings[0].said.startswith("lesson.ipynb is a link: hand in")
    assert nothing("x").cells == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
        ["cells", "worksheets", "cell_type", "source", "input", "metadata", "nbgrader", "grade_id",
         "id", "tags", "attachments", "level", "kernelspec", "language", "image/png"]), inner,
        max_size=6), max_leaves=30)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(JSON | st.lists(JSON, max_size=6).map(lambda cells: {"cells": cells}))
def test_any_json_gives_cells_or_unreadable(value):
    try:
        read_in = hand_in(json.dumps(value).encode(), "fuzz.ipynb")
    except Unreadable:
        return
    for cell in read_in.cells:
        cell.source.encode()  # no lone surrogates
        assert cell.kind in ("code", "markdown", "raw")


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_cells_or_unreadable(content):
    try:
        hand_in(content, "fuzz.ipynb")
    except Unreadable as error:
        assert str(error).isprintable()
