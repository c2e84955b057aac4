"""Figures that move, driven by the learner's own code; imported only where they are used."""

from descent.widgets.explore import explore
from descent.widgets.step_through import step_through

__all__ = ["explore", "step_through"]
