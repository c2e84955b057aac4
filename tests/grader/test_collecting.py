"""Collecting: from archives and the exchange, one bad hand-in beside good ones."""

import io
import os
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

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's exchange needs POSIX")

ROOT = Path(__file__).parents[2]


def archive(path, **members):
    with zipfile.ZipFile(path, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)


def texts(folder):
    return {path.relative_to(folder).as_posix(): path.read_text()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def said(caplog, level):
    return [record.getMessage() for record in caplog.records if record.levelname == level]


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
