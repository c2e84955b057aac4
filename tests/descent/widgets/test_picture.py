"""Scenes as pictures: every kind of mark is drawn, the same bytes each time."""

import base64

import numpy as np
import pytest
from matplotlib import image

from descent.plots import BLACK, DASHED, RED, SOLID
from descent.widgets.picture import draw, png
from descent.widgets.scene import Arrows, Band, Bars, Image, Label, Line, Panel, Points, Scene

X = np.array([0.0, 0.5, 1.0])
LOOK = (RED, DASHED, "s")
MARKS = [
    Line(X, np.array([0.1, np.nan, 0.9]), LOOK, "line", "path", stepped=True),
    Points(X, X, LOOK, "points"),
    Points(X, X, LOOK, stepped=True),
    Bars(X, X, LOOK, "bars", 0.2),
    Arrows(np.zeros((3, 2)), np.array([[0.5, 0.5], [np.nan, 0], [0, 0]]), LOOK, "arrows"),
    Arrows(np.zeros((2, 2)), np.array([[0.9, 0.1], [0.5, 0.5]]), LOOK, stepped=True),
    Band(X, X - 0.1, X + 0.1, LOOK, "band"),
    Image(np.linspace(0, 1, 6).reshape(2, 3)),
    Label(0.5, 0.5, "here", "middle"),
]


def scene_of(*marks, **more):
    return Scene([Panel(marks, "Something.", "x", "y", (0.0, 1.0), (0.0, 1.0), **more)], "", last=2)


def pixels(scene):
    import io

    return image.imread(io.BytesIO(base64.b64decode(png(scene))))


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: type(mark).__name__)
def test_every_mark_leaves_ink(mark):
    assert not np.array_equal(pixels(scene_of(mark)), pixels(scene_of()))


def test_the_same_scene_gives_the_same_bytes():
    assert png(scene_of(*MARKS), "a title") == png(scene_of(*MARKS), "a title")


def test_every_label_is_in_the_legend_once():
    figure = draw(scene_of(*MARKS, Line(X, X, LOOK, "line")))
    (legend,) = figure.legends
    assert sorted(text.get_text() for text in legend.get_texts()) == [
        "arrows", "band", "bars", "line", "points"]


def test_logarithmic_axes_and_equal_units_are_drawn_as_such():
    line = Line(np.array([1e-8, 1e-2, 1.0]), X + 0.1, (BLACK, SOLID, "o"))
    panel = Panel([line], "A line.", "x", "y", (1e-8, 1.0), (0.1, 1.2), log_x=True, log_y=True)
    (ax,) = draw(Scene([panel], "")).axes
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    (ax,) = draw(scene_of(*MARKS, equal=True)).axes
    assert ax.get_aspect() == 1.0
