"""README, CONTRIBUTING and the page on the engine name only what exists."""

import re
from pathlib import Path

import pytest

from descent.exercises import EXERCISES
from grader.cli import main

ROOT = Path(__file__).parents[1]
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "grader/LIMITS.md"]


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_and_grader_command_named_there_exists(name):
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    code = "\n".join(re.findall(r"`[^`]+`|```.*?```", text(name), re.DOTALL))
    assert set(re.findall(r"make ([a-z-]+)", code)) <= targets
    assert set(re.findall(r"(?<![\w_])grader ([a-z]+)", code)) <= set(
        main.commands)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_and_path_leads_to_a_file(name):
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text(name)) if ":" not in link]
    paths = re.findall(r"`((?:descent|grader|tests|solutions|notebooks|assets)/[\w./]+)`",
                       text(name))
    assert links or paths
    missing = [path for path in [*links, *paths] if not (ROOT / path).exists()
               and "NN" not in path]
    assert missing == []


def test_the_readmes_table_has_every_lesson_with_the_minutes_that_it_names_itself():
    rows = dict(re.findall(r"notebooks/(\w+)/\w+\.ipynb\) \|.*\| (\d+) min \|", text("README.md")))
    lessons = {path.stem: path.read_text(encoding="utf-8")
               for path in (ROOT / "solutions").glob("*.py")}
    assert set(rows) == set(lessons)
    for stem, minutes in rows.items():
        assert re.search(rf"\b{minutes} minutes", lessons[stem]), stem


def test_the_examples_in_the_documents_use_exercises_that_exist():
    for name in DOCUMENTS:
        assert set(re.findall(r'check\("(\w+)"', text(name))) <= set(EXERCISES)
