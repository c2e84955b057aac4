"""Archives: what is unpacked, and what is refused whole."""

import gzip
import io
import os
import struct
import tarfile
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.archives import Limits, is_archive, only_source, stem, unpack
from grader.reading import Unreadable
from grader.submission import source

SMALL = Limits(packed=1_000_000, members=20, each=10_000, total=30_000)


def zip_of(members, **more):
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # zipfile warns of names that are there twice
        for name, content in members:
            if isinstance(name, str) and more.get("mode"):
                name = zipfile.ZipInfo(name)
                name.external_attr = more["mode"] << 16
            archive.writestr(name, content)
    return buffer.getvalue()


def tar_of(members, **changed):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            for key, value in changed.items():
                setattr(info, key, value)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


MAKERS = {"a.zip": zip_of, "a.tar": tar_of, "a.tar.gz": lambda m: gzip.compress(tar_of(m)),
          "a.tgz": lambda m: gzip.compress(tar_of(m))}


def unpacked(tmp_path, name, content, limits=SMALL):
    path, folder = tmp_path / name, tmp_path / "into"
    path.write_bytes(content)
    folder.mkdir()
    names = unpack(path, folder, limits)
    return {name: (folder / name).read_bytes() for name in names}


@pytest.mark.parametrize("name", MAKERS)
def test_files_and_folders_come_out_as_they_went_in(tmp_path, name):
    members = [("answer.py", b"x = 1\n"), ("data/한국어.csv", b"1,2"), ("./b.txt", b"")]
    assert unpacked(tmp_path, name, MAKERS[name](members)) == {
        "answer.py": b"x = 1\n", "data/한국어.csv": b"1,2", "b.txt": b""}


def test_folders_of_their_own_and_backslashes_are_understood(tmp_path):
    content = zip_of([("data/", b""), ("data\\one.csv", b"1")])
    assert unpacked(tmp_path, "a.zip", content) == {"data/one.csv": b"1"}


@pytest.mark.parametrize("maker", ["a.zip", "a.tar", "a.tar.gz"])
@pytest.mark.parametrize(("members", "said"), [
    ([("/etc/cron.d/x", b"")], "leads out of the archive"),
    ([("../x", b"")], "leads out of the archive"),
    ([("a/../../x", b"")], "leads out of the archive"),
    ([("C:/x", b"")], "leads out of the archive"),
    ([("a\nb", b"")], "no usable name"),
    ([("a" * 300, b"")], "no usable name"),
    ([("a/" * 30 + "x", b"")], "no usable name"),
    ([("x", b"1"), ("x", b"2")], "two members have the name"),
    ([("x", b"1"), ("./x", b"2")], "two members have the name"),
    ([("x.py", b"1"), ("X.PY", b"2")], "two members have the name"),
    ([("caf\u00e9", b"1"), ("cafe\u0301", b"2")], "two members have the name"),
    ([("x", b"1"), ("x/y", b"2")], "folder that is also a file"),
    ([("x/y", b"1"), ("x", b"2")], "two members have the name"),
    ([(str(number), b"") for number in range(21)], "more than 20 members"),
    ([("x", b"0" * 10_001)], "more than 10000 bytes unpacked"),
    ([(str(number), b"0" * 9_000) for number in range(4)], "bytes unpacked"),
])
def test_an_archive_that_breaks_a_rule_is_refused_whole(tmp_path, maker, members, said):
    with pytest.raises(Unreadable, match=said):
        unpacked(tmp_path, maker, MAKERS[maker](members))
    assert {path.name for path in tmp_path.iterdir()} == {maker, "into"}


@pytest.mark.parametrize("changed", [
    {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"},
    {"type": tarfile.LNKTYPE, "linkname": "../x"},
    {"type": tarfile.FIFOTYPE}, {"type": tarfile.CHRTYPE, "devmajor": 1, "devminor": 5},
    {"type": tarfile.BLKTYPE},
])
def test_a_link_or_device_in_a_tar_is_refused(tmp_path, changed):
    with pytest.raises(Unreadable, match="x is a link or a device"):
        unpacked(tmp_path, "a.tar", tar_of([("x", b"")], **changed))


@pytest.mark.parametrize("mode", [0o120777, 0o020666, 0o010666, 0o140777])
def test_a_link_or_device_in_a_zip_is_refused(tmp_path, mode):
    with pytest.raises(Unreadable, match="x is a link or a device"):
        unpacked(tmp_path, "a.zip", zip_of([("x", b"/etc/passwd")], mode=mode))


def flagged(content):
    """Set the bit that says that members are behind a password, in both headers."""
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(sign) + offset
        content = content[:at] + b"\x01" + content[at + 1:]
    return content


def lzma_zip():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("x", b"0" * 100)
    return buffer.getvalue()


@pytest.mark.parametrize(("name", "content", "said"), [
    ("a.zip", b"", "can't be unpacked"),
    ("a.zip", b"no archive", "can't be unpacked"),
    ("a.zip", zip_of([("x", b"1")])[:-5], "can't be unpacked"),
    ("a.zip", flagged(zip_of([("x", b"1")])), "behind a password"),
    ("a.zip", lzma_zip(), "compressed by method 14"),
    ("a.zip", b"PK\x01\x02" * 50, "more than 20 members"),
    ("a.tar", b"no archive", "can't be unpacked"),
    ("a.tar", gzip.compress(tar_of([("x", b"1")])), "can't be unpacked"),
    ("a.tar", tar_of([("x", b"1" * 2000)])[:1000], "can't be unpacked"),
    ("a.tar.gz", b"no archive", "can't be unpacked"),
    ("a.tar.gz", gzip.compress(b"0" * 10_000_000), "bytes unpacked"),
    ("a.tar.gz", gzip.compress(tar_of([("x", b"1")]))[:-10], "can't be unpacked"),
    ("a.zip", b"0" * 1_000_001, "1000000 are the most"),
])
def test_what_is_no_archive_damaged_or_a_bomb_is_refused(tmp_path, name, content, said):
    with pytest.raises(Unreadable, match=said):
        unpacked(tmp_path, name, content)


def test_a_size_that_the_archive_lies_about_does_not_get_past_the_limits(tmp_path):
    content = bytearray(zip_of([("x", b"0" * 20_000)]))
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.index(sign) + offset, 5)
    with pytest.raises(Unreadable, match="can't be unpacked"):
        unpacked(tmp_path, "a.zip", bytes(content))


def test_a_chain_of_long_name_headers_is_refused(tmp_path):
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 10
    header = info.tobuf(tarfile.GNU_FORMAT) + b"x" * 10 + b"\0" * 502
    with pytest.raises(Unreadable, match="can't be unpacked"):
        unpacked(tmp_path, "a.tar", header * 900 + b"\0" * 1024, Limits(10**7, 20, 10**4, 10**5))


def test_an_archive_within_an_archive_stays_a_file(tmp_path):
    inner = zip_of([("answer.py", b"x = 1")])
    assert unpacked(tmp_path, "a.zip", zip_of([("inner.zip", inner)])) == {"inner.zip": inner}


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_an_archive_behind_a_link_is_refused(tmp_path):
    (tmp_path / "b.zip").write_bytes(zip_of([("x", b"1")]))
    (tmp_path / "a.zip").symlink_to(tmp_path / "b.zip")
    with pytest.raises(Unreadable, match="is a link"):
        unpack(tmp_path / "a.zip", tmp_path, SMALL)


@pytest.mark.parametrize(("name", "expected"), [
    ("a.zip", "a"), ("A.ZIP", "A"), ("a.b.tar.gz", "a.b"), ("a.tgz", "a"), ("a.tar", "a")])
def test_an_archives_stem_is_its_name_without_the_suffix(name, expected):
    assert is_archive(Path(name))
    assert stem(Path(name)) == expected
    assert not is_archive(Path("a.gz"))


# -- the one source file -------------------------------------------------------------------------


@pytest.mark.parametrize("name", MAKERS)
def test_the_python_is_read_from_the_one_file_of_an_archive(tmp_path, name):
    members = [("hand-in/adam.py", b"x = 1"), ("__MACOSX/hand-in/._adam.py", b"\0"),
               ("hand-in/._adam.py", b"\0"), ("hand-in/.ipynb_checkpoints/adam.ipynb", b"{}"),
               ("hand-in/readme.txt", b"")]
    (tmp_path / name).write_bytes(MAKERS[name](members))
    assert only_source(tmp_path / name) == ("adam.py", b"x = 1")
    assert source(tmp_path / name) == ["x = 1"]


@pytest.mark.parametrize(("members", "said"), [
    ([], r"holds 0 .py and .ipynb files \(none\)"),
    ([("a.txt", b"")], r"holds 0 .py and .ipynb files \(none\)"),
    ([("b.py", b""), ("a.ipynb", b"{}")], r"holds 2 .py and .ipynb files \(a.ipynb, b.py\)"),
    ([("inner.zip", zip_of([("a.py", b"")]))], "holds 0"),
])
def test_an_archive_without_exactly_one_is_refused_with_the_list(tmp_path, members, said):
    (tmp_path / "a.zip").write_bytes(zip_of(members))
    with pytest.raises(Unreadable, match=said):
        source(tmp_path / "a.zip")


VALID = [zip_of([("a.py", b"x = 1"), ("b/c.txt", b"2")]), tar_of([("a.py", b"x"), ("b", b"2")]),
         gzip.compress(tar_of([("a.py", b"x")]), mtime=0)]


FLIPS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(which=st.integers(0, 2), flips=FLIPS, cut=st.integers(0, 40))
def test_no_damage_to_an_archive_ends_in_another_error_or_a_file_outside(
        tmp_path_factory, which, flips, cut):
    content = bytearray(VALID[which])
    for at, value in flips:
        content[at % len(content)] = value
    content = bytes(content[:len(content) - cut])
    folder = tmp_path_factory.mktemp("damaged")
    path = folder / ["a.zip", "a.tar", "a.tar.gz"][which]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            path.write_bytes(content)
            (folder / "into").mkdir()
            unpack(path, folder / "into", SMALL)
    except Unreadable as error:
        assert str(error).isprintable()
    assert {one.name for one in folder.iterdir()} == {path.name, "into"}
