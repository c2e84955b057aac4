"""Scenes and controls as data: what the front end gets is what was meant."""

import base64

import numpy as np
import pytest

from descent.plots import DASHED, RED
from descent.widgets.scene import (
    Arrows,
    Choice,
    Image,
    Line,
    Panel,
    Scene,
    Slider,
    Steps,
    Store,
    look_data,
    mark_data,
    packed,
    places,
    written,
)


def unpacked(text):
    return np.frombuffer(base64.b64decode(text), "<f4")


def panel(*marks, **more):
    return Panel(marks, "A line that rises.", "x", "y", (0, 1), (0, 1), **more)


def test_a_slider_starts_exactly_where_it_was_told():
    slider = Slider("lr", "η", 0.01, 1.1, 0.95, count=23)
    assert slider.values[slider.start] == 0.95
    assert slider.values == sorted(slider.values)
    assert slider.values[0] == 0.01 and slider.values[-1] == 1.1


def test_a_logarithmic_slider_grows_by_a_constant_factor():
    values = Slider("eps", "ε", 1e-12, 1, 1e-8, 61, log=True).values
    assert np.allclose(np.diff(np.log10(values)), 0.2, atol=2e-3)


def test_a_slider_of_whole_numbers_has_each_once():
    assert Slider("B", "B", 1, 5, 2, 20, integer=True).values == [1, 2, 3, 4, 5]


def test_a_slider_with_stops_has_these():
    slider = Slider("beta2", "β₂", 0, 0.999, 0.9, stops=(0.0, 0.9, 0.999))
    assert slider.values == [0.0, 0.9, 0.999] and slider.start == 1


@pytest.mark.parametrize("low, high, count, log", [(1, 1, 5, False), (0, 1, 1, False),
                                                   (0, 1, 5, True)])
def test_a_slider_without_positions_is_refused(low, high, count, log):
    with pytest.raises(ValueError, match="give low < high"):
        Slider("lr", "η", low, high, 0.5, count, log)


def test_a_choice_starts_at_its_value():
    choice = Choice("pattern", "pattern", {"a": "one spike", "b": "constant"}, "b")
    assert choice.start == 1 and choice.data()["texts"] == ["one spike", "constant"]


def test_a_place_is_two_sliders_and_a_handle_on_both():
    (x, y), handle = places("start", (-8, 8), (-3, 3), (-7, 2))
    assert x.values[x.start] == -7 and y.values[y.start] == 2
    assert (handle.x, handle.y) == (x.name, y.name)


@pytest.mark.parametrize("value, text", [
    (0.95, "0.95"), (-7, "−7"), (1e-8, "10⁻⁸"), (2.5e-9, "2.5 · 10⁻⁹"), (1 / 3, "0.3333"),
    (0.0, "0")])
def test_numbers_are_written_for_readers(value, text):
    assert written(value) == text


def test_arrays_travel_as_float32_and_what_float32_cannot_hold_leaves_a_gap():
    got = unpacked(packed([0.1, -2.0, np.inf, 1e300, np.nan]))
    assert np.array_equal(got, np.array([0.1, -2, np.nan, np.nan, np.nan], "f4"), equal_nan=True)


def test_an_image_travels_as_bytes():
    data = mark_data(Image(np.array([[0, 0.5], [1, np.nan]])))
    assert data["shape"] == [2, 2]
    assert list(base64.b64decode(data["values"])) == [0, 127, 255, 0]


def test_dashes_are_lengths_in_line_widths():
    assert look_data((RED, DASHED, "s")) == [RED, [4, 1.5], "s"]
    assert look_data((RED, "-", "")) == [RED, [], ""]


def test_what_two_scenes_share_travels_once():
    floor = Line(np.array([0.0, 1]), np.array([0.0, 1]), kind="contour")
    store = Store()
    lines = [Line(np.array([0.0, 1]), np.array([0.0, height])) for height in (1.0, 2.0)]
    first, new = store.add(Scene([panel(floor, lines[0])], "one"))
    second, newer = store.add(Scene([panel(floor, lines[1])], "two"))
    assert len(new) == 3  # axes, floor, line
    assert [part["type"] for part in newer.values()] == ["line"]
    assert first["panels"][0]["axes"] == second["panels"][0]["axes"]
    assert first["panels"][0]["marks"][0] == second["panels"][0]["marks"][0]


def test_every_scene_of_a_store_finds_its_parts():
    store, parts = Store("q"), {}
    for height in range(5):
        tips = np.array([[1.0, height]])
        scene, new = store.add(Scene([panel(Arrows(np.zeros((1, 2)), tips))], "",
                                     Steps("{t}: {0}", np.zeros((2, 1))), last=1))
        assert not set(new) & set(parts)
        parts |= new
        assert all(name.startswith("q") for name in new)
        arrows = parts[scene["panels"][0]["marks"][0]]
        assert unpacked(arrows["tips"]).tolist() == [1.0, height]
        assert scene["steps"]["width"] == 1
