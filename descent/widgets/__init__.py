"""Figures that move, driven by the learner's own code; imported only where they are used."""

from descent.widgets.explore import explore

__all__ = ["explore"]
