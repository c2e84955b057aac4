"""What is shown to the sandbox of this machine, and what is hidden in it."""

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import replace
from pathlib import Path

import numpy
import pytest

import grader
from grader.sandbox import Sandbox, server
from grader.sandbox.visible import Visible, arranged, find_visible, without

from .conftest import WITHOUT, lacking, open_sandbox, run_in

PROJECT = Path(grader.__file__).parents[1]


@pytest.mark.parametrize(("wanted", "hidden", "expected"), [
    (["/usr", "/lib"], [], {"/lib": True, "/usr": True}),
    (["/usr", "/usr/lib/python3"], [], {"/usr": True}),
    (["/usr"], ["/course"], {"/usr": True}),
    (["/usr"], ["/usr/course"], {"/usr": True, "/usr/course": False}),
    (["/course/.venv"], ["/course"], {"/course/.venv": True}),
    (["/usr", "/usr/course/.venv"], ["/usr/course"],
     {"/usr": True, "/usr/course": False, "/usr/course/.venv": True}),
])
def test_what_is_hidden_in_something_shown_is_told_after_it(wanted, hidden, expected):
    assert list(arranged(iter(wanted), set(hidden))) == list(expected.items())


def test_without_mounts_a_folder_is_taken_apart_around_what_is_hidden(tmp_path):
    for name in ("numpy", "descent", "grader/optimizers", "deep/course/gradebook", "deep/lib"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "six.py").touch()
    hidden = [tmp_path / "grader", tmp_path / "deep/course"]
    assert set(without(tmp_path, hidden)) == {
        tmp_path / name for name in ("numpy", "descent", "six.py", "deep/lib")}
    visible = Visible("python", ((str(tmp_path), True), *((str(path), False) for path in hidden)),
                      {}, {"inside": "/somewhere/inside"}, (str(tmp_path),))
    readable, listable = visible.readable()
    assert str(tmp_path) not in readable
    assert "/somewhere/inside" in readable
    assert listable == [str(tmp_path)]


def test_python_and_packages_are_shown_by_their_real_paths_and_the_project_is_not():
    visible = find_visible()
    shown = [Path(path) for path, is_shown in visible.shown if is_shown]
    for needed in (visible.python, numpy.__file__, Path(sys.base_prefix).resolve()):
        assert any(Path(needed).resolve().is_relative_to(path) for path in shown), needed
    for path in shown:
        assert path.resolve() == path or path.parts[1] in ("etc", "usr")
        assert not PROJECT.is_relative_to(path) or (str(PROJECT), False) in visible.shown
        assert not any((PROJECT / name).is_relative_to(path)
                       for name in ("solutions", "grader", "gradebook", "tests")), path
    assert set(visible.packages) == {"descent", "inside"}


@pytest.mark.parametrize("tier", WITHOUT)
def test_a_project_among_what_is_shown_is_hidden_but_for_the_python_in_it(tier, tmp_path,
                                                                           monkeypatch):
    tmp_path.chmod(0o755)
    for name in ("other", "course/secret", "course/.venv/module"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    real = find_visible()
    shown = [(str(tmp_path), True), (str(tmp_path / "course"), False),
             (str(tmp_path / "course/.venv"), True)]
    monkeypatch.setattr(server, "find_visible", lambda: replace(real, shown=(*real.shown, *shown)))
    text = f"print(open('{tmp_path}/' + {{!r}}).read())"
    with open_sandbox(tier) as sandbox:
        assert "Error" in run_in(sandbox, text.format("course/secret")).raised
        assert "Error" in run_in(sandbox, f"open('{tmp_path}/course/new', 'w')").raised
        # Without mounts the user nobody may be kept out by the folders above.
        if tier != "no-namespaces":
            for name in ("other", "course/.venv/module"):
                assert run_in(sandbox, text.format(name)).printed == name + "\n"


def test_packages_that_only_root_may_read_are_named(tmp_path, monkeypatch):
    if os.geteuid():
        pytest.skip("only root gives up its user")
    (tmp_path / "packages").mkdir(mode=0o700)
    real = find_visible()
    path = str(tmp_path / "packages")
    monkeypatch.setattr(server, "find_visible", lambda: replace(
        real, shown=(*real.shown, (path, True)), search=(*real.search, path)))
    with Sandbox(warm=("inside.snippet",), allow_none=True) as sandbox:
        assert f"nobody can't read {path}: let every user" in sandbox.tier.missing["namespaces"]


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    """A Python in which descent and grader lie as if they came from a wheel."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, symlinks=True)
    packages, = folder.glob("lib/python*/site-packages")
    for name in ("descent", "grader"):
        shutil.copytree(PROJECT / name, packages / name,
                        ignore=shutil.ignore_patterns("__pycache__", "*.npz"))
    # What the judge's side imports besides; the sandbox needs none of it here.
    (packages / "others.pth").write_text(str(Path(numpy.__file__).parents[1]))
    return folder / "bin/python", packages


@pytest.mark.parametrize("tier", WITHOUT)
def test_beside_descent_in_site_packages_grader_is_hidden(installed, tier, tmp_path):
    python, packages = installed
    text = ("import importlib.util\n"
            "for name in ('errors.py', 'sandbox/server.py', 'sandbox/inside/server.py'):\n"
            f"    try: print(len(open('{packages}/grader/' + name).read()))\n"
            "    except OSError as error: print(type(error).__name__)\n"
            "try: import grader.errors\n"
            "except (ImportError, PermissionError): print('no grader')\n"
            "print(importlib.util.find_spec('descent').origin.endswith('packages/descent/"
            "__init__.py'))")
    script = tmp_path / "judge.py"
    script.write_text(f"""\
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
import grader
from conftest import run_in
from grader.sandbox import Sandbox
assert grader.__file__ == {str(packages / 'grader/__init__.py')!r}
with Sandbox(warm=("inside.snippet",), without={WITHOUT[tier]!r}) as sandbox:
    print(sandbox.tier.name)
    print(run_in(sandbox, {text!r}).printed)
""")
    done = subprocess.run([python, script], capture_output=True, text=True)
    if "the user nobody can't read" in done.stderr or "Unavailable" in done.stderr:
        lacking(done.stderr)
    assert done.stderr == ""
    name, *opened, imported, found = done.stdout.split("\n")[:6]
    assert name == tier
    assert set(opened[:2]) <= {"FileNotFoundError", "PermissionError"}
    assert (imported, found) == ("no grader", "True")
