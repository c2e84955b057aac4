"""A copy of the course in a folder of its own, and Jupyter without the user's own settings."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIG = "nbgrader_config.py"
LESSONS = sorted(path.stem for path in ROOT.glob("solutions/[0-9]*.py"))

SETTINGS = {
    # A cell far from the window would have no element, and no test could look at its outputs.
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    # Typed text stays as it was typed.
    "@jupyterlab/codemirror-extension:plugin": {
        "defaultConfig": {"autoClosingBrackets": False, "smartIndent": False}
    },
}


@dataclass(frozen=True)
class Course:
    """A copy of the course.

    Attributes:
        root: its folder, laid out as the repository.
        environment: for every program that runs in it.
    """

    root: Path
    environment: Mapping[str, str] = field(repr=False)

    def nbgrader(self, *arguments: str, seconds: float = 60) -> str:
        """Run an nbgrader command in the course and give what it said.

        Raises:
            AssertionError: nbgrader failed.
        """
        command = [sys.executable, "-m", "nbgrader", *arguments]
        done = subprocess.run(command, cwd=self.root, env=self.environment, text=True,
                              capture_output=True, timeout=seconds)
        assert done.returncode == 0, f"nbgrader {' '.join(arguments)}:\n{done.stderr}"
        return done.stdout + done.stderr

    def solution(self, lesson: str) -> Path:
        """Say where the instructor's notebook of a lesson is."""
        return self.root / "solutions" / lesson / f"{lesson}.ipynb"

    def released(self, lesson: str) -> Path:
        """Say where the released notebook of a lesson is."""
        return self.root / "notebooks" / lesson / f"{lesson}.ipynb"


def copy_course(folder: Path) -> Course:
    """Copy the course's notebooks and configuration into folder/course.

    nbgrader_config.py finds everything from the folder it stands in, so that the copy can't reach
    the gradebook of the repository.
    """
    root = folder / "course"
    root.mkdir(parents=True)
    shutil.copyfile(ROOT / CONFIG, root / CONFIG)
    for name in ("solutions", "notebooks"):
        shutil.copytree(ROOT / name, root / name,
                        ignore=shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__"))
    return Course(root, _environment(folder / "home"))


def _environment(home: Path) -> dict[str, str]:
    folders = {
        "HOME": home,
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
        "JUPYTERLAB_SETTINGS_DIR": home / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces",
        "IPYTHONDIR": home / "ipython",
        "MPLCONFIGDIR": home / "matplotlib",
        "XDG_CONFIG_HOME": home / "xdg",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_DATA_HOME": home / "share",
    }
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    for plugin, settings in SETTINGS.items():
        package, name = plugin.split(":")
        path = home / "settings" / package / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings), encoding="utf-8")
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("JUPYTER", "PYTEST", "JPY_"))}
    # nbgrader calls `alembic` by name: the environment's programs come first.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return kept | {name: str(folder) for name, folder in folders.items()} | {"PATH": path}
