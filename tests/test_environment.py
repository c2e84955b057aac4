"""environment.yml and pyproject.toml ask for the same packages."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text())

# What conda needs to install the rest; pip's users get it from pip itself.
INSTALLERS = {"pip"}


def test_conda_installs_what_the_project_depends_on_within_the_same_bounds():
    packages = [entry for entry in CONDA["dependencies"] if isinstance(entry, str)]
    (from_pip,) = [entry["pip"] for entry in CONDA["dependencies"] if isinstance(entry, dict)]
    project = PROJECT["project"]
    expected = {
        f"python{project['requires-python']}",
        *project["dependencies"],
        *PROJECT["build-system"]["requires"],
    }
    assert {*packages, *from_pip} - INSTALLERS == expected
    assert len(packages) + len(from_pip) == len(expected) + len(INSTALLERS), "a package twice"


def test_the_conda_environment_is_called_as_the_project():
    assert CONDA["name"] == PROJECT["project"]["name"]
    assert CONDA["channels"][0] == "conda-forge"


def test_every_dependency_has_a_lower_and_an_upper_bound():
    for requirement in PROJECT["project"]["dependencies"]:
        assert re.fullmatch(r"[A-Za-z0-9-]+>=[\d.]+,<[\d.]+", requirement)
