"""The course's boundaries: what imports what, and no trace of the machine it was made on."""

import ast
import json
import re
import shutil
import subprocess
from pathlib import Path

import jupytext
import pytest

ROOT = Path(__file__).parents[1]
LESSONS = [*ROOT.glob("solutions/*.py"), *ROOT.glob("solutions/*/*.ipynb")]
RELEASES = [*ROOT.glob("notebooks/*/*.ipynb")]
HIDDEN = re.compile(r"^.*BEGIN HIDDEN TESTS.*$(.|\n)*?^.*END HIDDEN TESTS.*$", re.MULTILINE)


def imported(code):
    """The top-level names of all packages that a piece of code imports, at any depth."""
    names = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module.split(".")[0])
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            names |= {str(arg.value).split(".")[0] for arg in node.args[:1] if is_text(arg)}
    return names


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def code_cells(path):
    if path.suffix == ".py":
        cells = jupytext.read(path, fmt="py:percent").cells
        return [cell.source for cell in cells if cell.cell_type == "code"]
    cells = json.loads(path.read_text())["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def relative(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", sorted(ROOT.glob("descent/**/*.py")), ids=relative)
def test_descent_never_imports_grader(path):
    assert "grader" not in imported(path.read_text())


@pytest.mark.parametrize("path", sorted(LESSONS), ids=relative)
def test_a_lesson_imports_grader_in_hidden_tests_only(path):
    for code in code_cells(path):
        assert "grader" not in imported(HIDDEN.sub("", code)), code


@pytest.mark.parametrize("path", sorted(RELEASES), ids=relative)
def test_a_released_notebook_imports_no_grader_and_holds_no_region(path):
    for code in code_cells(path):
        assert "grader" not in imported(code), code
        assert not re.search(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)", code), code


def test_the_search_for_imports_finds_every_form():
    forms = (
        "import grader",
        "import os, grader.judge as j",
        "from grader import judge",
        "from grader.private import private_paths",
        "def f():\n    from grader import judge",
        "import importlib\nimportlib.import_module('grader.judge')",
    )
    assert all("grader" in imported(form) for form in forms)
    assert "grader" not in imported("from descent import grader\nnbgrader = 1")


def repository_texts():
    """Every text file that git tracks or would track."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("only a git checkout tells its own files from others")
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    found = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, found.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and b"\0" not in path.read_bytes()[:8192]:
            yield path


def test_no_text_of_the_repository_names_a_folder_of_one_machine():
    # A home or a working folder: what stands in a shebang or a device is the same everywhere.
    machine = re.compile(r"(?<![\w.:/])/(work|home|root|Users|tmp|opt|mnt)/[\w.-]+|[A-Z]:\\Users\\")
    told = [
        f"{relative(path)}:{number}: {line.strip()[:80]}"
        for path in repository_texts()
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if machine.search(line)
    ]
    assert told == []
