"""The command line: what is printed where, and the exit codes."""

import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from click.testing import CliRunner

import grader
from grader.cli import find_course, main
from grader.errors import CourseNotFound

ROOT = Path(__file__).parents[2]
NAME = "01_halving"
SOURCE = f"solutions/{NAME}/{NAME}.ipynb"
RELEASE = f"notebooks/{NAME}/{NAME}.ipynb"


@pytest.fixture
def course(tmp_path):
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    (tmp_path / "solutions").mkdir()
    shutil.copy(Path(__file__).parent / "small_lesson.txt", tmp_path / f"solutions/{NAME}.py")
    return tmp_path


@pytest.fixture
def known_paths(monkeypatch):
    """Stand in for the module that makes the known paths; returns what it was asked and tells."""
    state = SimpleNamespace(asked=[], files=[])

    def build(check):
        state.asked.append(check)
        return state.files

    module = ModuleType("grader.known_paths")
    module.build = build
    monkeypatch.setitem(sys.modules, "grader.known_paths", module)
    monkeypatch.setattr(grader, "known_paths", module, raising=False)
    # These pages belong to this repository, not to the course under test.
    for page in ("catalogue_page", "guide"):
        monkeypatch.setattr(f"grader.{page}.build", lambda check: [])
    return state


def run(course, *arguments):
    return CliRunner().invoke(main, [*arguments, "--course", str(course)])


def test_build_lists_what_it_wrote_on_stdout_and_talks_on_stderr(course, known_paths):
    known_paths.files = ["descent/known_paths/adam.npz"]
    first = run(course, "build")
    assert first.exit_code == 0
    assert first.stdout.splitlines() == [
        f"wrote {SOURCE}",
        f"wrote {RELEASE}",
        "wrote descent/known_paths/adam.npz",
    ]
    known_paths.files = []
    second = run(course, "build")
    assert (second.exit_code, second.stdout) == (0, "")
    assert second.stderr == "1 lesson is up to date\n"
    assert known_paths.asked == [False, False]


def test_check_exits_1_and_lists_every_file_that_differs(course, known_paths):
    run(course, "build")
    assert run(course, "build", "--check").exit_code == 0
    (course / RELEASE).unlink()
    known_paths.files = ["grader/private_paths/adam.npz"]
    result = run(course, "build", "--check")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.split(":")[0] for line in lines] == [RELEASE, "grader/private_paths/adam.npz"]
    assert known_paths.asked == [False, True, True]
    assert not (course / RELEASE).exists()


def test_a_named_lesson_leaves_the_known_paths_alone(course, known_paths):
    assert run(course, "build", NAME).exit_code == 0
    assert known_paths.asked == []


def test_build_tells_what_has_no_source_and_exits_1(course, known_paths):
    run(course, "build")
    stray = course / f"notebooks/{NAME}/data.csv"
    stray.write_text("1\n")
    result = run(course, "build")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"notebooks/{NAME}/data.csv: not made by")
    assert stray.exists()


def test_faults_are_a_message_on_stderr_and_exit_2(course, known_paths):
    path = course / f"solutions/{NAME}.py"
    path.write_text(path.read_text().replace("points=1.5", "points=-1"))
    for arguments in (["build"], ["build", "--check"], ["build", "09_none"], ["adopt", "09_none"]):
        result = run(course, *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("Error: ")
        assert "Traceback" not in result.stderr


def test_adopt_lists_what_it_wrote_and_names_the_cells(course, known_paths):
    run(course, "build")
    path = course / SOURCE
    path.write_text(path.read_text().replace("START = 8", "START = 9"))
    result = run(course, "adopt", NAME)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == f"wrote solutions/{NAME}.py"
    assert result.stderr == f"{NAME}: adopted setup\n"
    again = run(course, "adopt", NAME)
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == f"{NAME}: the notebook was not edited\n"


def test_demo_ends_with_the_code_of_the_sample_class(course, monkeypatch):
    calls = []
    module = ModuleType("grader.demo")
    module.run = lambda folder, console: calls.append((folder, console)) or 1
    monkeypatch.setitem(sys.modules, "grader.demo", module)
    monkeypatch.setattr(grader, "demo", module, raising=False)
    assert run(course, "demo").exit_code == 1
    assert [folder for folder, _ in calls] == [course]


def test_the_course_is_the_nearest_folder_with_nbgraders_configuration(course, tmp_path):
    assert find_course(course / "solutions") == course
    assert find_course(course) == course
    with pytest.raises(CourseNotFound, match=r"no nbgrader_config\.py in .* --course"):
        find_course(course.parent)


def test_outside_a_course_the_command_says_so_and_exits_2(tmp_path):
    result = run(tmp_path, "build")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: no nbgrader_config.py")


@pytest.mark.parametrize("command", [[], *([name] for name in main.commands)], ids=str)
def test_every_help_has_an_example(command):
    result = CliRunner().invoke(main, [*command, "--help"])
    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert "  grader " in result.stdout.split("Example")[1]


def test_help_imports_nothing_heavy():
    code = (
        "import sys, grader.cli; "
        "print(sorted({'nbgrader', 'jupytext', 'numpy', 'nbformat', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
