"""What a lesson imports: surfaces, paths, plots and checks; it never imports the grader."""

from descent.checks import check

__all__ = ["check"]
