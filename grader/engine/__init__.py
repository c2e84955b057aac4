"""The engine: a class of hand-ins, graded by sandboxed workers, written by one writer."""

import grader.quick_imports  # noqa: F401  before a module here imports nbgrader
