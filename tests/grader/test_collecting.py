"""Collecting: from archives and the exchange, one bad hand-in beside good ones."""

import io
import os
import shutil
import sys
import tarfile
import warnings
import zipfile
from pathlib import Path

import pytest
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeCollect
from traitlets.config import Config, PyFileConfigLoader

from grader.collecting import SafeCollect, SafeExtractor
from grader.copying import Bounds, copy_regular

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's exchange needs POSIX")

ROOT = Path(__file__).parents[2]
BOUNDS = Bounds(files=3, each=100, total=150)


def archive(path, **members):
    with zipfile.ZipFile(path, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)


def texts(folder):
    return {path.relative_to(folder).as_posix(): path.read_text()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def said(caplog, level):
    return [record.getMessage() for record in caplog.records if record.levelname == level]


# -- copying -------------------------------------------------------------------------------------


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
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", copy)
    [finding] = copy_regular(source, target, (), (), BOUNDS)
    assert "No space left on device" in finding.said
    assert texts(target) == {"b": "b"}


# -- archives ------------------------------------------------------------------------------------


@pytest.fixture
def extracted(tmp_path):
    (tmp_path / "archive").mkdir()
    (tmp_path / "extracted").mkdir()
    return tmp_path / "archive", tmp_path / "extracted"


def test_good_archives_are_unpacked_and_bad_ones_are_told_and_skipped(extracted, caplog):
    source, target = extracted
    inner = io.BytesIO()
    archive(inner, **{"x.ipynb": "{}"})
    archive(source / "aaron.zip", **{"lesson.ipynb": "aaron"})
    archive(source / "eve.zip", **{"../../eve.ipynb": "eve"})
    (source / "mallory.zip").write_bytes(b"no archive")
    with tarfile.open(source / "trent.tar.gz", "w:gz") as file:
        link = tarfile.TarInfo("lesson.ipynb")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        file.addfile(link)
    (source / "late").mkdir()
    archive(source / "late" / "ZOE.ZIP", **{"lesson.ipynb": "zoe", "inner.zip": inner.getvalue()})
    (source / "aaron.tar").write_bytes(b"")
    (source / "plain_lesson.ipynb").write_text("plain")
    (source / "link_lesson.ipynb").symlink_to(source / "plain_lesson.ipynb")
    SafeExtractor().extract(str(source), str(target))
    found = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert found == {"aaron/lesson.ipynb", "late/ZOE/lesson.ipynb", "late/ZOE/inner.zip",
                     "plain_lesson.ipynb"}
    errors, warned = said(caplog, "ERROR"), said(caplog, "WARNING")
    assert [Path(line.split(" is skipped: ")[0]).name for line in errors] == [
        "aaron.tar", "eve.zip", "mallory.zip", "trent.tar.gz"]
    assert any("inner.zip, which is not opened" in line for line in warned)
    assert any("link_lesson.ipynb is left out" in line for line in warned)


def test_two_archives_of_one_name_are_not_mixed(extracted, caplog):
    source, target = extracted
    archive(source / "eve.zip", **{"one": "1"})
    with tarfile.open(source / "eve.tar", "w"):
        pass
    SafeExtractor().extract(str(source), str(target))
    [error] = said(caplog, "ERROR")
    assert "there is eve already" in error


# -- the exchange --------------------------------------------------------------------------------


@pytest.fixture
def collector(tmp_path):
    course = CourseDirectory(root=str(tmp_path))
    return SafeCollect(coursedir=course)


def test_what_lies_in_the_exchange_is_copied_without_following_links(tmp_path, collector, caplog):
    source, target = tmp_path / "inbound", tmp_path / "submitted"
    source.mkdir()
    (tmp_path / "secret").write_text("secret")
    (source / "lesson.ipynb").write_text("{}")
    (source / "timestamp.txt").write_text("2026-11-28 10:00:00 UTC")
    (source / "notes.txt").symlink_to(tmp_path / "secret")
    os.mkfifo(source / "fifo")
    collector.do_copy(str(source), str(target))
    assert set(texts(target)) == {"lesson.ipynb", "timestamp.txt"}
    assert target.stat().st_mode & 0o055
    assert len([line for line in said(caplog, "WARNING") if "is left out" in line]) == 2


def test_a_link_in_the_place_of_a_submission_and_one_too_large_are_skipped(
        tmp_path, collector, caplog):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    collector.do_copy(str(tmp_path / "link"), str(tmp_path / "to"))
    (tmp_path / "elsewhere" / "large").write_bytes(b"x" * 2000)
    collector.coursedir.max_dir_size = 1
    collector.do_copy(str(tmp_path / "elsewhere"), str(tmp_path / "to"))
    first, *_, last = said(caplog, "ERROR")
    assert "it is a link, no submission" in first
    assert "Directory size is too big" in last
    assert not (tmp_path / "to").exists()


def test_the_configuration_names_both(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text((ROOT / "nbgrader_config.py").read_text())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        config = Config(PyFileConfigLoader("nbgrader_config.py", path=str(tmp_path)).load_config())
        from nbgrader.apps import ZipCollectApp
        from nbgrader.exchange import ExchangeFactory

        assert ZipCollectApp(config=config).extractor_plugin is SafeExtractor
        assert ExchangeFactory(config=config).collect is SafeCollect
    assert issubclass(SafeCollect, ExchangeCollect)
