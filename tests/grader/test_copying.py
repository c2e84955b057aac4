"""Copying a student's folder: regular files within bounds, whatever else lies there."""

import errno
import os
import shutil

import pytest

from grader.copying import Bounds, copy_regular

BOUNDS = Bounds(files=3, each=100, total=150)


def texts(folder):
    return {path.relative_to(folder).as_posix(): path.read_text()
            for path in sorted(folder.rglob("*")) if path.is_file()}



@pytest.fixture
def folders(tmp_path):
    (tmp_path / "from").mkdir()
    return tmp_path / "from", tmp_path / "to"


def test_regular_files_are_copied_with_their_folders_and_ignored_ones_passed_over(folders):
    source, target = folders
    (source / "data").mkdir()
    (source / "data" / "one.csv").write_text("1")
    (source / "LESSON.IPYNB").write_text("{}")
    (source / "__pycache__").mkdir()
    (source / "__pycache__" / "x.py").write_text("x")
    target.mkdir()
    (target / "old").symlink_to("/dev/null")
    (source / "old").write_text("new")
    assert copy_regular(source, target, ["*.ipynb", "__pycache__"], (), BOUNDS) == []
    assert texts(target) == {"data/one.csv": "1", "old": "new"}
    assert not (target / "old").is_symlink()


@pytest.mark.parametrize(("names", "left_out"), [
    ({"a": 100, "b": 101}, {"b": "100 are the most"}),
    ({"a": 90, "b": 90, "c": 60}, {"b": "for all files 60 are left"}),
    ({"a": 1, "b": 1, "c": 1, "d": 1}, {"d": "more than 3 files"}),
    ({"data": 1}, {"data": "the course has a file or folder of that name"}),
    ({"x.csv/y": 1}, {"x.csv/y": "the course has a file or folder of that name"}),
    ({"x.csv": 1}, {}),
])
def test_too_much_and_what_is_in_the_way_is_left_out_and_told(folders, names, left_out):
    source, target = folders
    for name, size in names.items():
        (source / name).parent.mkdir(exist_ok=True)
        (source / name).write_text("x" * size)
    findings = copy_regular(source, target, (), {"data/points.csv", "x.csv"}, BOUNDS)
    assert set(texts(target)) == set(names) - set(left_out)
    assert len(findings) == len(left_out)
    for finding, (name, why) in zip(findings, left_out.items(), strict=True):
        assert finding.what == "file"
        assert finding.said.startswith(f"The file {name} is left out: ")
        assert why in finding.said


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read all files")
def test_what_may_not_be_read_is_left_out_and_told(folders):
    source, target = folders
    (source / "a").touch(mode=0)
    (source / "b").mkdir(mode=0)
    findings = copy_regular(source, target, (), (), BOUNDS)
    (source / "b").chmod(0o700)
    assert len(findings) == 2


def test_an_error_of_the_disk_is_told_and_the_other_files_are_copied(folders, monkeypatch):
    source, target = folders
    (source / "a").write_text("a")
    (source / "b").write_text("b")

    def copy(file, target, stock=shutil.copyfileobj):
        stock(file, target)
        if target.name.endswith("a"):
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(shutil, "copyfileobj", copy)
    [finding] = copy_regular(source, target, (), (), BOUNDS)
    assert "Input/output error" in finding.said
    assert texts(target) == {"b": "b"}


def test_a_full_disk_is_no_fault_of_a_file_and_stops(folders, monkeypatch):
    source, target = folders
    (source / "a").write_text("a")

    def copy(file, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", copy)
    with pytest.raises(OSError, match="No space left"):
        copy_regular(source, target, (), (), BOUNDS)
    assert texts(target) == {}
