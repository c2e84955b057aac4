"""A surface seen from above, as marks: a floor in colours, contour lines, the minimum."""

from functools import lru_cache

import contourpy
import numpy as np

from descent.plots import SOLID, contour_levels
from descent.surfaces import Surface, Window
from descent.widgets.scene import Image, Line, Mark, Points
from descent.words import words

__all__ = ["surface_marks"]

LINES = ("#8a97a8", SOLID, "")
STAR = ("#B8860B", SOLID, "*")
FLOOR = ("#c9d8e8", "#ffffff")


def surface_marks(surface: Surface, window: Window | None = None, detail: int = 140) -> list[Mark]:
    """Give the marks that lie under a path; the same surface object is worked out once.

    Args:
        detail: points along each side of the grid, an even number; fewer do for a bowl, and
            where a slider changes the surface, so that its table stays small.
    """
    return list(_marks(surface, window or surface.window, detail))


@lru_cache(maxsize=256)
def _marks(surface: Surface, window: Window, detail: int) -> tuple[Mark, ...]:
    x, y = (np.linspace(low, high, detail) for low, high in window)
    z = surface.value(np.stack(np.meshgrid(x, y), axis=-1))
    levels = contour_levels(z, surface.minimum_value)
    lines = contourpy.contour_generator(x, y, z)
    pieces = [piece for level in levels for piece in lines.lines(level)]
    joined = np.concatenate([np.vstack([piece, [[np.nan] * 2]]) for piece in pieces])
    # Steps of brightness, one for each contour line.
    height = np.searchsorted(levels, z[::2, ::2]) / len(levels)
    marks: list[Mark] = [Image(height, FLOOR), Line(*joined.T, LINES, kind="contour")]
    if surface.minimum is not None:
        marks.append(Points(*surface.minimum[:, None], STAR, words("plots.minimum"), 15))
    return tuple(marks)
