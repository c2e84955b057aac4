"""Write the course as a static site: pages to read from disk, without a network or solutions.

    solutions/NN_stem.py -> released notebook, with the outputs of the instructor's -> site/

Nothing in `notebooks/` and `solutions/` is read but the lesson texts, and nothing there is written:
a learner's own work in a released notebook never gets onto a page.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from grader.errors import SiteFailed
from grader.site import pages

__all__ = ["build_site"]

_OURS = ".buildinfo"  # what Sphinx leaves in every site
# What the theme copies for its own authors: most of the site's bytes, and templates of pages.
_LEFTOVERS = ("*.map", "*webpack-macros.html")
_NEEDED = ("sphinx_book_theme", "myst_nb")


def build_site(course: Path, output: Path, tell: Callable[[str], object] = lambda what: None,
               ) -> Path:
    """Write the site of a course; a second time changes nothing.

    Args:
        course: folder of the course.
        output: folder of the site; made if need be. Files in it that are no longer part of the
            site are deleted, so a folder that holds anything else is refused.
        tell: is called with what is about to be done.

    Returns:
        The start page.

    Raises:
        LessonFaults, UnknownLesson: as `grader build`.
        SiteFailed: `output` is no site; a cell raised or took too long; Sphinx warned; or the
            site's packages are not installed.
    """
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise SiteFailed(f"the site needs {' and '.join(missing)}: pip install -e '.[dev]'")
    output = output.resolve()
    if output.is_file() or (output.is_dir() and any(output.iterdir())
                            and not (output / _OURS).is_file()):
        raise SiteFailed(f"{output} holds something else than a site: name another folder with "
                         "--output, or empty this one")
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "source", Path(folder) / "site"
        source.mkdir()
        for path, content in pages.of_course(course, tell):
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_bytes(content)
        tell("turning notebooks into pages (Sphinx)")
        _run_sphinx(source, made, Path(folder) / "doctrees")
        for pattern in _LEFTOVERS:
            for path in made.rglob(pattern):
                path.unlink()
        _publish(made, output)
    return output / "index.html"


def _run_sphinx(source: Path, made: Path, doctrees: Path) -> None:
    # A process of its own: Sphinx changes docutils, logging and the locale for all that follows.
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-q", "-W", "--keep-going",
               "-c", str(Path(__file__).parent), "-d", str(doctrees), str(source), str(made)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False,
                          env=os.environ | {"PYTHONHASHSEED": "0", "PYTHONWARNINGS": ""})
    if done.returncode:
        told = done.stderr.replace(f"{source}{os.sep}", "").strip()
        # myst-nb (1.4) counts 10,000 lines for each cell.
        told = re.sub(r"\.ipynb:(\d+)(\d{4}):", r", cell \1 from the top, line \2:", told)
        raise SiteFailed(f"Sphinx could not make the site:\n{told}")


def _publish(made: Path, output: Path) -> None:
    """Make `output` hold what was made: write files that differ, delete those that aren't in it."""
    for path in sorted(output.rglob("*"), reverse=True):  # what lies in a folder before the folder
        if not (made / path.relative_to(output)).exists():
            path.rmdir() if path.is_dir() else path.unlink()
    for path in sorted(made.rglob("*")):
        target = output / path.relative_to(made)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif not target.is_file() or target.read_bytes() != path.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
