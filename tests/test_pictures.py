"""The README's pictures are those that the command draws."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

ASSETS = Path(__file__).parents[1] / "assets"
PALETTE = 16  # of 255: how far a colour of 256 may lie from the drawn one


@pytest.fixture(scope="module")
def pictures():
    spec = importlib.util.spec_from_file_location("make_pictures", ASSETS / "make_pictures.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pixels(image):
    return np.array(image.convert("RGB")).astype(int)


def share_that_differs(one, other, tolerance):
    """Compare pixels; edges of letters may differ between builds of matplotlib's fonts."""
    assert one.shape == other.shape
    return np.mean(np.abs(one - other).max(axis=-1) > tolerance)


def test_the_picture_is_the_one_that_is_drawn(pictures):
    with Image.open(ASSETS / "ravine.png") as committed:
        assert share_that_differs(pixels(committed), pixels(pictures.draw_ravine()), 2) < 0.001


@pytest.mark.parametrize("step", [0, 12, 30])
def test_a_picture_of_the_race_is_the_one_that_is_drawn(pictures, step):
    with Image.open(ASSETS / "race.gif") as committed:
        committed.seek(step)
        drawn = pixels(pictures.draw_race(step))
        assert share_that_differs(pixels(committed), drawn, PALETTE) < 0.001


def test_the_race_has_all_steps_ends_and_is_small(pictures):
    file = ASSETS / "race.gif"
    assert file.stat().st_size < 500_000
    with Image.open(file) as race:
        assert race.n_frames == pictures.STEPS + 1
        assert race.info["loop"] == pictures.PLAYS - 1  # a GIF counts repetitions
        race.seek(pictures.STEPS)
        assert race.info["duration"] == pictures.END_TIME


def test_the_methods_end_where_the_alt_text_says(pictures):
    ends = {name: path[-1] for name, path in pictures.paths().items()}
    assert ends["SGD"][0] < -0.2 and abs(ends["SGD"][1]) < 0.1
    assert ends["Momentum"][0] > 0.5
    assert ends["Adam"][1] > 0.2 and abs(ends["Adam"][0]) < 0.2
