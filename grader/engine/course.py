"""A course's folder, as nbgrader sees it from its configuration files."""

import logging
import os
import sys
from pathlib import Path

from nbgrader.apps import AutogradeApp
from nbgrader.apps.baseapp import NbGrader
from traitlets.config import Config

from grader.errors import CourseNotFound

__all__ = ["open_course"]


def open_course(root: Path, assignment: str, student: str = "*", notebook: str = "*",
                config: Config | None = None) -> NbGrader:
    """Read a course's configuration, as `nbgrader` does that is started in its folder.

    Args:
        root: the course's folder, with or without an nbgrader_config.py.
        assignment: name of the assignment, here a lesson's.
        student: pattern of students' names; "*" for all.
        notebook: pattern of notebooks' names without suffix.
        config: settings that go before those of the files.

    Returns:
        nbgrader's application: `.coursedir` knows the folders, `.config` is what the files say;
        give it as `parent` to nbgrader's own classes. It logs errors only.

    Raises:
        CourseNotFound: there is no such folder, or its configuration can't be read.
    """
    root = root.resolve()
    if not root.is_dir():
        raise CourseNotFound(f"{root} is not a folder: name the course's with --course-dir")
    # nbgrader calls `alembic` by name when it makes a gradebook.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent),
                                          os.environ.get("PATH", os.defpath)])
    sys.path.insert(0, str(root))  # as nbgrader does: a configuration names plugins that lie there
    app = AutogradeApp(log_level=logging.ERROR)
    app.load_cwd_config = False  # where the command was started may be another course
    app.raise_config_file_errors = True  # nbgrader would go on with its defaults
    asked = Config()
    asked.CourseDirectory.assignment_id = assignment
    asked.CourseDirectory.student_id = student
    asked.CourseDirectory.notebook_id = notebook
    asked.merge(config or Config())
    try:
        app.initialize([], root=str(root))
    # A configuration is a program; for a value of the wrong type nbgrader logs it, and ends.
    except (Exception, SystemExit) as error:
        why = f" ({type(error).__name__}: {error})" if isinstance(error, Exception) else ""
        raise CourseNotFound(f"the configuration of {root} can't be read{why}: correct its "
                             "nbgrader_config.py") from error
    app.update_config(asked)
    app.coursedir.update_config(asked)
    return app
