"""Classes of invented students whose true scores are known, in nbgrader courses of their own."""

from .courses import KINDS, Course, make
from .scores import differences, graded

__all__ = ["KINDS", "Course", "differences", "graded", "make"]
